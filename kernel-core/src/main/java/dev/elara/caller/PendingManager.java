package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the pendings of calls that are scheduled where it is active, until they are done. It
 * waits for nothing. In a context one manager of a kind is active; a nested one replaces the outer.
 *
 * <p>Thread-safe; only {@link #run} blocks, for as long as what it runs does.
 */
public final class PendingManager {

  private static final ContextVar<Map<String, PendingManager>> ACTIVE =
      new ContextVar<>("pending managers");

  private final String kind;
  private final Guard guard = Platforms.current().guard();
  private final Consumer<Pending<?>> leaving = this::remove;
  private final Set<Pending<?>> pendings = new LinkedHashSet<>(); // guarded by guard

  /** A manager of that kind, which is a name of your own. */
  public PendingManager(String kind) {
    this.kind = kind;
  }

  /** The manager of that kind that is active here; null if there is none. */
  public static @Nullable PendingManager active(String kind) {
    Map<String, PendingManager> here = ACTIVE.get();
    return here == null ? null : here.get(kind);
  }

  static void register(Context context, Pending<?> pending) {
    Map<String, PendingManager> here = ACTIVE.in(context);
    if (here != null) {
      here.values().forEach(manager -> manager.add(pending));
    }
  }

  /**
   * Runs {@code work} with this manager active in it and in all that it schedules.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T run(Work<T> work) throws Exception {
    Map<String, PendingManager> outer = ACTIVE.get();
    Map<String, PendingManager> inner = outer == null ? new HashMap<>() : new HashMap<>(outer);
    inner.put(kind, this);
    return ACTIVE.where(inner, work);
  }

  /** Takes one in by hand. */
  public void add(Pending<?> pending) {
    boolean added;
    guard.lock();
    try {
      added = pendings.add(pending);
    } finally {
      guard.unlock();
    }
    if (added) {
      pending.addDoneCallback(leaving);
    }
  }

  /** Lets one go. */
  public void remove(Pending<?> pending) {
    guard.lock();
    try {
      pendings.remove(pending);
    } finally {
      guard.unlock();
    }
    int _ = pending.removeDoneCallback(leaving);
  }

  /** Those that are not done, as of now, in the order in which they came. */
  public List<Pending<?>> pendings() {
    guard.lock();
    try {
      return new ArrayList<>(pendings);
    } finally {
      guard.unlock();
    }
  }

  /** Cancels those that are not done. */
  public void cancel(@Nullable String message) {
    pendings().forEach(pending -> pending.cancel(message));
  }

  @Override
  public String toString() {
    return "PendingManager[" + kind + ", " + pendings().size() + " pending]";
  }
}
