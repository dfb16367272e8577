package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.caller.platform.Backend;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 1 to 11 and 18. */
class GettingCallersTest {

  private final World world = new World();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void theCurrentCallerIsTheSameObjectForEveryTaskBeforeAndAfterEveryAwait() {
    Caller caller = world.caller();
    List<Pending<Boolean>> all =
        List.of(caller.callSoon(() -> staysHere(caller)), caller.callSoon(() -> staysHere(caller)));
    world.advance(Duration.ofMillis(1));
    assertThat(all).allSatisfy(pending -> assertThat(pending.result()).isTrue());
  }

  private static boolean staysHere(Caller caller) {
    boolean before = Caller.current().equals(caller);
    Caller.sleep(Duration.ofMillis(1));
    return before && Caller.current().equals(caller);
  }

  @Test
  void outsideAnyCallerTheErrorSaysHowToGetOne() {
    assertThatThrownBy(Caller::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Caller.of(Modifier.NEW_THREAD)")
        .hasMessageContaining("enter");
  }

  @Test
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

  @Test
  void theMainModifierGivesTheCallerOfTheMainThreadOrAnError() throws Exception {
    assertThatThrownBy(() -> Caller.of(Modifier.MAIN)).hasMessageContaining("main thread");
    Caller shell = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    Caller found = shell.run(() -> shell.toThread(() -> Caller.of(Modifier.MAIN)).await());
    assertThat(found).isSameAs(shell);
    assertThatThrownBy(() -> Caller.of(Modifier.MAIN)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void askingForTheCurrentCallerByAnotherNameIsAnErrorThatNamesBoth() {
    Pending<Caller> pending =
        world
            .caller("Ada")
            .callSoon(() -> Caller.of(Modifier.CURRENT, CallerOptions.named("Grace")));
    assertThatThrownBy(pending::waitSync)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ada")
        .hasMessageContaining("Grace");
  }

  @Test
  void askingForTheCurrentCallerWithAnotherBackendIsAnErrorThatNamesBoth() {
    CallerOptions virtual = CallerOptions.DEFAULT.backend(Backend.VIRTUAL);
    Pending<Caller> pending = world.caller().callSoon(() -> Caller.of(Modifier.CURRENT, virtual));
    assertThatThrownBy(pending::waitSync)
        .hasMessageContaining("VIRTUAL")
        .hasMessageContaining("PLATFORM");
  }

  @Test
  void aManualCallerWhereThereIsOneAlreadyIsAnError() {
    Pending<Caller> pending = world.caller("Ada").callSoon(() -> Caller.of(Modifier.MANUAL));
    assertThatThrownBy(pending::waitSync).hasMessageContaining("Ada");
  }

  @Test
  void aStoppedCallerCannotBeEnteredAgain() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("once"));
    assertThat(caller.<Integer>run(() -> 1)).isEqualTo(1);
    assertThatThrownBy(caller::enter).hasMessageContaining("cannot be entered again");
    assertThatThrownBy(caller::serve).hasMessageContaining("cannot be entered again");
  }

  @Test
  void aNamedChildIsTheSameEveryTimeWhileItRunsAndANamelessOneIsAlwaysNew() {
    Caller parent = world.caller();
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(parent.get(CallerOptions.named("child"))).isSameAs(child);
    assertThat(parent.get(CallerOptions.DEFAULT)).isNotSameAs(parent.get(CallerOptions.DEFAULT));
    child.stop();
    assertThat(parent.get(CallerOptions.named("child"))).isNotSameAs(child);
  }

  @Test
  void aNamedChildWithAnotherBackendIsAnError() {
    Caller parent = world.caller();
    parent.get(CallerOptions.named("child"));
    assertThatThrownBy(() -> parent.get(CallerOptions.named("child").backend(Backend.VIRTUAL)))
        .hasMessageContaining("VIRTUAL")
        .hasMessageContaining("PLATFORM");
  }

  @Test
  void aChildCopiesBackendAndResourcesFromItsParentUnlessToldOtherwise() {
    Caller parent =
        world.caller(
            CallerOptions.named("parent").backend(Backend.VIRTUAL).resources(Map.of("key", 1)));
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(child.backend()).isEqualTo(Backend.VIRTUAL);
    assertThat(child.resources()).containsEntry("key", 1);
    Caller other = parent.get(CallerOptions.named("other").backend(Backend.PLATFORM));
    assertThat(other.backend()).isEqualTo(Backend.PLATFORM);
    assertThat(child.callSoon(() -> Thread.currentThread().isVirtual()).waitSync()).isTrue();
    assertThat(other.callSoon(() -> Thread.currentThread().isVirtual()).waitSync()).isFalse();
  }

  @Test
  void theChildrenAreASnapshotAndTheParentIsEmptyOnceItHasStopped() {
    Caller parent = world.caller();
    List<Caller> before = parent.children();
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(before).isEmpty();
    assertThat(parent.children()).containsExactly(child);
    assertThat(child.parent()).isSameAs(parent);
    parent.stop();
    parent.stopped().waitSync();
    assertThat(child.parent()).isNull();
    assertThat(parent.children()).isEmpty();
  }

  @Test
  void stoppingAParentStopsItsChildrenFirst() {
    Caller parent = world.caller();
    Caller child = parent.get(CallerOptions.named("child"));
    parent.stopped().addDoneCallback(done -> world.add("parent"));
    child.stopped().addDoneCallback(done -> world.add("child"));
    child.callSoon(() -> cleanUpSlowly());
    world.settle();
    parent.stop();
    world.settle();
    assertThat(world.notes()).isEmpty();
    world.advance(Duration.ofSeconds(1));
    assertThat(world.notes()).containsExactly("child", "parent");
  }

  private static void cleanUpSlowly() {
    try {
      Caller.sleep(Duration.ofHours(1));
    } finally {
      Caller.sleep(Duration.ofSeconds(1));
    }
  }

  @Test
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

  @Test
  void theCurrentPendingIsThatOfTheScheduledFunctionAndElsewhereNone() {
    Caller caller = world.caller();
    Pending<Pending<?>> pending = caller.callSoon(() -> Caller.currentPending());
    assertThat(pending.waitSync()).isSameAs(pending);
    Pending<Boolean> inDirect = new Pending<>();
    caller.callDirect(() -> inDirect.setResult(Caller.currentPending() == null));
    assertThat(inDirect.waitSync()).isTrue();
    assertThat(Caller.currentPending()).isNull();
  }

  @Test
  void aCallerWithNoReferenceAndNoWorkIsCollectedAndItsThreadEnds() {
    Pending<Thread> thread = new Pending<>();
    WeakReference<Caller> reference = forgottenCaller(thread);
    collect(reference);
    assertThat(reference.get()).isNull();
    world.settle();
    assertThat(endsSoon(thread.waitSync())).isTrue();
  }

  private static WeakReference<Caller> forgottenCaller(Pending<Thread> thread) {
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("forgotten"));
    caller.callSoon(() -> thread.setResult(Thread.currentThread()));
    thread.waitSync();
    return new WeakReference<>(caller);
  }

