package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a method that can be reached from one of them, in reverse postorder: which
 * dominates which, and which begin a loop. A block is known by its place in that order; 0 is the
 * first.
 */
final class JitGraph {

  private final JitShape shape;
  private final int[] code;
  private final VmMethod method;

  /** Blocks outside of it are left for the interpreter; null if there are none. */
  private final @Nullable Set<Integer> region;

  private final Map<Integer, Integer> numbers = new HashMap<>();

  /** Where each block begins. */
  final int[] starts;

  private final int[][] successors;
  private final List<List<Integer>> predecessors = new ArrayList<>();
  private final int[] dominators;
  private final Map<Integer, Set<Integer>> loops = new HashMap<>();

  /** Whether every loop has one way in; others cannot be written as JavaScript's loops. */
  final boolean reducible;

  JitGraph(VmMethod method, JitShape shape, int first, @Nullable Set<Integer> region) {
    this.method = method;
    this.shape = shape;
    this.code = shape.code;
    this.region = region;
    this.starts = order(first);
    this.successors = new int[starts.length][];
    for (int i = 0; i < starts.length; i++) {
      numbers.put(starts[i], i);
      predecessors.add(new ArrayList<>());
    }
    for (int i = 0; i < starts.length; i++) {
      successors[i] = inside(targets(starts[i]));
      for (int each : successors[i]) {
        predecessors.get(each).add(i);
      }
    }
    this.dominators = dominate();
    this.reducible = findLoops();
  }

  /** The number of the block that begins at a position; -1 if it is not one of these. */
  int number(int pc) {
    return numbers.getOrDefault(pc, -1);
  }

  /** Whether a jump from one to the other goes back. */
  static boolean goesBack(int from, int to) {
    return to <= from;
  }

  boolean isLoop(int block) {
    return loops.containsKey(block);
  }

  /** The blocks of the loop that begins with a block. */
  Set<Integer> loop(int block) {
    return Objects.requireNonNull(loops.get(block));
  }

  /** Where the blocks of a loop begin. */
  Set<Integer> region(int block) {
    Set<Integer> found = new HashSet<>();
    for (int each : loop(block)) {
      found.add(starts[each]);
    }
    return found;
  }

  /** Whether it is reached by jumps forward from more than one place. */
  boolean isMerge(int block) {
    int forward = 0;
    for (int each : predecessors.get(block)) {
      forward += each < block ? 1 : 0;
    }
    return forward > 1;
  }

  /** The blocks that this one dominates directly, in order. */
  List<Integer> children(int block) {
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i < dominators.length; i++) {
      if (dominators[i] == block) {
        found.add(i);
      }
    }
    return found;
  }

  private int[] inside(List<Integer> targets) {
    return targets.stream().mapToInt(this::number).filter(each -> each >= 0).distinct().toArray();
  }

  private int[] order(int first) {
    Set<Integer> seen = new HashSet<>();
    List<Integer> finished = new ArrayList<>();
    Deque<Integer> path = new ArrayDeque<>();
    Deque<Deque<Integer>> open = new ArrayDeque<>();
    seen.add(first);
    path.push(first);
    open.push(new ArrayDeque<>(targets(first)));
    while (!path.isEmpty()) {
      Integer next = open.element().poll();
      if (next == null) {
        finished.add(path.pop());
        open.pop();
      } else if ((region == null || region.contains(next)) && seen.add(next)) {
        path.push(next);
        open.push(new ArrayDeque<>(targets(next)));
      }
    }
    int[] result = new int[finished.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = finished.get(result.length - 1 - i);
    }
    return result;
  }

  /** Where the block that begins here can go on. */
  private List<Integer> targets(int start) {
    int pc = start;
    while (true) {
      int op = code[pc];
      int next = pc + JitShape.length(op);
      if (JitShape.isBranch(op)) {
        return List.of(next, code[pc + 1]);
      }
      if (op == GOTO) {
        return List.of(code[pc + 1]);
      }
      if (op == TABLESWITCH || op == LOOKUPSWITCH) {
        return JitShape.targets(method.switches[code[pc + 1]]);
      }
      if ((op >= IRETURN && op <= RETURN) || op == ATHROW) {
        return List.of();
      }
      if (shape.blocks.contains(next)) {
        return List.of(next);
      }
      pc = next;
    }
  }

  /** By Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
  private int[] dominate() {
    int[] found = new int[starts.length];
    Arrays.fill(found, -1);
    found[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < found.length; i++) {
        int best = -1;
        for (int each : predecessors.get(i)) {
          if (found[each] >= 0) {
            best = best < 0 ? each : common(found, best, each);
          }
        }
        changed |= found[i] != best;
        found[i] = best;
      }
    }
    return found;
  }

  private static int common(int[] dominators, int left, int right) {
    int a = left;
    int b = right;
    while (a != b) {
      while (a > b) {
        a = dominators[a];
      }
      while (b > a) {
        b = dominators[b];
      }
    }
    return a;
  }

  private boolean findLoops() {
    for (int i = 0; i < starts.length; i++) {
      for (int target : successors[i]) {
        if (goesBack(i, target)) {
          if (common(dominators, i, target) != target) {
            return false;
          }
          addLoop(target, i);
        }
      }
    }
    return true;
  }

  private void addLoop(int head, int end) {
    Set<Integer> body = loops.computeIfAbsent(head, _ -> new HashSet<>(Set.of(head)));
    Deque<Integer> toDo = new ArrayDeque<>();
    toDo.add(end);
    while (!toDo.isEmpty()) {
      int block = toDo.poll();
      if (body.add(block)) {
        toDo.addAll(predecessors.get(block));
      }
    }
  }
}
