package dev.elara.java.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a stack trace on an error page: those of cells with their source lines, runs of
 * others folded into one line. Of the frames above one of a cell, the one the cell called is named.
 * Used once, by one thread.
 */
final class Frames {

  private static final int MOST_SHOWN = 30;
  private static final int SHOWN_AT_END = 5;

  private final RuntimeErrorPage.SourceLines sources;
  private final List<String> page;
  private final String indent;
  private @Nullable String lastShown;

  Frames(RuntimeErrorPage.SourceLines sources, List<String> page, String indent) {
    this.sources = sources;
    this.page = page;
    this.indent = indent + "  ";
  }

  /** A frame of a cell, or a number of others, the last of which may be named. */
  private sealed interface Part {
    record OfCell(StackTraceElement frame) implements Part {}

    record Others(int count, @Nullable StackTraceElement called) implements Part {}
  }

  /** Adds the frames that are not also those of the exception around it. */
  void add(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int own = frames.length - inCommon(frames, enclosing);
    List<Part> parts = parts(frames, own);
    int shownFirst = parts.size() <= MOST_SHOWN ? parts.size() : MOST_SHOWN - SHOWN_AT_END;
    for (int i = 0; i < parts.size(); i++) {
      if (i == shownFirst) {
        int left = parts.size() - MOST_SHOWN;
        page.add(
            indent
                + Ansi.FAINT.paint("… " + String.format("%,d", left) + " more frames like these"));
        i += left;
      }
      show(parts.get(i));
    }
    if (own < frames.length && own > 0) {
      page.add(indent + Ansi.FAINT.paint("… and as above"));
    }
  }

  private static int inCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int common = 0;
    while (common < frames.length
        && common < enclosing.length
        && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }

  private static List<Part> parts(StackTraceElement[] frames, int count) {
    List<Part> parts = new ArrayList<>();
    int others = 0;
    for (int i = 0; i < count; i++) {
      if (!CellLoader.isCellClass(frames[i].getClassName())) {
        others++;
        continue;
      }
      if (frames[i].getLineNumber() < 1) {
        // Generated: it only calls what the user wrote.
        continue;
      }
      if (others > 0) {
        parts.add(new Part.Others(others, isOurs(frames[i - 1]) ? null : frames[i - 1]));
        others = 0;
      }
      parts.add(new Part.OfCell(frames[i]));
    }
    if (others > 0) {
      parts.add(new Part.Others(others, null));
    }
    return parts;
  }

  /** Whether a frame is one of the kernel's, woven into the cell. */
  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith("dev.elara.java.runtime.");
  }

  private void show(Part part) {
    switch (part) {
      case Part.OfCell ofCell -> showCell(ofCell.frame());
      case Part.Others others -> showOthers(others);
    }
  }

  private void showCell(StackTraceElement frame) {
    String method = UserNames.ofMethod(frame.getClassName(), frame.getMethodName());
    String place = place(frame);
    page.add(indent + "at " + Ansi.PLACE.paint(place) + (method.isEmpty() ? "" : " in " + method));
    String line = sources.line(frame);
    if (line != null && !line.isBlank() && !place.equals(lastShown)) {
      page.add(indent + "     " + line.strip());
    }
    lastShown = place;
  }

  private static String place(StackTraceElement frame) {
    String cell = frame.getFileName() == null ? "a cell" : frame.getFileName();
    return frame.getLineNumber() > 0 ? cell + ", line " + frame.getLineNumber() : cell;
  }

  private void showOthers(Part.Others others) {
    StackTraceElement called = others.called();
    int folded = others.count();
    if (called != null) {
      folded--;
    }
    if (folded > 0) {
      page.add(
          indent
              + Ansi.FAINT.paint(
                  "… "
                      + folded
                      + (folded == 1 ? " frame" : " frames")
                      + " inside the JDK, libraries and the kernel"));
    }
    if (called != null) {
      page.add(
          indent + Ansi.FAINT.paint("at " + called.getClassName() + "." + called.getMethodName()));
    }
  }
}
