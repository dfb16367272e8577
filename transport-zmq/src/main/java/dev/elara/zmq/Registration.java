package dev.elara.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who started a kernel and waits to be told where it listens: the other way to start one, in which
 * the kernel chooses its ports. A registration file says so instead of a connection file.
 *
 * <p>Immutable. Holds the key; {@link #toString} leaves it out.
 *
 * @param kernelId what whoever waits calls this kernel
 * @param socket where he waits, and with which key messages are signed; its ports are free
 * @param port the port, or for {@code ipc} the number, at which he waits
 * @see <a
 *     href="https://jupyter.org/enhancement-proposals/66-jupyter-handshaking/jupyter-handshaking.html">JEP
 *     66</a>
 */
public record Registration(String kernelId, ConnectionFile socket, int port) {

  /** How many frames an acknowledgement has behind its delimiter: a signature and a content. */
  private static final int SIGNED_CONTENT = 2;

  /**
   * Tells where the kernel listens and waits until that was acknowledged. Blocks.
   *
   * @param bound where it listens, with the ports it has bound
   * @throws IOException if nobody waits there, or does not acknowledge in time with the right
   *     signature
   */
  public void register(ConnectionFile bound, Duration patience) throws IOException {
    var late = new AtomicBoolean();
    try (SocketChannel channel = SocketChannel.open(address());
        AutoCloseable _ = closeAfter(patience, channel, late)) {
      Zmtp peer = new Zmtp(channel);
      peer.greet("NULL");
      peer.greeted("NULL");
      peer.command("READY", Zmtp.property("Socket-Type", Zmtp.ascii("DEALER")));
      peer.command("READY");
      Signer signer = new Signer(socket.scheme(), socket.key());
      byte[] content = Json.write(content(bound), Limits.STANDARD.jsonDepth());
      peer.message(List.of(Frames.DELIMITER, signer.sign(List.of(content)), content));
      checkAcknowledged(peer.message(), signer);
    } catch (IOException failed) {
      throw new IOException(
          "Cannot register with the process that waits at "
              + address()
              + ": "
              + (late.get() ? "no answer within " + patience.toSeconds() + " s" : failed),
          failed);
    } catch (Exception impossible) {
      throw new AssertionError("Nothing else is thrown", impossible);
    }
  }

  private static AutoCloseable closeAfter(
      Duration patience, SocketChannel channel, AtomicBoolean late) {
    Thread alarm =
        Thread.ofPlatform()
            .daemon()
            .name("elara-registration-alarm")
            .start(() -> {
              try {
                Thread.sleep(patience);
                late.set(true);
                channel.close();
              } catch (InterruptedException _) {
                // In time.
              } catch (IOException alreadyBroken) {
                late.set(true);
              }
            });
    return alarm::interrupt;
  }

  /** The ports are strings, as the specification has them. */
  private Map<String, @Nullable Object> content(ConnectionFile bound) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("kernel_id", kernelId);
    bound.ports().forEach((port, number) -> content.put(port.field(), String.valueOf(number)));
    return content;
  }

  /** What the acknowledgement says is up to its sender. */
  private static void checkAcknowledged(List<byte[]> frames, Signer signer) throws IOException {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), Frames.DELIMITER)) {
      delimiter++;
    }
    List<byte[]> behind =
        new ArrayList<>(frames.subList(Math.min(delimiter + 1, frames.size()), frames.size()));
    if (behind.size() < SIGNED_CONTENT
        || !signer.matches(behind.getFirst(), behind.subList(1, behind.size()))) {
      throw new IOException("its acknowledgement is not signed with the kernel's key");
    }
  }

  private SocketAddress address() {
    return socket.transport().equals("ipc")
        ? UnixDomainSocketAddress.of(Path.of(socket.ip() + "-" + port).toAbsolutePath())
        : new InetSocketAddress(socket.ip(), port);
  }

  /** Everything but the key. */
  @Override
  public String toString() {
    return "Registration[kernelId=" + kernelId + ", socket=" + socket + ", port=" + port + "]";
  }
}
