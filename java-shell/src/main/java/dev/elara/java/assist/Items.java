package dev.elara.java.assist;

import dev.elara.shell.Completions.Item;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects completions that fit a prefix: nearest first, overloads of a method as one. */
final class Items {

  /** Added to the rank of what fits only if upper and lower case are taken as one. */
  private static final int OTHER_CASE = 200;

  private final String prefix;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final Map<String, Importable> importable = new HashMap<>();

  private record Found(
      int rank,
      String text,
      String kind,
      @Nullable String signature,
      int more,
      boolean takesSome) {}

  /**
   * A type that must be imported before its simple name can be used.
   *
   * @param name its qualified name
   * @param simpleText what to write where it is imported
   */
  record Importable(String name, String simpleText) {}

  Items(String prefix) {
    this.prefix = prefix;
  }

  /** What is typed. */
  String prefix() {
    return prefix;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether {@code name} starts as what is typed does, or does so but for upper and lower case. */
  boolean fits(String name) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Adds a name if it fits; of several with a kind and name the best counts. */
  void add(int rank, String text, String kind, @Nullable String signature) {
    add(rank, text, text, kind, signature);
  }

  /** Adds {@code text}, which fits if {@code name} does. */
  void add(int rank, String name, String text, String kind, @Nullable String signature) {
    if (fits(name)) {
      merge(name, new Found(rank, text, kind, signature, 0, false));
    }
  }

  /** Adds a type by its qualified name, because it is not imported, and what follows it. */
  void addImportable(int rank, String simple, String name, String end, String kind) {
    if (fits(simple)) {
      add(rank, simple, name + end, kind, name);
      importable.put(name + end, new Importable(name, simple + end));
    }
  }

  /** Adds a method with the start of a call: all of it if no overload takes a parameter. */
  void addCall(int rank, String name, boolean takesSome, String kind, @Nullable String signature) {
    if (fits(name)) {
      merge(name, new Found(rank, name + "()", kind, signature, 0, takesSome));
    }
  }

  private void merge(String name, Found next) {
    int rank = next.rank() + (name.startsWith(prefix) ? 0 : OTHER_CASE);
    found.merge(
        next.kind() + " " + next.text(),
        new Found(rank, next.text(), next.kind(), next.signature(), 0, next.takesSome()),
        (old, more) ->
            new Found(
                Math.min(old.rank(), more.rank()),
                old.text(),
                old.kind(),
                old.signature(),
                old.more() + 1,
                old.takesSome() || more.takesSome()));
  }

  /** What fits, by rank and then by name. */
  List<Item> sorted() {
    var exact =
        prefix.chars().anyMatch(Character::isUpperCase)
            && found.values().stream().anyMatch(each -> each.rank() < OTHER_CASE / 2);
    return found.values().stream()
        .filter(each -> !exact || each.rank() < OTHER_CASE / 2)
        .sorted(Comparator.comparingInt(Found::rank).thenComparing(Found::text))
        .map(Items::item)
        .distinct()
        .toList();
  }

  /** What must be imported for an item; null if nothing. */
  @Nullable Importable importable(Item item) {
    return importable.get(item.text());
  }

  private static Item item(Found found) {
    var text =
        found.takesSome() ? found.text().substring(0, found.text().length() - 1) : found.text();
    var signature = found.signature();
    return new Item(
        text,
        found.kind(),
        signature == null || found.more() == 0
            ? signature
            : signature + " (+" + found.more() + ")");
  }
}
