package dev.elara.ws.kernels;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import java.util.concurrent.CompletableFuture;

/** The way to one running kernel, wherever it runs. Thread-safe; nothing here blocks. */
public interface KernelLink {

  /** Hands the kernel a request; replies and questions go to {@code replyTo}. */
  void receive(Message request, ReplyAddress replyTo);

  /** Interrupts what runs. */
  void interrupt();

  /**
   * Ends the kernel: asks it to, and forces it to if it does not.
   *
   * @return done when it has ended
   */
  CompletableFuture<Void> end();
}
