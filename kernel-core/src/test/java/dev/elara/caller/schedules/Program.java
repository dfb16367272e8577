package dev.elara.caller.schedules;

import dev.elara.caller.Action;
import dev.elara.caller.AwaitOptions;
import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.CompletionOptions;
import dev.elara.caller.GroupMode;
import dev.elara.caller.GroupOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingGroup;
import dev.elara.caller.PendingManager;
import dev.elara.caller.ReturnWhen;
import dev.elara.caller.Work;
import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A program drawn from a seed: tasks of a few callers that call each other, wait in every way there
 * is, share primitives, fail, cancel and are cancelled. It ends by itself: a task waits without a
 * timeout only for what it called itself, and what holds a primitive waits for nothing else.
 */
final class Program {

  private static final int MOST_CALLS = 40;

  /** What tasks of the program throw. */
  private static final class Planned extends RuntimeException {}

  private final SeededPlatform platform;
  private final SplittableRandom random;
  private final Shared shared;
  private final Primitives primitives;

  Program(SeededPlatform platform) {
    this.platform = platform;
    random = platform.random();
    shared = new Shared(platform);
    primitives = new Primitives(random, shared);
  }

  /** What was found wrong; to be asked when the platform has nothing more to run. */
  List<String> wrong() {
    shared.check();
    List<String> all = new ArrayList<>(shared.wrong);
    platform.left().forEach(strand -> all.add("A strand has not ended: " + strand));
    return all;
  }

