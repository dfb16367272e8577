package dev.elara.cli.run;

import dev.elara.cli.Terminal;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user sees of a run: what cells show on standard output; which cell runs, what cells write
 * to stderr, and errors on standard error.
 *
 * <p>Not thread-safe.
 */
final class Transcript {

  private static final int LONGEST_HEADING = 72;

  private final Terminal terminal;
  private boolean midLine;

  Transcript(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A cell starts. */
  void starts(int number, int of, String source) {
    String line = source.strip().lines().findFirst().orElse("");
    String heading =
        line.length() > LONGEST_HEADING ? line.substring(0, LONGEST_HEADING) + "…" : line;
    say(terminal.faint("[" + number + "/" + of + "] " + heading));
  }

  /** Something a cell shows; types that show nothing are ignored. */
  void show(Message message) {
    Map<String, @Nullable Object> content = message.content();
    switch (message.type()) {
      case "stream" -> stream(text(content.get("name")), text(content.get("text")));
      case "display_data", "execute_result", "update_display_data" -> bundle(content.get("data"));
      default -> {}
    }
  }

  /** The page of an error. */
  void error(Map<String, @Nullable Object> content) {
    String page =
        content.get("traceback") instanceof List<?> lines && !lines.isEmpty()
            ? lines.stream().map(String::valueOf).collect(Collectors.joining("\n"))
            : content.get("ename") + ": " + content.get("evalue");
    say(terminal.plain(page));
  }

  /** The source of a cell that failed, with line numbers. */
  void failed(int number, String source) {
    say(terminal.alarming("Cell " + number + " failed:"));
    List<String> lines = source.stripTrailing().lines().toList();
    int width = String.valueOf(lines.size()).length();
    for (int i = 0; i < lines.size(); i++) {
      say(("%" + width + "d | %s").formatted(i + 1, lines.get(i)));
    }
    say("");
  }

  /** A line for the user, on standard error. */
  void say(String line) {
    if (midLine) {
      terminal.out().println();
      midLine = false;
    }
    terminal.err().println(line);
  }

  private void stream(String name, String text) {
    String shown = terminal.plain(text);
    if (shown.isEmpty()) {
      return;
    }
    (name.equals("stderr") ? terminal.err() : terminal.out()).print(shown);
    midLine = !shown.endsWith("\n");
  }

  private void bundle(@Nullable Object data) {
    if (data instanceof Map<?, ?> bundle && !bundle.isEmpty()) {
      if (midLine) {
        terminal.out().println();
      }
      terminal.out().println(terminal.plain(summary(bundle)));
      midLine = false;
    }
  }

  private static String summary(Map<?, ?> bundle) {
    for (Object type : bundle.keySet()) {
      if (type.toString().startsWith("image/")) {
        return note(type, bundle.get(type));
      }
    }
    for (String type : List.of("text/plain", "text/markdown", "text/latex")) {
      if (bundle.get(type) instanceof String text) {
        return text;
      }
    }
    Object first = bundle.keySet().iterator().next();
    return note(first, bundle.get(first));
  }

  private static String note(Object type, @Nullable Object value) {
    return value instanceof String text
        ? "[%s, %,d characters]".formatted(type, text.length())
        : "[" + type + "]";
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
