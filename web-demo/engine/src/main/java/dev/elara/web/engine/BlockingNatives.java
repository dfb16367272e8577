package dev.elara.web.engine;

import java.util.Objects;

/**
 * What threads block in. If code of a cell does, itself or in the JDK, the library's {@code
 * Blocking} comes first: it lets other cells of the same caller go on. The kernel's own code blocks
 * as it is.
 */
final class BlockingNatives {

  private static final String LIBRARY = "dev/elara/web/library/Blocking.";
  private static final String UNTIL_FREE = LIBRARY + "untilFree(Ljava/lang/Object;)V";
  private static final String GIVE_WAY = LIBRARY + "giveWay()V";

  private BlockingNatives() {}

  static void register(Natives natives) {
    natives.on(LIBRARY + "untilFreeNow(Ljava/lang/Object;)V", BlockingNatives::untilFree);
    both(natives, "java/lang/Thread.sleepNanos0(J)V", "sleep(J)V", ThreadNatives::sleep);
    both(
        natives,
        "jdk/internal/misc/Unsafe.park(ZJ)V",
        "park(Ljava/lang/Object;ZJ)V",
        ThreadNatives::park);
    both(
        natives, "java/lang/Object.wait0(J)V", "await(Ljava/lang/Object;J)V", ObjectNatives::await);
  }

  /**
   * Runs a native method as it is when the kernel calls it, and by way of the library for cells.
   */
  private static void both(Natives natives, String name, String inLibrary, Native asItIs) {
    natives.on(LIBRARY + inLibrary.replace("(", "Now("), asItIs);
    natives.on(
        name,
        call -> {
          if (isOfCell(call.thread)) {
            call.instead(call.vm.method(LIBRARY + inLibrary));
          } else {
            asItIs.run(call);
          }
        });
  }

  /** Whether what blocks a thread is the code of a cell and not the kernel's. */
  private static boolean isOfCell(VmThread thread) {
    for (int i = thread.depth() - 1; i >= 0; i--) {
      VmClass owner = thread.frame(i).method.owner;
      if (CellCallSites.isCell(owner)) {
        return true;
      }
      if (!owner.name.startsWith("java/") && !owner.name.startsWith("jdk/")) {
        return false;
      }
    }
    return false;
  }

  /**
   * Enters a lock if it can. Otherwise the thread is blocked, or has a call on top that blocks it:
   * then it must try again.
   */
  static boolean enter(VmThread thread, Object lock) {
    Monitor monitor = thread.vm.monitor(lock);
    if (monitor.tryEnter(thread)) {
      return true;
    }
    if (!isOfCell(thread)) {
      return monitor.enter(thread);
    }
    Frame frame = thread.push(thread.vm.method(UNTIL_FREE), thread.top().sp);
    thread.refs[frame.base] = lock;
    return false;
  }

  /** Lets the others go on before a thread tries again to use a class. */
  static void giveWay(VmThread thread) {
    if (isOfCell(thread)) {
      Frame _ = thread.push(thread.vm.method(GIVE_WAY), thread.top().sp);
    } else {
      thread.vm.scheduler.yieldTurn();
    }
  }

  private static void untilFree(NativeCall call) {
    Monitor monitor = call.vm.monitor(Objects.requireNonNull(call.ref(0)));
    if (!monitor.awaitFree(call.thread)) {
      call.again();
    }
  }
}