  /** The code of the thread that starts and stops it all. */
  void main() {
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      Backend backend = one(2) ? Backend.PLATFORM : Backend.VIRTUAL;
      CallerOptions options =
          CallerOptions.named("caller " + i).backend(backend).idleWorkers(random.nextInt(3));
      shared.callers.add(Caller.of(Modifier.NEW_THREAD, options));
    }
    List<Pending<?>> top = new ArrayList<>();
    int tasks = 2 + random.nextInt(6);
    for (int i = 0; i < tasks; i++) {
      top.add(call(3));
    }
    if (one(3)) {
      platform.thread("another thread", this::otherThread);
    }
    var _ = Caller.waitFor(top, one(4) ? millis(200) : null, ReturnWhen.ALL_COMPLETED);
    List<Caller> roots = List.copyOf(shared.callers.subList(0, many));
    roots.forEach(caller -> caller.stop(true));
    roots.forEach(caller -> caller.stopped().waitSync());
  }

  /** A thread without a caller does the same things in its own way. */
  private void otherThread() {
    for (int i = 0; i < 4; i++) {
      try {
        act(2);
      } catch (Throwable expected) {
        shared.alone();
      }
    }
  }

  /** Schedules a function somewhere; with less depth than its own the program comes to an end. */
  private Pending<Integer> call(int depth) {
    Call call = new Call(shared.calls.size());
    shared.calls.add(call);
    Caller caller = caller();
    Work<Integer> work = () -> work(call, depth);
    Pending<Integer> pending =
        switch (random.nextInt(8)) {
          case 0 -> caller.callLater(millis(50), work);
          case 1 -> caller.toThread(work);
          case 2 -> caller.callUsingBackend(one(2) ? Backend.VIRTUAL : Backend.PLATFORM, work);
          default -> caller.callSoon(work);
        };
    call.pending = pending;
    shared.pendings.add(pending);
    return pending;
  }

  private int work(Call call, int depth) throws Exception {
    call.begins();
    try {
      for (int steps = random.nextInt(4); steps >= 0; steps--) {
        shared.alone();
        actOrGoOn(depth);
        shared.alone();
      }
      if (one(12)) {
        throw new Planned();
      }
    } catch (Throwable failure) {
      if (one(3)) {
        cleanUp();
      }
      throw call.fails(failure instanceof Exception e ? e : new IllegalStateException(failure));
    }
    return call.returns();
  }

  /** Some tasks take a failure or a cancellation lightly. */
  private void actOrGoOn(int depth) throws Exception {
    if (one(3)) {
      try {
        act(depth);
      } catch (RuntimeException taken) {
        shared.alone();
      }
    } else {
      act(depth);
    }
  }

  /** Cancelled tasks may wait while they clean up; a second cancellation ends that too. */
  private void cleanUp() {
    try {
      Caller.sleep(millis(20));
    } catch (RuntimeException again) {
      shared.alone();
    }
  }

  private void act(int depth) throws Exception {
    boolean more = depth > 0 && shared.calls.size() < MOST_CALLS;
    switch (random.nextInt(24)) {
      case 0 -> Caller.sleep(millis(60));
      case 1, 2 -> Caller.checkpoint();
      case 3 -> cancelOne();
      case 4 -> awaitAnother();
      case 5 -> finishByHand();
      case 6 -> direct();
      case 7 -> queued();
      case 8 -> primitives.locked();
      case 9 -> primitives.permitted();
      case 10 -> primitives.events();
      case 11, 12 -> primitives.items();
      case 13 -> stopOne();
      case 14 -> child();
      case 15 -> blockedWait();
      case 16 -> {
        if (more) {
          completed(depth - 1);
        }
      }
      case 17, 18, 19 -> {
        if (more) {
          group(depth - 1);
        }
      }
      default -> {
        if (more) {
          called(depth - 1);
        }
      }
    }
  }

  private void called(int depth) {
    Pending<Integer> pending = call(depth);
    if (one(4)) {
      pending.addDoneCallback(done -> shared.alone());
    }
    if (!one(4)) {
      pending.await(options(true));
    }
  }

  private void group(int depth) throws Exception {
    GroupMode[] modes = GroupMode.values();
    GroupOptions options = GroupOptions.DEFAULT.mode(modes[random.nextInt(modes.length)]);
    options = one(3) ? options.timeout(millis(60)) : options;
    options = one(4) ? options.shielded() : options;
    PendingGroup group = new PendingGroup(options);
    shared.groups.add(group);
    List<Pending<?>> members = new ArrayList<>();
    try {
      group.run(() -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          actOrGoOn(depth);
          members.add(call(depth));
        }
      });
    } finally {
      boolean tooLong = platform.reports().stream().anyMatch(what -> what.contains("within 10 s"));
      if (!tooLong && !members.stream().allMatch(Pending::done)) {
        shared.wrong.add("A group was left before its members were done: " + members);
      }
    }
  }

  private void completed(int depth) throws Exception {
    List<Pending<Integer>> mine = List.of(call(depth), call(depth), call(depth));
    if (one(3)) {
      var _ = Caller.waitFor(mine, millis(40), one(2) ? first() : ReturnWhen.FIRST_EXCEPTION);
      return;
    }
    PendingManager manager = new PendingManager("seeded");
    manager.run(() -> {
      CompletionOptions options = CompletionOptions.DEFAULT.maxConcurrent(1 + random.nextInt(3));
      int many = 0;
      try (var completions = Caller.asCompleted(mine.iterator(), options)) {
        for (Pending<Integer> next : completions) {
          if (!next.done()) {
            shared.wrong.add("asCompleted gave one that is not done: " + next);
          }
          many++;
          if (one(4)) {
            break;
          }
        }
      }
      return many;
    });
  }

  private static ReturnWhen first() {
    return ReturnWhen.FIRST_COMPLETED;
  }

  private void cancelOne() {
    if (!shared.groups.isEmpty() && one(4)) {
      shared.groups.get(random.nextInt(shared.groups.size())).cancel("by hand");
    }
    Pending<?> any = any();
    if (any == null) {
      return;
    }
    any.cancel(one(2) ? "by another task" : null);
  }

  private void awaitAnother() {
    Pending<?> any = any();
    if (any != null && any != Caller.currentPending()) {
      any.awaitDone(options(false).timeout(millis(40)));
    }
  }

  /** Keeps the baton, so that the whole caller stands still for a while. */
  private void blockedWait() {
    Pending<?> any = any();
    if (any != null && any != Caller.currentPending()) {
      var _ = any.waitSync(AwaitOptions.DEFAULT.protecting().timeout(millis(20)));
    }
  }

  /** A pending that others find and wait for, ended by hand sooner or later. */
  private void finishByHand() {
    Pending<Integer> pending = new Pending<>();
    if (one(3)) {
      pending.setCanceller(why -> {
        shared.alone();
        pending.setException(new Planned());
      });
    }
    shared.pendings.add(pending);
    try {
      pending.await(options(false).timeout(millis(30)));
    } finally {
      boolean _ = one(2) ? pending.setResult(1) : pending.setException(new Planned());
    }
  }

  private void direct() {
    caller().callDirect(shared::alone);
  }

  private void queued() {
    Caller here = Caller.currentOrNull();
    if (here == null) {
      return;
    }
    for (int i = 0; i < 3; i++) {
      int number = shared.queueNumber(here);
      Action action =
          () -> {
            Caller.sleep(Duration.ofMillis(1));
            shared.fromQueue(here, number);
          };
      Pending<?> queue = here.queueCallFor(shared, action);
      if (!shared.pendings.contains(queue)) {
        shared.pendings.add(queue);
      }
    }
    if (one(8)) {
      here.queueClose(shared);
    }
  }

  private void stopOne() {
    if (one(6)) {
      caller().stop(one(2));
    }
  }

  private void child() {
    Caller here = Caller.currentOrNull();
    if (here != null && shared.callers.size() < 6) {
      shared.callers.add(here.get(CallerOptions.named("child")));
    }
  }

  private Caller caller() {
    return shared.callers.get(random.nextInt(shared.callers.size()));
  }

  private @Nullable Pending<?> any() {
    int many = shared.pendings.size();
    return many == 0 ? null : shared.pendings.get(random.nextInt(many));
  }

  private AwaitOptions options(boolean mayBeForEver) {
    AwaitOptions options = AwaitOptions.DEFAULT;
    options = !mayBeForEver || one(3) ? options.timeout(millis(40)) : options;
    options = one(4) ? options.protecting() : options;
    return one(5) ? options.shielded() : options;
  }

  private Duration millis(int most) {
    return Duration.ofMillis(random.nextInt(most));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }
}
