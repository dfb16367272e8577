package dev.elara.java.assist;

import dev.elara.shell.Completions.Item;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects completions that fit a prefix: nearest first, overloads of a method as one. */
final class Items {

  /** Added to the rank of what fits only if upper and lower case are taken as one. */
  private static final int OTHER_CASE = 100;

  private final String prefix;
  private final Map<String, Found> found = new LinkedHashMap<>();

  private record Found(
      int rank,
      String text,
      String kind,
      @Nullable String signature,
      int more,
      boolean takesSome) {}

  Items(String prefix) {
    this.prefix = prefix;
  }

  /** Whether {@code name} starts as what is typed does, or does so but for upper and lower case. */
  boolean fits(String name) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Adds a name if it fits; of several with a kind and name the first counts. */
  void add(int rank, String text, String kind, @Nullable String signature) {
    add(rank, text, text, kind, signature);
  }

  /** Adds {@code text}, which fits if {@code name} does. */
  void add(int rank, String name, String text, String kind, @Nullable String signature) {
    if (fits(name)) {
      merge(name, new Found(rank, text, kind, signature, 0, false));
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
                old.rank(),
                old.text(),
                old.kind(),
                old.signature(),
                old.more() + 1,
                old.takesSome() || more.takesSome()));
  }

  /** What fits, by rank and then by name. */
  List<Item> sorted() {
    return found.values().stream()
        .sorted(Comparator.comparingInt(Found::rank).thenComparing(Found::text))
        .map(Items::item)
        .toList();
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
