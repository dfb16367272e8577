package dev.elara.java.cell;

import java.util.Comparator;
import java.util.List;

/** Lists of problems. */
final class Problems {

  private Problems() {}

  /** As the user sees them, in the order of position. */
  static List<Problem> sorted(List<Found> found) {
    return found.stream()
        .sorted(Comparator.comparingInt(Found::position))
        .map(Found::problem)
        .distinct()
        .toList();
  }
}
