package dev.elara.web.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compiled of a method. */
final class JitMethod {

  /** So often a method is written anew at most. */
  private static final int ATTEMPTS = 12;

  /** Longer methods are not compiled: neither do the host's compilers. */
  private static final int LONGEST = 8000;

  private final VmMethod method;
  private @Nullable JitShape shape;
  private @Nullable JitGraph graph;
  private @Nullable JitCode whole;
  private final Map<Integer, JitCode> loops = new HashMap<>();
  private int attempts;

  /** Whether it stays with the interpreter. */
  boolean refused;

  JitMethod(VmMethod method) {
    this.method = method;
    this.refused =
        method.isAbstract() || method.substitute != null || method.code().bytes().length > LONGEST;
  }

  private JitShape shape(Vm vm) {
    JitShape made = shape;
    if (made == null) {
      made = new JitShape(vm, method);
      shape = made;
    }
    return made;
  }

  private JitGraph graph(Vm vm) {
    JitGraph made = graph;
    if (made == null) {
      made = new JitGraph(method, shape(vm), 0, null);
      graph = made;
      refused |= !made.reducible;
    }
    return made;
  }

  /** The function of the method, made if need be; null if there can be none. */
  @Nullable JitCode whole(Vm vm, Jit jit) {
    if (whole == null && !refused) {
      JitGraph all = graph(vm);
      whole = refused ? null : write(vm, jit, all, true);
    }
    return whole;
  }

  /** The function of the loop that begins at a position; null if there can be none. */
  @Nullable JitCode loop(Vm vm, Jit jit, int pc) {
    JitCode known = loops.get(pc);
    if (known != null || refused) {
      return known;
    }
    JitGraph all = graph(vm);
    int block = all.number(pc);
    if (refused || block < 0 || !all.isLoop(block) || !"".equals(shape(vm).stacks[pc])) {
      return null;
    }
    JitGraph loop = new JitGraph(method, shape(vm), pc, all.region(block));
    JitCode made = loop.reducible ? write(vm, jit, loop, false) : null;
    if (made != null) {
      loops.put(pc, made);
    }
    return made;
  }

  private @Nullable JitCode write(Vm vm, Jit jit, JitGraph of, boolean all) {
    if (++attempts > ATTEMPTS) {
      refused = true;
      return null;
    }
    try {
      var writer = new JitWriter(vm, jit, method, shape(vm), of, all);
      return jit.made(writer, method, shape(vm), all);
    } catch (Thrown _) { // the interpreter meets the same when it comes by, and throws it there
      refused = true;
      return null;
    }
  }

  /** The next time it is to be written anew. */
  void forget(JitCode code) {
    if (code == whole) {
      whole = null;
    } else {
      loops.values().remove(code);
    }
  }
}
