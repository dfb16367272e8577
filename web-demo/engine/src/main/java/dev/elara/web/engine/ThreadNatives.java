package dev.elara.web.engine;

import java.util.Objects;

/** Threads, and what they wait for. */
final class ThreadNatives {

  private static final String THREAD = "java/lang/Thread.";

  /** What a parked thread waits for. */
  private static final class Sleep {}

  private ThreadNatives() {}

  static void register(Natives natives) {
    for (String current : new String[] {"currentThread", "currentCarrierThread"}) {
      natives.on(
          THREAD + current + "()Ljava/lang/Thread;", call -> call.result(call.thread.object));
    }
    natives.on(THREAD + "start0()V", ThreadNatives::start);
    natives.on(THREAD + "yield0()V", call -> call.vm.scheduler.yieldTurn());
    natives.on(THREAD + "onSpinWait()V", call -> call.vm.scheduler.yieldTurn());
    natives.on(
        THREAD + "holdsLock(Ljava/lang/Object;)Z",
        call -> call.result(call.vm.monitor(call.object(0)).isHeldBy(call.thread)));
    natives.on(THREAD + "interrupt0()V", ThreadNatives::interrupt);
    natives.on(THREAD + "clearInterruptEvent()V", call -> call.thread.interrupted = false);
    natives.on(THREAD + "getNextThreadIdOffset()J", call -> call.result(0L));
    natives.redirect(
        "java/lang/Thread$ThreadIdentifiers.next()J",
        "dev/elara/web/library/Threads.nextIdentifier()J");
    natives.ignore(
        THREAD + "setPriority0(I)V",
        THREAD + "setNativeName(Ljava/lang/String;)V",
        THREAD + "ensureMaterializedForStackWalk(Ljava/lang/Object;)V",
        THREAD + "setCurrentThread(Ljava/lang/Thread;)V",
        "jdk/internal/vm/ContinuationSupport.isSupported0()Z",
        "jdk/internal/vm/ContinuationSupport.isSupported()Z",
        "java/lang/VirtualThread.registerNatives()V");
    natives.on(
        THREAD + "scopedValueCache()[Ljava/lang/Object;",
        call -> call.result(call.thread.scopedValues));
    natives.on(
        THREAD + "setScopedValueCache([Ljava/lang/Object;)V",
        call -> call.thread.scopedValues = call.ref(0));
    natives.on(THREAD + "findScopedValueBindings()Ljava/lang/Object;", ThreadNatives::scopedValues);
    natives.on("jdk/internal/misc/Unsafe.unpark(Ljava/lang/Object;)V", ThreadNatives::unpark);
  }

  static VmThread of(Instance thread) {
    return (VmThread) Objects.requireNonNull(thread.host, "The thread has not begun.");
  }

  private static void start(NativeCall call) {
    Instance object = call.object(0);
    VmThread thread =
        call.vm.thread(
            call.vm.method("dev/elara/web/library/Threads.run(Ljava/lang/Thread;)V"), object);
    thread.object = object;
    object.host = thread;
    Instance holder = (Instance) call.vm.ref(object, "holder");
    call.vm.set(Objects.requireNonNull(holder), "threadStatus", 5);
    call.vm.set(object, "eetop", 1L);
    thread.end = (result, thrown) -> ended(call.vm, object, thrown);
    call.vm.threads.add(object);
    thread.ready();
  }

  private static void ended(
      Vm vm, Instance object, @org.jspecify.annotations.Nullable Instance thrown) {
    if (thrown != null) {
      vm.host.log("A thread ended with " + vm.describe(thrown));
    }
    vm.threads.remove(object);
    Instance holder = (Instance) Objects.requireNonNull(vm.ref(object, "holder"));
    vm.set(holder, "threadStatus", 2);
    vm.set(object, "eetop", 0L);
    Monitor monitor = vm.monitor(object);
    VmThread next = monitor.waiting.poll();
    while (next != null) { // those in Thread.join
      next.ready();
      next = monitor.waiting.poll();
    }
  }

