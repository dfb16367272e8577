package dev.elara.java.runtime;

import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user reads when a cell throws: the exception first, then the frames of cells with their
 * source lines, everything else folded, then causes and what was suppressed.
 *
 * <p>Immutable and thread-safe. Making a page runs {@code getMessage()} of the exception, code of
 * the user's perhaps; a message that cannot be had is said to be so.
 */
final class RuntimeErrorPage {

  private static final int MOST_THROWABLES = 20;
  private static final int LONGEST_MESSAGE = 20_000;

  /** HotSpot's limit. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 2;

  private final SourceLines sources;

  RuntimeErrorPage(SourceLines sources) {
    this.sources = sources;
  }

  /** Where the text of a cell's line is found. */
  @FunctionalInterface
  interface SourceLines {
    /** The source line of a frame of a cell, or null if it is no longer there. */
    @Nullable String line(StackTraceElement frame);
  }

  /** The failure of a cell that threw. */
  Outcome.Failure failure(Throwable thrown) {
    String message = message(thrown);
    return new Outcome.Failure(name(thrown), message == null ? "" : message, page(null, thrown));
  }

  /** The failure of a cell that was interrupted and ended by throwing this. */
  Outcome.Failure interrupted(String reason, @Nullable Throwable thrown) {
    List<String> page = new ArrayList<>();
    page.add(Ansi.ERROR.paint("KernelInterrupt") + ": " + reason);
    if (thrown != null) {
      new Frames(sources, page, "").add(thrown.getStackTrace(), new StackTraceElement[0]);
    }
    return new Outcome.Failure("KernelInterrupt", reason, page);
  }

  /** Where a thread is: the frames of cells with their source lines, everything else folded. */
  List<String> frames(StackTraceElement[] trace) {
    List<String> lines = new ArrayList<>();
    new Frames(sources, lines, "").add(trace, new StackTraceElement[0]);
    return lines;
  }

  /** The lines of a page; with {@code first} before the exception's name if it is not null. */
  List<String> page(@Nullable String first, Throwable thrown) {
    List<String> page = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    add(page, "", first == null ? "" : first, thrown, new StackTraceElement[0], seen);
    String advice = advice(thrown);
    if (!advice.isEmpty()) {
      page.add(Ansi.FAINT.paint(advice));
    }
    return page;
  }

  /** What to do about an error that says little by itself. */
  private static String advice(Throwable thrown) {
    return switch (thrown) {
      case OutOfMemoryError full when isArrayTooLong(full) ->
          "An array has at most " + LONGEST_ARRAY + " elements, however much memory there is.";
      case OutOfMemoryError full when isThreadRefused(full) ->
          "The system starts no more threads. End some, or use Thread.startVirtualThread(…): a"
              + " virtual thread needs no thread of the system's.";
      case OutOfMemoryError _ ->
          "The kernel's memory of "
              + Runtime.getRuntime().maxMemory() / (1024 * 1024)
              + " MB was full. What earlier cells made is still there: set large variables to null,"
              + " or give the kernel more with --jvm-arg=-Xmx4g when installing it.";
      case StackOverflowError _ ->
          "Calls went deeper than the stack allows. If a method calls itself, what ends that?";
      default -> "";
    };
  }

  private static boolean isArrayTooLong(OutOfMemoryError full) {
    return "Requested array size exceeds VM limit".equals(full.getMessage());
  }

  private static boolean isThreadRefused(OutOfMemoryError full) {
    String message = full.getMessage();
    return message != null && message.startsWith("unable to create native thread");
  }

  private void add(
      List<String> page,
      String indent,
      String label,
      Throwable thrown,
      StackTraceElement[] enclosing,
      Set<Throwable> seen) {
    if (!seen.add(thrown)) {
      page.add(indent + label + Ansi.FAINT.paint(name(thrown) + ", shown above"));
      return;
    }
    if (seen.size() > MOST_THROWABLES) {
      page.add(indent + Ansi.FAINT.paint("… further causes not shown"));
      return;
    }
    String message = message(thrown);
    page.add(
        indent + label + Ansi.ERROR.paint(name(thrown)) + (message == null ? "" : ": " + message));
    StackTraceElement[] frames = thrown.getStackTrace();
    new Frames(sources, page, indent).add(frames, enclosing);
    for (Throwable suppressed : thrown.getSuppressed()) {
      add(page, indent + "  ", "Suppressed: ", suppressed, frames, seen);
    }
    Throwable cause = cause(thrown);
    if (cause != null) {
      add(page, indent, "Caused by: ", cause, frames, seen);
    }
  }

  /** The name of an exception as the user knows it. */
  static String name(Throwable thrown) {
    return UserNames.ofClass(thrown.getClass());
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getLocalizedMessage();
      if (message == null) {
        return null;
      }
      String readable = UserNames.inText(message);
      return readable.length() <= LONGEST_MESSAGE
          ? readable
          : readable.substring(0, LONGEST_MESSAGE) + "… (" + readable.length() + " characters)";
    } catch (Throwable failed) {
      return "(its message could not be had: getMessage() threw " + name(failed) + ")";
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException failed) {
      return failed;
    }
  }
}
