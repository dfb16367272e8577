package dev.elara.web.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the program: a strand of the one thread the engine runs on. Its frames lie in slots,
 * one row for each kind of value, and a call's arguments are the callee's first locals.
 */
final class VmThread {

  /** As deep as calls may be nested. */
  static final int MAX_DEPTH = 6000;

  /** What it is doing. */
  enum State {
    READY,
    BLOCKED,
    ENDED
  }

  /** How a thread ended. */
  interface End {
    /** With what its first method returned, boxed by the host, or with what it threw. */
    void ended(@Nullable Object result, @Nullable Instance thrown);
  }

  final Vm vm;

  /** Its object of java.lang.Thread; null only while the engine starts. */
  @Nullable Instance object;

  int[] ints = new int[256];
  long[] longs = new long[256];
  double[] doubles = new double[256];
  @Nullable Object[] refs = new @Nullable Object[256];

  State state = State.BLOCKED;

  /** What a blocking native method is in the middle of; null between them. */
  @Nullable Object waitingFor;

  /** Since when it keeps a stop of its cell waiting; see {@link Stops}. 0 if it does not. */
  long stopWaitsSince;

  /** Whether LockSupport.unpark came before park. */
  boolean permit;

  boolean interrupted;

  /** The array in which the JDK's ScopedValue keeps what it found. */
  @Nullable Object scopedValues;

  @Nullable End end;

  private Frame[] frames = new Frame[16];
  private int depth;
  private boolean queued;

  VmThread(Vm vm) {
    this.vm = vm;
  }

  int depth() {
    return depth;
  }

  /** A frame by its depth, the outermost first. */
  Frame frame(int index) {
    return frames[index];
  }

  Frame top() {
    return frames[depth - 1];
  }

  /**
   * Begins a call whose arguments lie from {@code base} on.
   *
   * @throws Thrown StackOverflowError
   */
  Frame push(VmMethod method, int base) {
    if (depth >= MAX_DEPTH) {
      throw vm.errors.make("java/lang/StackOverflowError", null);
    }
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, 2 * depth);
    }
    reserve(base + method.code().maxLocals() + method.code().maxStack() + 2);
    Frame frame = frames[depth];
    if (frame == null) {
      frame = new Frame(method);
      frames[depth] = frame;
    }
    frame.reset(method, base);
    depth++;
    return frame;
  }

  /** Ends the topmost call. */
  void pop() {
    depth--;
  }

  /** Makes room for so many slots. */
  void reserve(int size) {
    if (size > ints.length) {
      int larger = Math.max(size, 2 * ints.length);
      ints = Arrays.copyOf(ints, larger);
      longs = Arrays.copyOf(longs, larger);
      doubles = Arrays.copyOf(doubles, larger);
      refs = Arrays.copyOf(refs, larger);
    }
  }

  /** Goes on when its turn comes. */
  void ready() {
    if (state != State.ENDED) {
      state = State.READY;
      if (!queued) {
        queued = true;
        vm.scheduler.add(this);
      }
    }
  }

  /** Its turn has come. */
  void dequeued() {
    queued = false;
  }

  /** Does not go on before somebody calls {@link #ready}. */
  void block() {
    state = State.BLOCKED;
  }
}
