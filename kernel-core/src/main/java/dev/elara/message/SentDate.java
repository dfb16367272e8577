package dev.elara.message;

/** Compares the dates that one sender wrote, which have one form but for the digits of a second. */
final class SentDate {

  private static final int SECONDS = "2026-11-21T16:53:14".length();

  private SentDate() {}

  /** Negative if the first is earlier, positive if it is later, 0 if equal or not comparable. */
  static int compare(String one, String other) {
    if (one.length() < SECONDS || other.length() < SECONDS) {
      return 0;
    }
    int oneZone = endOfFraction(one);
    int otherZone = endOfFraction(other);
    if (!one.substring(oneZone).equals(other.substring(otherZone))) {
      return 0;
    }
    int seconds = one.substring(0, SECONDS).compareTo(other.substring(0, SECONDS));
    return seconds != 0 ? seconds : fraction(one, oneZone).compareTo(fraction(other, otherZone));
  }

  private static int endOfFraction(String date) {
    int end = SECONDS;
    while (end < date.length() && (date.charAt(end) == '.' || isDigit(date.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The digits after the point, without zeros at the end: compared as text they are in order. */
  private static String fraction(String date, int end) {
    int last = end;
    while (last > SECONDS && (date.charAt(last - 1) == '0' || date.charAt(last - 1) == '.')) {
      last--;
    }
    return date.substring(SECONDS, last);
  }
}
