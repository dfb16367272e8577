package dev.elara.web.contract;

import dev.elara.caller.Check;

/**
 * What the program tells of one check.
 *
 * @param rule the number of its rule
 * @param sentence what it shows
 * @param failure why it does not hold; empty if it does
 */
record Line(int rule, String sentence, String failure) {

  /** The last thing the program prints. */
  static final String END = "end of the contract";

  private static final String MARK = "check\t";

  static Line of(Check check, String failure) {
    return new Line(check.rule(), check.sentence(), failure);
  }

  /** Whether it tells of that check. */
  boolean isOf(Check check) {
    return rule == check.rule() && sentence.equals(check.sentence());
  }

  /** As it is printed: one line. */
  String text() {
    return MARK + rule + "\t" + sentence + "\t" + failure.replace('\n', ' ');
  }

  /** Whether that was printed of a check. */
  static boolean is(String text) {
    return text.startsWith(MARK);
  }

  /** What was printed. */
  static Line parse(String text) {
    String[] parts = text.substring(MARK.length()).split("\t", 3);
    return new Line(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }
}
