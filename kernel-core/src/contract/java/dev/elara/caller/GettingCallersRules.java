package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules 1 to 11. */
final class GettingCallersRules extends InWorld {

  GettingCallersRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(GettingCallersRules::new)
        .add(
            1,
            "the current caller is the same object for every task before and after every await",
            GettingCallersRules
                ::theCurrentCallerIsTheSameObjectForEveryTaskBeforeAndAfterEveryAwait)
        .add(
            2,
            "outside any caller the error says how to get one",
            GettingCallersRules::outsideAnyCallerTheErrorSaysHowToGetOne)
        .add(
            3,
            "the main modifier gives the caller of the main thread or an error",
            GettingCallersRules::theMainModifierGivesTheCallerOfTheMainThreadOrAnError)
        .add(
            3,
            "a manual caller is created stopped and runs when entered, on the entering thread",
            GettingCallersRules::aManualCallerRunsWhenEnteredOnTheEnteringThread)
        .add(
            3,
            "a new thread's caller starts by itself, and current gives it to its tasks",
            GettingCallersRules::aNewThreadsCallerStartsByItselfAndCurrentGivesIt)
        .add(
            4,
            "asking for the main caller by another name is an error that names both",
            GettingCallersRules::askingForTheMainCallerByAnotherNameIsAnErrorThatNamesBoth)
        .add(
            4,
            "asking for the current caller by another name is an error that names both",
            GettingCallersRules::askingForTheCurrentCallerByAnotherNameIsAnErrorThatNamesBoth)
        .add(
            4,
            "asking for the current caller with another backend is an error that names both",
            GettingCallersRules::askingForTheCurrentCallerWithAnotherBackendIsAnErrorThatNamesBoth)
        .add(
            5,
            "a manual caller where there is one already is an error",
            GettingCallersRules::aManualCallerWhereThereIsOneAlreadyIsAnError)
        .add(
            5,
            "a stopped caller cannot be entered again",
            GettingCallersRules::aStoppedCallerCannotBeEnteredAgain)
        .add(
            6,
            "a named child is the same every time while it runs and a nameless one is always new",
            GettingCallersRules::aNamedChildIsTheSameEveryTimeWhileItRunsAndANamelessOneIsAlwaysNew)
        .add(
            6,
            "a named child with another backend is an error",
            GettingCallersRules::aNamedChildWithAnotherBackendIsAnError)
        .add(
            7,
            "a child copies backend and resources from its parent",
            GettingCallersRules::aChildCopiesBackendAndResourcesFromItsParent)
        .add(
            7,
            Where.JVM,
            "a child has another backend than its parent if told so",
            GettingCallersRules::aChildHasAnotherBackendThanItsParentIfToldSo)
        .add(
            8,
            "the children are a snapshot and the parent is empty once it has stopped",
            GettingCallersRules::theChildrenAreASnapshotAndTheParentIsEmptyOnceItHasStopped)
        .add(
            8,
            "stopping a parent stops its children first",
            GettingCallersRules::stoppingAParentStopsItsChildrenFirst)
        .add(
            9,
            "the current pending is that of the scheduled function and elsewhere none",
            GettingCallersRules::theCurrentPendingIsThatOfTheScheduledFunctionAndElsewhereNone)
        .add(
            9,
            "a caller is found by its id and among all until it has stopped",
            GettingCallersRules::aCallerIsFoundByItsIdAndAmongAllUntilItHasStopped)
        .add(
            10,
            Where.BROWSER,
            "in the browser a thread that a task starts by itself inherits neither context nor caller",
            GettingCallersRules::aThreadThatATaskStartsByItselfInheritsNothing)
        .add(
            10,
            Where.BROWSER,
            "an id belongs to the context and a new caller does not leak into its creator's",
            GettingCallersRules::anIdBelongsToTheContextAndDoesNotLeakIntoTheCreators)
        .add(
            11,
            "a caller with no reference and no work is collected",
            GettingCallersRules::aCallerWithNoReferenceAndNoWorkIsCollected);
  }

  void theCurrentCallerIsTheSameObjectForEveryTaskBeforeAndAfterEveryAwait() {
    Caller caller = world.caller();
    List<Pending<Boolean>> all =
        List.of(caller.callSoon(() -> staysHere(caller)), caller.callSoon(() -> staysHere(caller)));
    world.advance(Duration.ofMillis(1));
    assertThat(all).allMatch(Pending::result);
  }

  private static boolean staysHere(Caller caller) {
    boolean before = Caller.current().equals(caller);
    Caller.sleep(Duration.ofMillis(1));
    return before && Caller.current().equals(caller);
  }

  void outsideAnyCallerTheErrorSaysHowToGetOne() {
    assertThatThrownBy(Caller::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Caller.of(Modifier.NEW_THREAD)")
        .hasMessageContaining("enter");
  }

  void theMainModifierGivesTheCallerOfTheMainThreadOrAnError() throws Exception {
    assertThatThrownBy(() -> Caller.of(Modifier.MAIN)).hasMessageContaining("main thread");
    Caller shell = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    Caller found = shell.run(() -> shell.toThread(() -> Caller.of(Modifier.MAIN)).await());
    assertThat(found).isSameAs(shell);
    assertThatThrownBy(() -> Caller.of(Modifier.MAIN)).isInstanceOf(IllegalStateException.class);
  }

  void aManualCallerRunsWhenEnteredOnTheEnteringThread() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    assertThat(caller.state()).isEqualTo(CallerState.INITIAL);
    long here = world.current().id();
    Pending<Integer> task = caller.callSoon(() -> 6 * 7);
    world.settle();
    assertThat(task.done()).isFalse();
    boolean enteredHere =
        caller.run(() -> task.await() == 42 && world.current().id() == here && caller.id() == here);
    assertThat(enteredHere).isTrue();
  }

  void aNewThreadsCallerStartsByItselfAndCurrentGivesIt() {
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("new"));
    caller.started().waitSync();
    assertThat(caller.isRunning()).isTrue();
    assertThat(caller.id() == world.current().id()).isFalse();
    assertThat(caller.callSoon(() -> Caller.of(Modifier.CURRENT)).waitSync()).isSameAs(caller);
    caller.stop();
  }

  void askingForTheMainCallerByAnotherNameIsAnErrorThatNamesBoth() throws Exception {
    Caller shell = Caller.of(Modifier.MANUAL, CallerOptions.named("Ada"));
    CallerOptions grace = CallerOptions.named("Grace");
    Pending<Caller> asked =
        shell.run(() -> {
          Pending<Caller> task = shell.toThread(() -> Caller.of(Modifier.MAIN, grace));
          task.awaitDone(AwaitOptions.DEFAULT);
          return task;
        });
    assertThat(asked.exception())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ada")
        .hasMessageContaining("Grace");
  }

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

  void askingForTheCurrentCallerWithAnotherBackendIsAnErrorThatNamesBoth() {
    CallerOptions virtual = CallerOptions.DEFAULT.backend(world.otherBackend());
    Pending<Caller> pending = world.caller().callSoon(() -> Caller.of(Modifier.CURRENT, virtual));
    assertThatThrownBy(pending::waitSync)
        .hasMessageContaining(world.otherBackend().name())
        .hasMessageContaining(world.backend().name());
  }

  void aManualCallerWhereThereIsOneAlreadyIsAnError() {
    Pending<Caller> pending = world.caller("Ada").callSoon(() -> Caller.of(Modifier.MANUAL));
    assertThatThrownBy(pending::waitSync).hasMessageContaining("Ada");
  }

  void aStoppedCallerCannotBeEnteredAgain() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("once"));
    assertThat(caller.<Integer>run(() -> 1)).isEqualTo(1);
    assertThatThrownBy(caller::enter).hasMessageContaining("cannot be entered again");
    assertThatThrownBy(caller::serve).hasMessageContaining("cannot be entered again");
  }

  void aNamedChildIsTheSameEveryTimeWhileItRunsAndANamelessOneIsAlwaysNew() {
    Caller parent = world.caller();
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(parent.get(CallerOptions.named("child"))).isSameAs(child);
    assertThat(parent.get(CallerOptions.DEFAULT)).isNotSameAs(parent.get(CallerOptions.DEFAULT));
    child.stop();
    assertThat(parent.get(CallerOptions.named("child"))).isNotSameAs(child);
  }

  void aNamedChildWithAnotherBackendIsAnError() {
    Caller parent = world.caller();
    parent.get(CallerOptions.named("child"));
    assertThatThrownBy(() -> parent.get(CallerOptions.named("child").backend(world.otherBackend())))
        .hasMessageContaining(world.otherBackend().name())
        .hasMessageContaining(world.backend().name());
  }

  void aChildCopiesBackendAndResourcesFromItsParent() {
    Caller parent = world.caller(CallerOptions.named("parent").resources(Map.of("key", 1)));
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(child.backend()).isEqualTo(world.backend());
    assertThat(child.resources()).containsEntry("key", 1);
    Caller other = parent.get(CallerOptions.named("other").resources(Map.of("key", 2)));
    assertThat(other.resources()).containsEntry("key", 2);
  }

  void aChildHasAnotherBackendThanItsParentIfToldSo() {
    Caller parent = world.caller(CallerOptions.named("parent").backend(world.otherBackend()));
    Caller child = parent.get(CallerOptions.named("child"));
    assertThat(child.callSoon(world::runningBackend).waitSync()).isEqualTo(world.otherBackend());
    Caller other = parent.get(CallerOptions.named("other").backend(world.backend()));
    assertThat(other.backend()).isEqualTo(world.backend());
    assertThat(other.callSoon(world::runningBackend).waitSync()).isEqualTo(world.backend());
  }

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

  void theCurrentPendingIsThatOfTheScheduledFunctionAndElsewhereNone() {
    Caller caller = world.caller();
    Pending<Pending<?>> pending = caller.callSoon(() -> Caller.currentPending());
    assertThat(pending.waitSync()).isSameAs(pending);
    Pending<Boolean> inDirect = new Pending<>();
    caller.callDirect(() -> inDirect.setResult(Caller.currentPending() == null));
    assertThat(inDirect.waitSync()).isTrue();
    assertThat(Caller.currentPending()).isNull();
  }

  void aCallerIsFoundByItsIdAndAmongAllUntilItHasStopped() {
    Caller caller = world.caller();
    caller.started().waitSync();
    assertThat(Caller.existing(caller.id())).isSameAs(caller);
    assertThat(Caller.all(true)).contains(caller);
    caller.stop();
    caller.stopped().waitSync();
    assertThat(Caller.existing(caller.id())).isNull();
    assertThat(Caller.all(false)).doesNotContain(caller);
  }

  void anIdBelongsToTheContextAndDoesNotLeakIntoTheCreators() {
    Caller creator = world.caller("creator");
    Pending<Boolean> itself =
        creator.callSoon(() -> {
          Caller made = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("made"));
          boolean stays = Caller.current().equals(creator);
          boolean other = made.callSoon(Caller::current).await().equals(made);
          made.stop(true);
          return stays && other && Caller.current().equals(creator) && made.id() != creator.id();
        });
    assertThat(itself.waitSync()).isTrue();
    assertThat(Caller.currentOrNull()).isNull();
  }

  void aThreadThatATaskStartsByItselfInheritsNothing() {
    ContextVar<String> name = new ContextVar<>("name");
    Pending<Void> ended =
        world
            .caller()
            .callSoon(() -> {
              name.set("Ada");
              world.thread(() -> world.add(name.get() + " " + Caller.currentOrNull())).await();
              world.add(name.get() + " " + Caller.current().name());
            });
    ended.waitSync();
    assertThat(world.notes()).containsExactly("null null", "Ada caller");
  }

  void aCallerWithNoReferenceAndNoWorkIsCollected() {
    Pending<WeakReference<Caller>> made = new Pending<>();
    world.thread(() -> made.setResult(forgottenCaller())).waitSync();
    world.collectUntil(() -> made.result().get() == null);
  }

  private static WeakReference<Caller> forgottenCaller() {
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("forgotten"));
    caller.callSoon(() -> 1).waitSync();
    return new WeakReference<>(caller);
  }
}
