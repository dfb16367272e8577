package dev.elara.java.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace in parts that can be read: frames of cells, runs of others, and what repeats said
 * once. Stateless.
 */
final class FrameParts {

  private static final int LONGEST_PERIOD = 20;
  private static final int FEWEST_REPEATS = 3;

  /** How many frames the JVM keeps of a trace. */
  private static final int MOST_OF_JVM = 1024;

  private FrameParts() {}

  /** Whose code a frame is in that is not a cell's. */
  enum Origin {
    JDK("the JDK"),
    LIBRARY("libraries"),
    KERNEL("the kernel");

    final String text;

    Origin(String text) {
      this.text = text;
    }

    static Origin of(StackTraceElement frame) {
      String name = frame.getClassName();
      if (name.startsWith("dev.elara.")) {
        return KERNEL;
      }
      boolean ofModule = frame.getModuleName() != null;
      return ofModule || name.startsWith("java.") || name.startsWith("jdk.") ? JDK : LIBRARY;
    }
  }

  /** A part of a trace. */
  sealed interface Part {

    /** A frame of a cell. */
    record OfCell(StackTraceElement frame) implements Part {}

    /**
     * Frames that are not of cells.
     *
     * @param called the one a cell called, if that is known
     */
    record Others(int count, Set<Origin> origins, @Nullable StackTraceElement called)
        implements Part {}

    /** The {@code count} frames before this part, some more times. */
    record Again(int count, int times) implements Part {}
  }

  /** The parts of the first {@code count} frames, innermost first. */
  static List<Part> of(StackTraceElement[] trace, int count) {
    StackTraceElement[] frames =
        Arrays.stream(trace, 0, count)
            .filter(frame -> !isGenerated(frame))
            .toArray(StackTraceElement[]::new);
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < frames.length; i++) {
      if (CellLoader.isCellClass(frames[i].getClassName())) {
        addOthers(parts, frames, start, i, true);
        parts.add(new Part.OfCell(frames[i]));
        start = i + 1;
      }
    }
    addOthers(parts, frames, start, frames.length, false);
    boolean cut = trace.length >= MOST_OF_JVM && count == trace.length;
    return folded(parts, cut);
  }

  /** Whether a frame of a cell is none the user wrote: it only calls one. */
  private static boolean isGenerated(StackTraceElement frame) {
    return frame.getLineNumber() < 1 && CellLoader.isCellClass(frame.getClassName());
  }

  private static void addOthers(
      List<Part> parts, StackTraceElement[] frames, int start, int end, boolean calledByCell) {
    if (start == end || (parts.isEmpty() && isStopCheck(frames, start, end))) {
      return;
    }
    Set<Origin> origins = EnumSet.noneOf(Origin.class);
    for (int i = start; i < end; i++) {
      origins.add(Origin.of(frames[i]));
    }
    boolean named = calledByCell && Origin.of(frames[end - 1]) != Origin.KERNEL;
    parts.add(new Part.Others(end - start, origins, named ? frames[end - 1] : null));
  }

  /** Whether the frames at the top are only of the check woven into the cell. */
  private static boolean isStopCheck(StackTraceElement[] frames, int start, int end) {
    return end > start
        && end < frames.length
        && frames[end - 1].getClassName().equals(StopCheck.class.getName());
  }

  /**
   * What comes several times in a row, said once.
   *
   * @param cut whether the JVM has left out the outermost frames, so that a repetition stops short
   */
  private static List<Part> folded(List<Part> parts, boolean cut) {
    List<Part> folded = new ArrayList<>();
    for (int i = 0; i < parts.size(); ) {
      int period = period(parts, i);
      if (period == 0) {
        folded.add(parts.get(i++));
        continue;
      }
      int repeats = repeats(parts, i, period);
      List<Part> first = parts.subList(i, i + period);
      folded.addAll(first);
      folded.add(new Part.Again(first.stream().mapToInt(FrameParts::frames).sum(), repeats - 1));
      i += period * repeats;
      if (cut && parts.size() - i <= period) {
        break;
      }
    }
    return folded;
  }

  private static int frames(Part part) {
    return switch (part) {
      case Part.OfCell _ -> 1;
      case Part.Others others -> others.count();
      case Part.Again again -> again.count() * again.times();
    };
  }

  /** The length of the shortest run of parts at {@code start} that repeats often enough; or 0. */
  private static int period(List<Part> parts, int start) {
    for (int period = 1; period <= LONGEST_PERIOD; period++) {
      if (repeats(parts, start, period) >= FEWEST_REPEATS) {
        return period;
      }
    }
    return 0;
  }

  private static int repeats(List<Part> parts, int start, int period) {
    int at = start + period;
    while (at < parts.size() && parts.get(at).equals(parts.get(at - period))) {
      at++;
    }
    return (at - start) / period;
  }
}
