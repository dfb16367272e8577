package dev.elara.java.assist;

import dev.elara.shell.Completions.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects completions that fit a prefix: nearest first, overloads of a method as one. */
final class Items {

  private final String prefix;
  private final Map<String, Item> found = new LinkedHashMap<>();
  private final Map<String, Integer> overloads = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();

  private record Group(int rank, Item item) {}

  Items(String prefix) {
    this.prefix = prefix;
  }

  /** Whether {@code name} starts as what is typed does, or does so but for upper and lower case. */
  boolean fits(String name) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Adds a name if it fits; the first of a kind and name wins. */
  void add(int rank, String text, String kind, @Nullable String signature) {
    add(rank, text, text, kind, signature);
  }

  /** Adds {@code text}, which fits if {@code name} does. */
  void add(int rank, String name, String text, String kind, @Nullable String signature) {
    if (!fits(name)) {
      return;
    }
    var key = kind + " " + text;
    if (found.containsKey(key)) {
      overloads.merge(key, 1, Integer::sum);
      return;
    }
    var item = new Item(text, kind, signature);
    found.put(key, item);
    groups.add(new Group(rank + (name.startsWith(prefix) ? 0 : 100), item));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** What fits, by rank and then by name. */
  List<Item> sorted() {
    return groups.stream()
        .sorted((a, b) ->
            a.rank() == b.rank() ? a.item().text().compareTo(b.item().text()) : a.rank() - b.rank())
        .map(group -> withOverloads(group.item()))
        .toList();
  }

  private Item withOverloads(Item item) {
    int more = overloads.getOrDefault(item.kind() + " " + item.text(), 0);
    return more == 0 || item.signature() == null
        ? item
        : new Item(item.text(), item.kind(), item.signature() + " (+" + more + ")");
  }
}
