package dev.elara.web.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops cells. While one is to be stopped, java-shell's own check is called in each thread where a
 * cell's code runs: between any two slices of it, and when a call returns to it.
 *
 * <p>Code of the library that a cell has called runs on until it returns; if that takes long, the
 * check is called in its midst. That is done only in code that computes something for its caller
 * and leaves nothing behind for others: no locks, no initialisers, nothing of what threads share.
 */
final class Stops {

  /** How long a stop waits for the library to return. */
  private static final long PATIENCE_NANOS = 10_000_000;

  private static final String CHECK = "dev/elara/java/runtime/StopCheck.slowCheck()V";

  /** Packages that may be left anywhere. */
  private static final Set<String> PACKAGES =
      Set.of("java/math", "java/util/function", "java/util/regex", "java/util/stream");

  /** Outermost classes of other packages that may. */
  private static final Set<String> CLASSES =
      Set.of(
          "java/lang/AbstractStringBuilder",
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Iterable",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/StringLatin1",
          "java/lang/StringUTF16",
          "java/util/AbstractCollection",
          "java/util/AbstractList",
          "java/util/AbstractMap",
          "java/util/AbstractSet",
          "java/util/ArrayDeque",
          "java/util/ArrayList",
          "java/util/Arrays",
          "java/util/ArraysParallelSortHelpers",
          "java/util/BitSet",
          "java/util/Collections",
          "java/util/ComparableTimSort",
          "java/util/Comparator",
          "java/util/Comparators",
          "java/util/DualPivotQuicksort",
          "java/util/HashMap",
          "java/util/HashSet",
          "java/util/ImmutableCollections",
          "java/util/Iterator",
          "java/util/LinkedHashMap",
          "java/util/LinkedList",
          "java/util/List",
          "java/util/Map",
          "java/util/PrimitiveIterator",
          "java/util/PriorityQueue",
          "java/util/Random",
          "java/util/Spliterators",
          "java/util/StringJoiner",
          "java/util/TimSort",
          "java/util/TreeMap",
          "java/util/TreeSet",
          "jdk/internal/util/ArraysSupport");

  private final Vm vm;
  private @Nullable VmMethod check;

  Stops(Vm vm) {
    this.vm = vm;
  }

  /** Whether a cell is being stopped. */
  boolean isOn() {
    return check != null;
  }

  /** Begins or ends the time in which cells are stopped. */
  void enable(boolean on) {
    check = on ? vm.method(CHECK) : null;
    if (on) {
      vm.jit.leaveCells();
      vm.scheduler.yieldTurn();
    }
  }

  /** Whether a thread that returned from one method to another has to be looked at. */
  boolean looksAfter(VmMethod left, VmMethod reached) {
    return left != check && CellCallSites.isCell(reached.owner);
  }

  /** Calls the check in a thread that is about to go on, if it is one that may have to stop. */
  void look(VmThread thread) {
    VmMethod calls = check;
    if (calls == null || thread.depth() == 0) {
      thread.stopWaitsSince = 0;
    } else if (CellCallSites.isCell(thread.top().method.owner) || hasWaited(thread)) {
      thread.stopWaitsSince = 0;
      Frame _ = thread.push(calls, thread.top().sp);
    }
  }

  /** Whether a thread has been in the library for long, and in code of it that may be left. */
  private boolean hasWaited(VmThread thread) {
    if (!canBeLeft(thread)) {
      return false;
    }
    long now = vm.host.nanoTime();
    if (thread.stopWaitsSince == 0) {
      thread.stopWaitsSince = now;
    }
    return now - thread.stopWaitsSince > PATIENCE_NANOS;
  }

  private static boolean canBeLeft(VmThread thread) {
    for (int i = thread.depth() - 1; i >= 0; i--) {
      Frame frame = thread.frame(i);
      String name = frame.method.owner.name;
      if (CellCallSites.isCell(frame.method.owner)) {
        return true;
      }
      if (frame.locked != null || frame.initializes != null || !isPlain(name)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isPlain(String name) {
    if (PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('/'))))) {
      return true;
    }
    int inner = name.indexOf('$');
    return CLASSES.contains(inner < 0 ? name : name.substring(0, inner));
  }
}
