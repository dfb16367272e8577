package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;

/** What the contract says of threads: that they have ids, inherit, are interrupted and end. */
final class JvmRules extends InWorld {

  private final Caller caller = world.caller();
  private final Pending<String> pending = new Pending<>();

  private JvmRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(JvmRules::new)
        .add(
            9,
            Where.JVM,
            "a caller is found by its id, which is that of its thread",
            JvmRules::aCallerIsFoundByItsIdWhichIsThatOfItsThread)
        .add(
            10,
            Where.JVM,
            "a plain thread started in a task inherits the context but not the caller",
            JvmRules::aPlainThreadStartedInATaskInheritsTheContextButNotTheCaller)
        .add(
            11,
            Where.JVM,
            "the thread of a collected caller ends",
            JvmRules::theThreadOfACollectedCallerEnds)
        .add(
            39,
            Where.JVM,
            "an interrupted plain thread stops waiting",
            JvmRules::anInterruptedPlainThreadStopsWaiting)
        .add(
            44,
            Where.JVM,
            "an interrupt does not end the wait of a task",
            JvmRules::anInterruptDoesNotEndTheWaitOfATask)
        .add(
            55,
            Where.JVM,
            "a plain thread that is interrupted while it waits never owns the lock",
            JvmRules::aPlainThreadThatIsInterruptedWhileItWaitsNeverOwnsTheLock);
  }

  void aPlainThreadStartedInATaskInheritsTheContextButNotTheCaller() {
    ContextVar<String> name = new ContextVar<>("name");
    Pending<String> seen = new Pending<>();
    world
        .caller()
        .callSoon(() -> {
          name.set("Ada");
          Thread.ofPlatform()
              .start(() -> seen.setResult(name.get() + " " + Caller.currentOrNull()))
              .join();
        });
    assertThat(seen.waitSync()).isEqualTo("Ada null");
  }

  void aCallerIsFoundByItsIdWhichIsThatOfItsThread() {
    Caller caller = world.caller();
    assertThat(caller.callSoon(() -> Thread.currentThread().threadId()).waitSync())
        .isEqualTo(caller.id());
    assertThat(Caller.existing(caller.id())).isSameAs(caller);
    assertThat(Caller.all(true)).contains(caller);
    caller.stop();
    caller.stopped().waitSync();
    assertThat(Caller.existing(caller.id())).isNull();
    assertThat(Caller.all(false)).doesNotContain(caller);
  }

  void theThreadOfACollectedCallerEnds() throws InterruptedException {
    Pending<Thread> thread = new Pending<>();
    WeakReference<Caller> caller = forgottenCaller(thread);
    world.collectUntil(() -> caller.get() == null);
    assertThat(thread.waitSync().join(Duration.ofSeconds(60))).isTrue();
  }

  private static WeakReference<Caller> forgottenCaller(Pending<Thread> thread) {
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("forgotten"));
    caller.callSoon(() -> thread.setResult(Thread.currentThread()));
    thread.waitSync();
    return new WeakReference<>(caller);
  }

  void aPlainThreadThatIsInterruptedWhileItWaitsNeverOwnsTheLock() throws InterruptedException {
    Lock lock = new Lock();
    Event go = new Event();
    caller.callSoon(() -> {
      lock.lock();
      go.await();
      lock.unlock();
    });
    world.settle();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                lock.lock();
              } catch (PendingCancelled interrupted) {
                world.add("interrupted");
              }
            });
    world.until(() -> lock.waiting() == 1);
    thread.interrupt();
    thread.join();
    assertThat(world.notes()).containsExactly("interrupted");
    go.set();
    world.settle();
    assertThat(lock.isLocked()).isFalse();
  }

  void anInterruptedPlainThreadStopsWaiting() throws InterruptedException {
    Pending<Throwable> seen = new Pending<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              try {
                pending.await();
              } catch (PendingCancelled cancelled) {
                seen.setResult(cancelled);
              }
            });
    waiter.interrupt();
    assertThat(seen.waitSync()).hasMessageContaining("interrupted");
    waiter.join();
    assertThat(pending.cancelled()).isTrue();
  }

  void anInterruptDoesNotEndTheWaitOfATask() {
    Pending<Thread> thread = new Pending<>();
    Pending<String> task =
        caller.callSoon(() -> {
          thread.setResult(Thread.currentThread());
          return pending.await() + Thread.interrupted();
        });
    thread.waitSync().interrupt();
    world.settle();
    assertThat(task.done()).isFalse();
    pending.setResult("kept ");
    assertThat(task.waitSync()).isEqualTo("kept true");
  }
}
