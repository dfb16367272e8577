package dev.elara.benchmarks.weaving;

/** Three nested loops over arrays of doubles. */
final class MatrixProduct implements Task {

  private static final int SIZE = 128;

  private final double[][] a = new double[SIZE][SIZE];
  private final double[][] b = new double[SIZE][SIZE];

  MatrixProduct() {
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        a[i][j] = i + j;
        b[i][j] = i - j;
      }
    }
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
    return c;
  }

  @Override
  public long run() {
    return (long) product(a, b)[SIZE - 1][SIZE - 2];
  }
}
