package dev.elara.java.cell;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to compile something that refers to what is not defined yet.
 *
 * @param positions where in the cell it does so; bodies of methods around them are replaced by a
 *     clear error
 * @param missing what is missing, such as {@code method area} or {@code class Shape}
 * @param whole whether it cannot be compiled at all: a signature or supertype is missing
 */
record Corral(Set<Integer> positions, Set<String> missing, boolean whole) {

  Corral {
    positions = Set.copyOf(positions);
  }

  /** What is missing as the start of a sentence that goes on with "not defined". */
  static String missing(Collection<String> missing) {
    return missing.stream().collect(Collectors.joining(" and "))
        + (missing.size() == 1 ? " is" : " are");
  }
}
