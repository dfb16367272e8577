package dev.elara.java.assist;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone who typed another one may have meant. */
public final class Nearest {

  private static final int MOST = 3;

  private Nearest() {}

  /**
   * The nearest of {@code names} to {@code typed}, at most three, all equally near or nearly so.
   */
  public static List<String> to(String typed, Collection<String> names) {
    int allowed = typed.length() <= 2 ? 0 : typed.length() <= 5 ? 1 : typed.length() <= 9 ? 2 : 3;
    record Candidate(String name, int distance) {}
    var near =
        names.stream()
            .distinct()
            .filter(name -> !name.equals(typed))
            .map(name -> new Candidate(name, distance(typed, name)))
            .filter(c -> c.distance() <= allowed)
            .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
            .toList();
    return near.stream()
        .filter(c -> c.distance() == near.getFirst().distance())
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /**
   * How many letters have to be changed, added, left out or swapped with their neighbour; upper or
   * lower case alone does not count.
   */
  static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : cheapest(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  /** Damerau's distance, restricted to swaps of neighbours. */
  private static int cheapest(String a, String b, int i, int j, int[][] d) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
