package dev.elara.java.magic;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerActivity;
import dev.elara.caller.platform.StrandHandle;
import dev.elara.java.runtime.UserNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Callers as a table for people, children below their parents.
 *
 * @param rows a caller each, a cell for each column
 */
record CallersTable(List<List<String>> rows) {

  /** What functions of cells are wrapped in, to know their cell. */
  private static final String CELL_FUNCTIONS = "dev.elara.java.runtime.";

  private static final List<String> COLUMNS =
      List.of(
          "Name", "State", "Protected", "Backend", "Host", "Thread", "Waiting", "Ready", "Running");

  /** All of them; {@code current} is marked. */
  static CallersTable of(List<Caller> callers, @Nullable Caller current) {
    List<List<String>> rows = new ArrayList<>();
    callers.stream()
        .filter(caller -> !callers.contains(caller.parent()))
        .sorted(Comparator.comparingLong(Caller::id))
        .forEach(root -> add(rows, root, 0, current));
    return new CallersTable(rows);
  }

  private static void add(
      List<List<String>> rows, Caller caller, int depth, @Nullable Caller current) {
    CallerActivity activity = caller.activity();
    StrandHandle thread = caller.thread();
    String mark = caller == current ? "  ← current" : "";
    rows.add(
        List.of(
            "  ".repeat(depth) + caller.name(),
            caller.state().toString(),
            caller.isProtected() ? "yes" : "",
            caller.backend().toString(),
            caller.host() == null ? "" : caller.host().toString(),
            thread == null ? "" : thread.name() + " (" + thread.id() + ")",
            Integer.toString(activity.waiting()),
            Integer.toString(activity.ready()),
            running(activity) + mark));
    caller.children().stream()
        .sorted(Comparator.comparingLong(Caller::id))
        .forEach(child -> add(rows, child, depth + 1, current));
  }

  private static String running(CallerActivity activity) {
    String function = activity.running();
    if (function == null) {
      return "";
    }
    boolean ofCell = function.startsWith(CELL_FUNCTIONS);
    String name = ofCell ? "a function of a cell" : UserNames.inText(function);
    return name + " for " + activity.held().toMillis() + " ms";
  }

  /** In columns of a fixed width. */
  String text() {
    int[] widths = new int[COLUMNS.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.addFirst(COLUMNS);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      lines.add(line.toString().stripTrailing());
    }
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    lines.add(1, "─".repeat(width));
    return String.join("\n", lines);
  }

  /** As a table element. */
  String html() {
    String body =
        rows.stream()
            .map(row -> "<tr>" + cells("td", row) + "</tr>")
            .collect(Collectors.joining("\n"));
    return "<table>\n<thead><tr>"
        + cells("th", COLUMNS)
        + "</tr></thead>\n<tbody>\n"
        + body
        + "\n</tbody>\n</table>";
  }

  private static String cells(String element, List<String> texts) {
    return texts.stream()
        .map(text ->
            "<" + element + " style=\"text-align:left\">" + escaped(text) + "</" + element + ">")
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("  ", "&nbsp; ");
  }
}
