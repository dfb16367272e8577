package dev.elara.caller;

/** A whole number that is looked at. */
final class NumberSubject extends Subject {

  private final long number;

  NumberSubject(long number) {
    super(number);
    this.number = number;
  }

  void isEqualTo(long expected) {
    check(number == expected, "" + expected);
  }

  void isZero() {
    isEqualTo(0);
  }

  void isLessThan(long limit) {
    check(number < limit, "less than " + limit);
  }
}
