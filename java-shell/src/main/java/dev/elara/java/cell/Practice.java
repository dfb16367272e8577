package dev.elara.java.cell;

import java.util.List;

/** Cells that are compiled for practice, so that nobody's cell is the first of its kind. */
public final class Practice {

  /** The smallest there is: what this costs, any first cell costs. */
  public static final String FIRST = "1";

  /** What most sessions need early, in pieces, so that a user's cell never waits for all of it. */
  public static final List<String> CELLS =
      List.of(
          "int twice(int n) { return n + n; }",
          "var list = new ArrayList<Integer>();",
          "record Pair(int a, String b) {}",
          "for (int i = 0; i < 2; i++) list.add(new Pair(twice(i), \"x\" + i).a());",
          "System.out.println(list.stream().mapToInt(n -> n).sum());",
          "list");

  private Practice() {}
}
