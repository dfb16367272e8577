package dev.elara.benchmarks.weaving;

/** A function that does little but call itself. */
final class Recursion implements Task {

  private static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  @Override
  public long run() {
    return fibonacci(27);
  }
}
