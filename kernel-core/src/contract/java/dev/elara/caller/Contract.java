package dev.elara.caller;

import java.util.List;

/** The contract of Caller, Pending, PendingGroup, the trackers and the primitives: its rules. */
public final class Contract {

  private static final List<String> RULES =
      List.of(
          "Caller.current() gives the caller of the current context and is the same object "
              + "for every task of that caller, before and after every await.",
          "Outside any caller it throws an error that says how to get one.",
          "Modifiers: current (default), main (the caller of the main thread; an error if "
              + "none), new thread, manual (created stopped; runs when entered, on the entering "
              + "thread).",
          "Asking by current/main with a name or a backend that does not match the existing "
              + "caller is an error that names both.",
          "manual where the context already has a caller is an error. A stopped caller cannot "
              + "be entered again.",
          "caller.get(options) gives a child: with a name, the same child every time while it "
              + "runs; without, always a new one. A name with another backend or host is an error.",
          "A child copies backend, backend options and platform resources from its parent "
              + "unless told otherwise.",
          "children is a snapshot; parent is empty once the parent has stopped. Stopping a "
              + "parent stops its children first, and the parent's stopped comes after theirs.",
          "Caller.existing(id), Caller.all(runningOnly), Caller.currentPending() (inside a "
              + "scheduled function: its Pending; elsewhere empty).",
          "On the JVM an id belongs to the thread; in the browser many callers share the "
              + "thread and an id belongs to the context. A new caller started in the browser (new "
              + "thread there means a new context) never leaks its identity into its creator's "
              + "context.",
          "A caller with no reference and no work can be collected.",
          "States: initial → starting → running → stopping → stopped, changed in one place; "
              + "started, stopping, stopped are pendings that cannot be cancelled.",
          "Work scheduled before the start runs after it.",
          "stop() on a protected caller does nothing unless forced. Entering a caller's scope "
              + "protects it; leaving the outermost scope stops it.",
          "Stopping cancels every task, rejects what is queued (\"the caller has been "
              + "closed\"), closes all its queues, and still lets cancelled tasks run their "
              + "finally.",
          "Anything scheduled on a stopping or stopped caller comes back as a cancelled "
              + "Pending; nothing hangs and nothing throws.",
          "A caller that stops while one of its own tasks asked for it does not deadlock.",
          "toString shows name, state, protected, backend, host, thread, id, number of "
              + "children, and marks the current one.",
          "callSoon(f) runs f as a task, in order of scheduling, and returns its Pending. The "
              + "Pending carries exactly what f threw (errors too).",
          "callLater(delay, f) waits at least delay on the monotonic clock without holding "
              + "the caller; cancelled before that, f never runs.",
          "callDirect(f) runs f in the scheduler itself, in order, returns nothing; what it "
              + "throws is logged and the scheduler goes on.",
          "scheduleCall takes everything: function, context, trackers, backend, metadata; the "
              + "others are short forms of it.",
          "The context (context variables) is copied at scheduling; a change inside the task "
              + "does not leak out.",
          "callUsingBackend(backend, f) runs f in this caller, one at a time with its other "
              + "tasks, on a strand of the other kind.",
          "Fairness: a task that yields or awaits lets every task that was ready before it "
              + "run first. A caller with 1 task in a tight await loop still serves callDirect.",
          "From any number of threads: nothing lost, nothing run twice, per-thread order "
              + "kept.",
          "toThread(f) runs f in a worker: a child caller taken from the parent's idle pool "
              + "or newly started; no limit on how many run at once.",
          "When the Pending is done the worker goes idle; if MAX_IDLE_POOL_INSTANCES (10) are "
              + "idle already it stops instead.",
          "A worker idle for IDLE_WORKER_SHUTDOWN_DURATION (60 s, 0 = never) is stopped by "
              + "one janitor. A pooled worker that was stopped is never handed out.",
          "In the browser toThread runs f in a child context of the same thread.",
          "queueCall(f, args…) appends to a queue that belongs to f and this caller: one "
              + "long-lived task runs the calls in order, one at a time, awaits included.",
          "What a call throws is logged and the queue goes on; cancelling one call's inner "
              + "work does not end the queue.",
          "queueGet(f) gives the Pending of the queue's task; queueClose(f) cancels it and "
              + "forgets it; so does the collection of f (or of the object of a method reference).",
          "The first call's context serves them all. Queue tasks are registered with pending "
              + "managers and not with pending groups.",
          "asCompleted(items) yields pendings in order of completion. A collection is watched "
              + "whole; an iterator or generator is drawn on demand, at most maxConcurrent "
              + "unfinished (default MAX_IDLE_POOL_INSTANCES).",
          "Leaving the iteration early cancels the unfinished (unless told not to) and stops "
              + "drawing. An error in the generator reaches the consumer. Empty input ends at once.",
          "Waiting for the Pending one runs in is an error (\"would deadlock\"), not a hang.",
          "waitFor(items, timeout, FIRST_COMPLETED | FIRST_EXCEPTION | ALL_COMPLETED) returns "
              + "(done, pending), raises no timeout, cancels nothing.",
          "await(timeout?, protect?, shield?) inside a caller, waitSync(…) in a plain thread: "
              + "the result, or what was thrown, or PendingCancelled, or a timeout. result=false "
              + "waits without raising.",
          "A wait that times out or is cancelled cancels the Pending, unless protect. shield "
              + "keeps outside cancellation from the waiter until it is done.",
          "waitSync on the caller's own strand that would have to produce the result is an "
              + "error, not a deadlock, where it can be known.",
          "The first of setResult, setException, cancel wins; later ones change nothing.",
          "cancel(message) marks it cancelled; several messages are joined by newlines; with "
              + "a canceller set, done comes when the canceller's work ends; without, at once. "
              + "cancelled() may be true before done(). cancelAndWait.",
          "A running task sees cancellation at its next wait as an exception, can clean up "
              + "with awaits in finally, and its Pending is done only after that.",
          "Callbacks run first-in first-out in the thread that finishes it; added later they "
              + "run at once; one that throws is logged and the others still run; "
              + "removeDoneCallback says how many it removed.",
          "result() and exception() on an unfinished Pending are errors (PendingNotDone). "
              + "Metadata is kept (func, args, caller, and any the user gave); toString shows state "
              + "and metadata, cut short.",
          "A protected Pending ignores cancel.",
          "100,000 waiters and 16 threads racing setResult, cancel and await: every waiter "
              + "wakes exactly once. (A jcstress or Lincheck test shows it.)",
          "A PendingManager collects the pendings created in contexts where it is active; one "
              + "active manager of a kind a context; nested ones replace the outer; pendings leave "
              + "when done.",
          "A PendingGroup is a scope: leaving it waits for every pending created inside (any "
              + "caller, any worker) that opted in; adding and removing by hand works.",
          "An exception in a member cancels the group and all its members; leaving throws one "
              + "exception that carries all failures (first as cause, the others suppressed).",
          "Modes, named: ignore cancelled members and leave quietly; ignore them and throw "
              + "PendingCancelled on leaving; cancel the group when a member is cancelled and "
              + "throw; cancel the group and leave quietly.",
          "A group cancelled from outside, by its timeout or by an exception in its body "
              + "cancels its members and waits at most 10 s for them; shield keeps outside "
              + "cancellation away. Re-entry is an error. Nested groups: members belong to the "
              + "inner and the outer.",
          "Event, Lock (re-entrant per task), Condition, Semaphore, Barrier and Channel<T> "
              + "(bounded or not, closable, iterable) suspend the waiting task and hand the caller "
              + "on; from a plain thread they block it. The same object serves tasks of any caller, "
              + "plain threads and the browser.",
          "They are fair (first come, first served) and safe to cancel: a waiter that is "
              + "cancelled or times out never owns the lock, a permit or an item, and wakes nobody "
              + "in vain.",
          "blocking(f) is the short form of toThread(f) + await for a blocking call. A task "
              + "that holds its caller too long can be found: the caller knows who runs and since "
              + "when, toString and %callers show it, and a debug setting logs the stack.");

  private Contract() {}

  /** How many rules there are; they are numbered from 1. */
  public static int rules() {
    return RULES.size();
  }

  /** The rule with that number. */
  public static String rule(int number) {
    return RULES.get(number - 1);
  }

  /** Adds the checks that need nothing but plain Java. */
  public static void list(Checks checks) {
    GettingCallersRules.list(checks);
    CallerTextRules.list(checks);
    CallerLifeRules.list(checks);
    SchedulingRules.list(checks);
    WorkersRules.list(checks);
    QueuesRules.list(checks);
    CompletionsRules.list(checks);
    PendingRules.list(checks);
    OutcomeRules.list(checks);
    PendingManagerRules.list(checks);
    PendingGroupRules.list(checks);
    GroupCancellationRules.list(checks);
    PrimitivesRules.list(checks);
    LockRules.list(checks);
    ChannelRules.list(checks);
  }
}
