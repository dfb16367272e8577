package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.jspecify.annotations.Nullable;

/**
 * The check woven into cells at each method entry and each jump back.
 *
 * <p>It goes through a call site whose target the just-in-time compiler takes for a constant: while
 * nobody is being stopped the target is empty and costs nothing. Switching it on makes the compiled
 * code of cells fall back once; then every check looks whether the execution it runs for was
 * interrupted, so that one cell is stopped and the others go on.
 *
 * <p>Public because code of cells calls it; not for use by hand.
 */
public final class StopCheck {

  private static final MethodHandle OFF = MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle ON = handle();
  private static final MutableCallSite SITE = new MutableCallSite(OFF);
  private static final MethodHandle CHECK = SITE.dynamicInvoker();

  /** Guarded by the lock of {@link Stopper}. */
  private static boolean enabled;

  private StopCheck() {}

  /**
   * Ends the calling thread's part of an interrupted cell; otherwise does nothing. Never blocks.
   *
   * @throws CellStopped if the execution the thread works for was interrupted
   */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  /** Puts the call site together, which else the first cell does. */
  static void rehearse() {
    try {
      check();
    } catch (Throwable stopped) {
      throw new IllegalStateException("The thread that practises was stopped.", stopped);
    }
  }

  /** Switches the checks of all cells on or off. Called by {@link Stopper} alone, in its lock. */
  static void enable(boolean on) {
    if (enabled != on) {
      enabled = on;
      SITE.setTarget(on ? ON : OFF);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  /**
   * As {@link #check} while the checks are on, whether they are or not. A page's engine calls it.
   */
  static void slowCheck() {
    Execution execution = CurrentExecution.get();
    if (execution != null && execution.interrupted()) {
      stop(execution);
    }
  }

  private static void stop(Execution execution) {
    if (!CellThreads.of(execution).mayCleanUp(Thread.currentThread())) {
      throw new CellStopped(reason(execution));
    }
  }

  private static String reason(Execution execution) {
    @Nullable String reason = execution.interruptReason();
    return reason == null ? "The cell was interrupted." : reason;
  }

  private static MethodHandle handle() {
    try {
      return MethodHandles.lookup()
          .findStatic(StopCheck.class, "slowCheck", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("StopCheck.slowCheck has been renamed", impossible);
    }
  }
}
