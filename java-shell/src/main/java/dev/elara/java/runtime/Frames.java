package dev.elara.java.runtime;

import dev.elara.java.runtime.FrameParts.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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

  /** Adds the frames that are not also those of the exception around it. */
  void add(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int own = frames.length - inCommon(frames, enclosing);
    List<Part> parts = FrameParts.of(frames, own);
    int shownFirst = parts.size() <= MOST_SHOWN ? parts.size() : MOST_SHOWN - SHOWN_AT_END;
    for (int i = 0; i < parts.size(); i++) {
      if (i == shownFirst) {
        int left = parts.size() - MOST_SHOWN;
        faint("… " + count(left, "more frame"));
        i += left;
      }
      show(parts.get(i));
    }
    if (own < frames.length && own > 0) {
      faint("… and as above");
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

  private void show(Part part) {
    switch (part) {
      case Part.OfCell ofCell -> showCell(ofCell.frame());
      case Part.Others others -> showOthers(others);
      case Part.Again again -> showAgain(again);
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
    int folded = called == null ? others.count() : others.count() - 1;
    if (folded > 0) {
      String whose = others.origins().stream().map(o -> o.text).collect(Collectors.joining(", "));
      faint("… " + count(folded, "frame") + " in " + whose);
    }
    if (called != null) {
      faint("at " + called.getClassName() + "." + called.getMethodName());
    }
  }

  private void showAgain(Part.Again again) {
    String what = again.count() == 1 ? "the same" : "these " + again.count() + " frames";
    faint("… " + what + " " + count(again.times(), "more time"));
  }

  private void faint(String text) {
    page.add(indent + Ansi.FAINT.paint(text));
  }

  private static String count(int count, String what) {
    // a page would fetch the data of a locale for the separators
    String digits = count < 1000 ? String.valueOf(count) : String.format(Locale.ROOT, "%,d", count);
    return digits + " " + what + (count == 1 ? "" : "s");
  }
}