  @SuppressWarnings("SystemGc") // the only way to ask
  private static void collect(WeakReference<?> reference) {
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
  }

  private static boolean endsSoon(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itsTextShowsWhatItIsAndMarksTheCurrentOne() {
    Caller caller = world.caller(CallerOptions.named("Shell").asProtected());
    caller.get(CallerOptions.named("child"));
    caller.started().waitSync();
    assertThat(caller.toString())
        .isEqualTo(
            "Caller[Shell, running, protected, backend=PLATFORM, host=none, thread=Shell, id="
                + caller.id()
                + ", children=1]");
    assertThat(caller.callSoon(caller::toString).waitSync()).endsWith(", current]");
  }

  @Test
  void itsTextShowsWhatRunsAndForHowLongItHasNotWaited() {
    Caller caller = world.caller("busy");
    Event working = new Event();
    Pending<String> go = new Pending<>();
    Work<String> slow =
        new Work<>() {
          @Override
          public String run() {
            working.set();
            return go.waitSync();
          }

          @Override
          public String toString() {
            return "slow sum";
          }
        };
    Pending<String> task = caller.callSoon(slow);
    working.await();
    world.advance(Duration.ofMillis(1500));
    assertThat(caller.toString()).contains(", running slow sum for 1500 ms");
    go.setResult("done");
    task.waitSync();
    world.settle();
    assertThat(caller.toString()).doesNotContain("running slow sum");
  }

  @Test
  void aTaskThatGivesOthersTheirTurnDoesNotCountAsHoldingItsCaller() {
    Caller caller = world.caller("polite");
    Pending<String> task =
        caller.callSoon(() -> {
          world.advanceClock(Duration.ofSeconds(2));
          Caller.checkpoint();
          return caller.toString();
        });
    assertThat(task.waitSync()).contains(" for 0 ms");
  }
}
