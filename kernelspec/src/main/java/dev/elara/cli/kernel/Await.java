package dev.elara.cli.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what another thread prepares while a kernel starts. */
final class Await {

  private Await() {}

  /**
   * What was prepared; blocks until it is there, interrupted or not: there is no kernel without.
   *
   * @throws IllegalStateException if it could not be prepared
   */
  static <T> T result(Future<T> prepared) {
    while (true) {
      try {
        return prepared.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("A kernel could not be prepared.", failed.getCause());
      } catch (InterruptedException _) {
        // It will be there in no time.
      }
    }
  }
}
