package dev.elara.java.assist;

import dev.elara.java.namespace.Definition;
import java.util.List;

/**
 * What the compiler knows of a name, in values that outlive its pass.
 *
 * @param declarations one, or all overloads of a method
 * @param keys where comments on it may be found in sources
 * @param written its documentation comment where that is at hand, as it is written
 * @param notes what else to say, as Markdown
 * @param source the source, for those who ask for detail; empty if it is not to be shown
 */
record Known(
    List<String> declarations,
    List<DocKey> keys,
    String written,
    List<String> notes,
    String source) {

  /** Something declared in a class. */
  static Known of(List<String> declarations, List<DocKey> keys, List<String> notes) {
    return new Known(declarations, keys, "", notes, "");
  }

  /** What a cell has defined; {@code all} are its overloads. */
  static Known of(Definition definition, List<Definition> all, int detail) {
    var declarations =
        all.stream()
            .filter(d -> d.name().equals(definition.name()) && d.kind() == definition.kind())
            .map(Signatures::head)
            .toList();
    var where = "Defined in " + definition.cell() + ".";
    var missing =
        definition.missing().isEmpty()
            ? ""
            : " Cannot be used yet: " + String.join(", ", definition.missing()) + " is missing.";
    return new Known(
        declarations,
        List.of(),
        commentBefore(definition),
        List.of(where + missing),
        detail > 0 ? definition.text() : "");
  }

  /** The documentation comment before a definition, as it is written; empty if there is none. */
  private static String commentBefore(Definition definition) {
    var before = definition.source().substring(0, definition.start()).stripTrailing();
    if (before.endsWith("*/")) {
      int start = before.lastIndexOf("/**");
      return start < 0 ? "" : before.substring(start);
    }
    int start = before.length();
    while (start > 0) {
      int line = before.lastIndexOf('\n', start - 1) + 1;
      if (!before.substring(line, start).strip().startsWith("///")) {
        break;
      }
      start = Math.max(0, line - 1);
    }
    return before.substring(start).strip();
  }

  /** All of it, with the comment that {@code comments} finds. */
  Documentation with(DocComments comments) {
    var comment = written.isEmpty() ? comments.of(keys) : comments.ofText(written);
    var text = String.join("\n\n", notes);
    var both =
        comment.isEmpty()
            ? text
            : text.isEmpty()
                ? comment
                : written.isEmpty() ? text + "\n\n" + comment : comment + "\n\n" + text;
    return new Documentation(declarations, both, source);
  }
}
