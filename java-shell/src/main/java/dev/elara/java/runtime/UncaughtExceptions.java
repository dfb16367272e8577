package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import dev.elara.shell.StreamName;

/**
 * What happens to an exception that ends a thread a cell has started: the cell's stderr shows it as
 * an error page. Nothing is shown of a thread that was stopped with its cell. Thread-safe.
 */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

  private final RuntimeErrorPage errorPage;
  private final Thread.UncaughtExceptionHandler others;

  private UncaughtExceptions(RuntimeErrorPage errorPage, Thread.UncaughtExceptionHandler others) {
    this.errorPage = errorPage;
    this.others = others;
  }

  /** Takes over from the process's default handler, which keeps those that are no cell's. */
  static void install(RuntimeErrorPage errorPage) {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.UncaughtExceptionHandler others =
        before instanceof UncaughtExceptions ours
            ? ours.others
            : before != null ? before : UncaughtExceptions::print;
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptions(errorPage, others));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (thrown instanceof CellStopped) {
      return;
    }
    HeapReserve.release(thrown);
    Execution execution = CurrentExecution.get();
    if (execution == null) {
      others.uncaughtException(thread, thrown);
      return;
    }
    String first = "Exception in thread \"" + thread.getName() + "\" ";
    execution.write(StreamName.STDERR, String.join("\n", errorPage.page(first, thrown)) + "\n");
  }

  private static void print(Thread thread, Throwable thrown) {
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    thrown.printStackTrace();
  }
}
