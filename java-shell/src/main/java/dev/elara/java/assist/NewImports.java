package dev.elara.java.assist;

import dev.elara.shell.Completions;
import dev.elara.shell.Completions.Item;
import java.util.ArrayList;

/**
 * Lets a type that is not imported yet come with its import, where the protocol allows that: a
 * reply replaces one range, for all matches alike, and clients look for what is in the range in the
 * text of the match, up to its first parenthesis. So it is done for a name in the first line of a
 * statement at the cell's own level, with no parenthesis before it, when nothing but such types
 * fits. Anywhere else the qualified name takes the place of the simple one.
 */
final class NewImports {

  private NewImports() {}

  /** The completions that {@code found} makes at {@code place}. */
  static Completions of(Cursor place, Items found) {
    var items = found.sorted();
    int start = statementStart(place);
    var head = place.code().substring(Math.max(0, start), place.start());
    if (start < 0
        || place.prefix().isEmpty()
        || head.indexOf('\n') >= 0
        || head.indexOf('(') >= 0
        || items.isEmpty()) {
      return new Completions(items, place.start(), place.end());
    }
    var with = new ArrayList<Item>();
    for (var item : items) {
      var missing = found.importable(item);
      if (missing != null) {
        var text = "import " + missing.name() + ";\n" + head + missing.simpleText();
        with.add(new Item(text, item.kind(), missing.name()));
      } else if (item.text().startsWith(place.prefix())) {
        return new Completions(items, place.start(), place.end());
      }
    }
    return with.isEmpty()
        ? new Completions(items, place.start(), place.end())
        : new Completions(with, start, place.end());
  }

  /** Where the statement being typed starts; negative inside anything open. */
  private static int statementStart(Cursor place) {
    if (!place.atTopLevel()) {
      return -1;
    }
    int first = place.before().size();
    while (first > 0 && !ends(place, first - 1)) {
      first--;
    }
    return first == place.before().size() ? place.start() : place.before().get(first).start();
  }

  private static boolean ends(Cursor place, int index) {
    var text = place.before().get(index).text(place.code());
    return text.equals(";") || text.equals("}");
  }
}
