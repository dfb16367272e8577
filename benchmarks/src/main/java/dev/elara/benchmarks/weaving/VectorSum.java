package dev.elara.benchmarks.weaving;

/** A loop the just-in-time compiler turns into vector instructions. */
final class VectorSum implements Task {

  private final double[] x = new double[10_000];
  private final double[] y = new double[10_000];

  private static void add(double factor, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += factor * x[i];
    }
  }

  @Override
  public long run() {
    for (int i = 0; i < 20; i++) {
      add(0.5, x, y);
    }
    return (long) y[7];
  }
}
