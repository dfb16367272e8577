package dev.elara.ws.kernels;

import dev.elara.caller.Pending;
import dev.elara.kernel.Connection;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.KernelBuilder;
import dev.elara.kernel.Log;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs kernels in this JVM, where cells see the application's own objects. */
public final class EmbeddedLauncher implements KernelLauncher {

  private final KernelSpec spec;
  private final Supplier<KernelBuilder> kernels;
  private final List<String> firstCells;
  private final Log log;
  private final MessageFactory requests =
      new MessageFactory(UUID.randomUUID().toString(), "host", Instant::now);

  /**
   * Of one kind.
   *
   * @param kernels begins a kernel, each time a new one
   */
  public EmbeddedLauncher(KernelSpec spec, Supplier<KernelBuilder> kernels) {
    this(spec, kernels, List.of(), Log.NONE);
  }

  private EmbeddedLauncher(
      KernelSpec spec, Supplier<KernelBuilder> kernels, List<String> firstCells, Log log) {
    this.spec = spec;
    this.kernels = kernels;
    this.firstCells = firstCells;
    this.log = log;
  }

  /**
   * The same, whose kernels run these cells before all others, silently, also after a restart: to
   * name objects of the application, for instance.
   *
   * @param errors hears of cells that fail
   */
  public EmbeddedLauncher beginningWith(List<String> cells, Log errors) {
    return new EmbeddedLauncher(spec, kernels, List.copyOf(cells), errors);
  }

  @Override
  public List<KernelSpec> specs() {
    return List.of(spec);
  }

  @Override
  public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended)
      throws IOException {
    Kernel kernel = build();
    kernel.attach(everyone);
    firstCells.forEach(cell -> kernel.receive(first(cell), this::report));
    Embedded link = new Embedded(kernel);
    Thread.ofVirtual()
        .name("end of an embedded kernel")
        .start(() -> {
          kernel.stopped().waitSync();
          link.ended.complete(null);
          if (!link.asked) {
            ended.accept("it was shut down from within.");
          }
        });
    kernel.start();
    return link;
  }

  private Kernel build() throws IOException {
    try {
      return kernels.get().build();
    } catch (LinkageError unusable) {
      throw new IOException(
          "its classes cannot be used in this JVM: "
              + unusable.getMessage()
              + ". Start the application with what they need, such as --add-exports.",
          unusable);
    }
  }

  private Message first(String code) {
    return requests.message(
        Channel.SHELL,
        "execute_request",
        Header.NONE,
        Content.of("code", code, "silent", true, "store_history", false, "stop_on_error", false));
  }

  private void report(Message reply) {
    Map<String, @Nullable Object> content = reply.content();
    if ("error".equals(content.get("status"))) {
      log.warn(
          "A cell that kernels begin with failed: "
              + content.get("ename")
              + ": "
              + content.get("evalue"));
    }
  }

  private static final class Embedded implements KernelLink {

    private final Kernel kernel;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean asked;

    Embedded(Kernel kernel) {
      this.kernel = kernel;
    }

    @Override
    public void receive(Message request, ReplyAddress replyTo) {
      kernel.receive(request, replyTo);
    }

    @Override
    public void interrupt() {
      kernel.interrupt();
    }

    @Override
    public CompletableFuture<Void> end() {
      asked = true;
      Pending<Boolean> _ = kernel.shutdown(false);
      return ended;
    }
  }
}
