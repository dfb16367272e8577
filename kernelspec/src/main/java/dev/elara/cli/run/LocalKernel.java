package dev.elara.cli.run;

import dev.elara.cli.Terminal;
import dev.elara.cli.kernel.JavaKernel;
import dev.elara.cli.kernel.ProcessLog;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fresh kernel in this process, for one notebook. */
final class LocalKernel implements AutoCloseable {

  /** How long it has to end; what it leaves behind cannot harm the next one. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Kernel kernel;
  private final Inbox inbox;
  private final ProcessLog log;

  private LocalKernel(Kernel kernel, Inbox inbox, ProcessLog log) {
    this.kernel = kernel;
    this.inbox = inbox;
    this.log = log;
  }

  /** Starts one that tells {@code inbox} everything. */
  static LocalKernel start(Inbox inbox, Terminal terminal) {
    ProcessLog log = new ProcessLog(terminal.err());
    Kernel kernel = JavaKernel.begin(log).builder().build();
    var _ = JavaKernel.configure(kernel, log);
    kernel.attach(inbox);
    kernel.start();
    return new LocalKernel(kernel, inbox, log);
  }

  /** Takes a request; never blocks. */
  void receive(Message message, ReplyAddress replyTo) {
    kernel.receive(message, replyTo);
  }

  /** Ends it; blocks until it has ended, some seconds at most. */
  @Override
  public void close() {
    kernel.detach(inbox);
    inbox.close();
    var ended = new CountDownLatch(1);
    kernel.shutdown(false).addDoneCallback(_ -> ended.countDown());
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("A kernel did not end in " + PATIENCE + "; it is left behind.");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    log.flush(PATIENCE);
  }
}