  static void throwIfInterrupted(NativeCall call) {
    Instance object = Objects.requireNonNull(call.thread.object);
    if (call.vm.integer(object, "interrupted") != 0) {
      call.vm.set(object, "interrupted", 0);
      throw call.vm.errors.make("java/lang/InterruptedException", null);
    }
  }

  static void sleep(NativeCall call) {
    VmThread thread = call.thread;
    if (thread.waitingFor instanceof Wake wake) {
      throwIfInterruptedAndForget(call, "sleep interrupted");
      if (call.vm.host.nanoTime() - wake.at >= 0) {
        thread.waitingFor = null;
      } else {
        thread.block();
        call.vm.scheduler.wakeAt(wake.at, thread, wake);
        call.again();
      }
      return;
    }
    throwIfInterruptedAndForget(call, "sleep interrupted");
    var wake = new Wake(call.vm.host.nanoTime() + call.longAt(0));
    thread.waitingFor = wake;
    thread.block();
    call.vm.scheduler.wakeAt(wake.at, thread, wake);
    call.again();
  }

  /** When a sleep ends. */
  private record Wake(long at) {}

  private static void throwIfInterruptedAndForget(NativeCall call, String message) {
    Instance object = Objects.requireNonNull(call.thread.object);
    if (call.vm.integer(object, "interrupted") != 0) {
      call.thread.waitingFor = null;
      call.vm.set(object, "interrupted", 0);
      throw call.vm.errors.make("java/lang/InterruptedException", message);
    }
  }

  private static void interrupt(NativeCall call) {
    Object host = call.object(0).host;
    if (host instanceof VmThread thread) {
      if (thread.waitingFor == null) {
        call.vm.scheduler.hasten(thread);
      } else {
        thread.ready();
      }
    }
  }

  static void park(NativeCall call) {
    VmThread thread = call.thread;
    if (thread.waitingFor instanceof Sleep) {
      thread.waitingFor = null;
      thread.permit = false;
      return;
    }
    boolean interrupted =
        call.vm.integer(Objects.requireNonNull(thread.object), "interrupted") != 0;
    if (thread.permit || interrupted) {
      thread.permit = false;
      return;
    }
    boolean absolute = call.flag(1);
    long time = call.longAt(2);
    if (absolute) {
      time = (time - call.vm.host.currentTimeMillis()) * 1_000_000;
    }
    if ((absolute && time <= 0) || time < 0) {
      return;
    }
    var token = new Sleep();
    thread.waitingFor = token;
    thread.block();
    if (time > 0) {
      call.vm.scheduler.wakeAt(call.vm.host.nanoTime() + time, thread, token);
    }
    call.again();
  }

  private static void unpark(NativeCall call) {
    Object object = call.ref(1);
    if (object instanceof Instance instance && instance.host instanceof VmThread thread) {
      thread.permit = true;
      if (thread.waitingFor instanceof Sleep) {
        thread.ready();
      }
    }
  }

  /** The innermost bindings that a frame of Thread.runWith holds. */
  private static void scopedValues(NativeCall call) {
    VmThread thread = call.thread;
    for (int i = thread.depth() - 1; i >= 0; i--) {
      Frame frame = thread.frame(i);
      String name = frame.method.info.name();
      if (name.equals("runWith") || name.equals("callWhere") || name.equals("runWhere")) {
        String owner = frame.method.owner.name;
        if (owner.equals("java/lang/Thread")
            || owner.equals("java/lang/VirtualThread")
            || owner.equals("java/lang/ScopedValue$Carrier")) {
          Object bindings = thread.refs[frame.base + 1];
          if (bindings != null) {
            call.result(bindings);
            return;
          }
        }
      }
    }
    call.result((Object) null);
  }
}
