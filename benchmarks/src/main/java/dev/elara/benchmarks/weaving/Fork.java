package dev.elara.benchmarks.weaving;

import dev.elara.java.runtime.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One process of the measurement: a task, loaded as it is and woven, both in turns of a few
 * milliseconds, so that what else the machine does slows both. Prints the time of a run in
 * nanoseconds, the median of what the woven one took of its neighbour's time, and a number made of
 * all results, so that none is left out.
 *
 * <p>Arguments: the task, whether the woven one goes first, how many rounds.
 */
final class Fork {

  private static final long ROUND_NANOS = 5_000_000;
  private static final int WARM_UP_ROUNDS = 150;

  private long results;

  private Fork() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    boolean wovenFirst = Boolean.parseBoolean(arguments[1]);
    Task first = load(arguments[0], wovenFirst);
    Task second = load(arguments[0], !wovenFirst);
    Fork fork = new Fork();
    fork.measure(
        wovenFirst ? second : first,
        wovenFirst ? first : second,
        wovenFirst,
        Integer.parseInt(arguments[2]));
  }

  private void measure(Task plain, Task woven, boolean wovenFirst, int rounds) {
    if (plain.run() != woven.run()) {
      throw new IllegalStateException("The woven task computes something else.");
    }
    double[] nanos = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
      double ofWoven = wovenFirst ? round(woven) : 0;
      double ofPlain = round(plain);
      ofWoven = wovenFirst ? ofWoven : round(woven);
      if (i >= 0) {
        nanos[i] = ofPlain;
        ratios[i] = ofWoven / ofPlain;
      }
    }
    System.out.printf(Locale.ROOT, "%.0f %.4f %d%n", middle(nanos), middle(ratios), results);
  }

  /** Nanoseconds a run. */
  private double round(Task task) {
    long start = System.nanoTime();
    long now;
    int runs = 0;
    do {
      results += task.run();
      runs++;
      now = System.nanoTime();
    } while (now - start < ROUND_NANOS);
    return (double) (now - start) / runs;
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Task load(String task, boolean woven) throws ReflectiveOperationException {
    String prefix = Fork.class.getPackageName() + "." + task;
    ClassLoader loader =
        new ClassLoader(Fork.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(prefix) && !name.startsWith(prefix + "$")) {
              return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
          }

          private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = bytes(name);
            byte[] used = woven ? Weaver.ofCells().weave(bytes, _ -> true, _ -> {}) : opened(bytes);
            return defineClass(name, used, 0, used.length);
          }
        };
    return (Task) loader.loadClass(prefix).getDeclaredConstructor().newInstance();
  }

  /** Without probes: public like the woven one, so that both can be loaded apart from this. */
  private static byte[] opened(byte[] bytes) {
    return new Weaver(List.of()).weave(bytes, _ -> true, _ -> {});
  }

  private static byte[] bytes(String name) throws ClassNotFoundException {
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = Fork.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new ClassNotFoundException(name, failed);
    }
  }
}
