package dev.elara.benchmarks.weaving;

/** A text made of many small pieces. */
final class StringBuilding implements Task {

  private static String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(i % 10).append(", ").append((char) ('a' + i % 26));
      if (i % 7 == 0) {
        text.append("row ").append(i).append('\n');
      }
    }
    return text.toString();
  }

  @Override
  public long run() {
    return text(20_000).length();
  }
}
