package dev.elara.caller;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All callers that have started and not stopped, by id. Does not keep them from being collected.
 */
final class Registry {

  private static final Map<Long, WeakReference<Caller>> BY_ID = new ConcurrentHashMap<>();
  private static volatile @Nullable WeakReference<Caller> main;

  private Registry() {}

  static void add(long id, Caller caller, boolean isMain) {
    WeakReference<Caller> reference = new WeakReference<>(caller);
    BY_ID.put(id, reference);
    if (isMain) {
      main = reference;
    }
  }

  static void remove(long id) {
    BY_ID.remove(id);
  }

  static @Nullable Caller find(long id) {
    WeakReference<Caller> reference = BY_ID.get(id);
    return reference == null ? null : reference.get();
  }

  /** The caller of the main thread; null if there is none that lives. */
  static @Nullable Caller main() {
    WeakReference<Caller> reference = main;
    Caller caller = reference == null ? null : reference.get();
    return caller == null || caller.state().isClosed() ? null : caller;
  }

  static List<Caller> all() {
    List<Caller> all = new ArrayList<>();
    for (WeakReference<Caller> reference : BY_ID.values()) {
      Caller caller = reference.get();
      if (caller != null) {
        all.add(caller);
      }
    }
    return all;
  }
}
