package dev.elara.cli.server;

import dev.elara.kernel.Connection;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.ws.kernels.KernelLink;
import dev.elara.ws.link.ServerEnd;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A kernel in a process of its own, over a private socket. Thread-safe. */
final class ProcessKernel implements KernelLink {

  private static final long ASKED_MILLIS = 2_500;
  private static final long TOLD_MILLIS = 2_500;

  private final Process process;
  private final ServerEnd link;
  private final MessageFactory messages =
      new MessageFactory(UUID.randomUUID().toString(), "server", Instant::now);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean asked;
  private volatile boolean connected;

  private ProcessKernel(Process process, ServerEnd link) {
    this.process = process;
    this.link = link;
  }

  /**
   * Starts a process and waits until it is there.
   *
   * @param socket where it is to connect to; the file is gone afterwards
   * @throws IOException if it cannot be started, or ends before it is there
   */
  static ProcessKernel start(
      KernelJvm jvm, Path socket, Path directory, Map<String, String> environment)
      throws IOException {
    try (var waiting = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      waiting.bind(UnixDomainSocketAddress.of(socket));
      var builder = new ProcessBuilder(jvm.command(socket)).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = builder.start();
      process.getOutputStream().close();
      return new ProcessKernel(process, new ServerEnd(accept(waiting, process)));
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static SocketChannel accept(ServerSocketChannel waiting, Process process)
      throws IOException {
    var giveUp = process.onExit().thenAccept(_ -> closeQuietly(waiting));
    try {
      return waiting.accept();
    } catch (IOException closed) {
      throw new IOException(
          "its process ended with " + process.onExit().join().exitValue() + " before it was there",
          closed);
    } finally {
      giveUp.cancel(false);
    }
  }

  private static void closeQuietly(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is closed in any case.
    }
  }

  /** Of its process. */
  long pid() {
    return process.pid();
  }

  /** Whether its process lives. */
  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Hands out what it says from now on.
   *
   * @param why told, once, if it ends without being asked to
   */
  void connect(Connection everyone, Consumer<String> why) {
    connected = true;
    Thread.ofPlatform()
        .daemon()
        .name("Elara from a kernel")
        .start(() -> {
          link.serve(everyone);
          int exit = process.onExit().join().exitValue();
          link.close();
          ended.complete(null);
          if (!asked) {
            why.accept(reason(exit));
          }
        });
  }

  private static String reason(int exit) {
    return switch (exit) {
      case 0 -> "it was shut down from within, or a cell called System.exit(0).";
      case 134, 139 -> "its JVM crashed (exit code " + exit + ").";
      case 137 -> "it was killed, perhaps because the machine ran out of memory.";
      case 143 -> "its process was terminated.";
      default -> "its process ended with exit code " + exit + ".";
    };
  }

  @Override
  public void receive(Message request, ReplyAddress replyTo) {
    link.send(request, replyTo);
  }

  /**
   * Lets it do once what every client asks first, so that no client waits for what is only slow the
   * first time. For a kernel that nobody has yet; leaves no trace.
   */
  void rehearse() {
    tell(Channel.SHELL, "kernel_info_request", Map.of());
    tell(
        Channel.SHELL,
        "execute_request",
        Map.of("code", "1", "silent", true, "store_history", false));
  }

  @Override
  public void interrupt() {
    tell(Channel.CONTROL, "interrupt_request", Map.of());
  }

  private void tell(Channel channel, String type, Map<String, ?> content) {
    Message request =
        messages.message(channel, type, Header.NONE, new java.util.LinkedHashMap<>(content));
    link.send(request, reply -> {});
  }

  @Override
  public CompletableFuture<Void> end() {
    asked = true;
    tell(Channel.CONTROL, "shutdown_request", Content.of("restart", false));
    Thread.ofVirtual().name("end of a kernel").start(this::insist);
    return ended;
  }

  /** As Jupyter does: asks, then tells, then kills. */
  private void insist() {
    try {
      if (!process.waitFor(ASKED_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (!process.waitFor(TOLD_MILLIS, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
      process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
    }
    if (!connected) {
      link.close();
      ended.complete(null);
    } // else what it has said last is handed out before
  }
}
