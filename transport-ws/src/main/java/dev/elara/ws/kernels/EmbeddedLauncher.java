package dev.elara.ws.kernels;

import dev.elara.caller.Pending;
import dev.elara.kernel.Connection;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.KernelBuilder;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs kernels in this JVM, where cells see the application's own objects. */
public final class EmbeddedLauncher implements KernelLauncher {

  private final KernelSpec spec;
  private final Supplier<KernelBuilder> kernels;

  /**
   * Of one kind.
   *
   * @param kernels begins a kernel, each time a new one
   */
  public EmbeddedLauncher(KernelSpec spec, Supplier<KernelBuilder> kernels) {
    this.spec = spec;
    this.kernels = kernels;
  }

  @Override
  public List<KernelSpec> specs() {
    return List.of(spec);
  }

  @Override
  public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended) {
    Kernel kernel = kernels.get().build();
    kernel.attach(everyone);
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
