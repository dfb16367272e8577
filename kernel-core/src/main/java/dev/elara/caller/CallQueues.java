package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one caller, by the function or object they belong to; they do not keep it alive.
 */
final class CallQueues {

  /** An object by identity, without keeping it. */
  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object owner) {
      super(owner);
      hash = System.identityHashCode(owner);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // by identity is the point
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object owner = get();
      return other instanceof Key key && owner != null && owner == key.get();
    }
  }

  /** An object as a key to look a {@link Key} up with: a weak reference costs more. */
  private record Owner(Object object) {

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // by identity is the point
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.get() == object;
    }
  }

  private final Caller caller;
  private final Guard guard;
  private final Map<Object, CallQueue> queues = new HashMap<>(); // guarded by guard; by Key
  private boolean closed; // guarded by guard

  CallQueues(Caller caller, Guard guard) {
    this.caller = caller;
    this.guard = guard;
  }

  /** Appends a call to the owner's queue; returns the queue's pending. */
  Pending<@Nullable Void> add(Object owner, Action call) {
    CallQueue queue = queue(owner);
    while (queue != null && !queue.add(call)) {
      close(owner, "closed");
      queue = queue(owner);
    }
    return queue == null ? Caller.rejected(caller) : queue.pending();
  }

  @Nullable Pending<@Nullable Void> find(Object owner) {
    guard.lock();
    try {
      CallQueue queue = queues.get(new Owner(owner));
      return queue == null || queue.isClosed() ? null : queue.pending();
    } finally {
      guard.unlock();
    }
  }

  /** Ends the owner's queue and forgets it. */
  void close(Object owner, String why) {
    close(new Key(owner), why);
  }

  /** Ends all queues and opens none any more. */
  void closeAll(String why) {
    List<CallQueue> all;
    guard.lock();
    try {
      closed = true;
      all = List.copyOf(queues.values());
      queues.clear();
    } finally {
      guard.unlock();
    }
    all.forEach(queue -> queue.pending().cancel(why));
  }

  /** The owner's queue, a new one if need be; null if the caller is stopping. */
  private @Nullable CallQueue queue(Object owner) {
    Key key;
    CallQueue queue;
    guard.lock();
    try {
      if (closed) {
        return null;
      }
      queue = queues.get(new Owner(owner));
      if (queue != null) {
        return queue;
      }
      key = new Key(owner);
      queue = new CallQueue(caller, guard, Context.of(caller.platform()));
      queues.put(key, queue);
    } finally {
      guard.unlock();
    }
    Tracking.MANAGERS.register(queue.context(), queue.pending());
    closeWhenCollected(owner, key);
    return queue;
  }

  private void closeWhenCollected(Object owner, Key key) {
    WeakReference<CallQueues> here = new WeakReference<>(this);
    caller
        .platform()
        .whenCollected(
            owner,
            () -> {
              CallQueues queues = here.get();
              if (queues != null) {
                queues.close(key, "the function of the queue was collected");
              }
            });
  }

  private void close(Key key, String why) {
    CallQueue queue;
    guard.lock();
    try {
      queue = queues.remove(key);
    } finally {
      guard.unlock();
    }
    if (queue != null) {
      queue.pending().cancel(why);
    }
  }
}
