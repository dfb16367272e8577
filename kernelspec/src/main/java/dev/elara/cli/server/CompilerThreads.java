package dev.elara.cli.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.elara.kernel.Log;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the optimizing compiler of a kernel's JVM wait for everything else that wants a processor.
 *
 * <p>In its first minute a kernel spends more on that compiler than on its cells. That costs nobody
 * anything on an idle machine; where many kernels share one, their cells would wait for each
 * other's compilers. Only Linux has priorities of threads; elsewhere nothing is done.
 *
 * <p>Thread-safe.
 */
final class CompilerThreads {

  /** All of them exist from the start on, so that none is added later with another priority. */
  static final String OPTION = "-XX:-UseDynamicNumberOfCompilerThreads";

  /** How HotSpot names them to Linux, which keeps 15 characters of a name. */
  private static final String NAME = "C2 CompilerThre";

  /** Of 19 at most; a tenth of what others get while all processors are taken. */
  private static final int NICENESS = 10;

  private static final int PRIO_PROCESS = 0;

  private CompilerThreads() {}

  /** Whether {@link #yieldToOthers} does anything here. */
  static boolean canYield() {
    return System.getProperty("os.name").equals("Linux");
  }

  /** Does it, once, for those of a process that runs. Blocks for some milliseconds. */
  static void yieldToOthers(long pid, Log log) {
    if (!canYield()) {
      return;
    }
    try {
      MethodHandle setPriority = setPriority();
      for (int thread : of(pid)) {
        // One that has ended meanwhile needs no priority.
        var _ = (int) setPriority.invokeExact(PRIO_PROCESS, thread, NICENESS);
      }
    } catch (Throwable failed) {
      log.info("The compiler of kernel process " + pid + " keeps its priority: " + failed);
    }
  }

  /** {@code int setpriority(int which, id_t who, int prio)} of POSIX; Linux's takes threads too. */
  @SuppressWarnings("restricted") // the jar's manifest allows it
  private static MethodHandle setPriority() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static List<Integer> of(long pid) throws IOException {
    List<Integer> found = new ArrayList<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads) {
        if (name(thread).startsWith(NAME)) {
          found.add(Integer.parseInt(thread.getFileName().toString()));
        }
      }
    }
    return found;
  }

  /** Of a thread; empty if it has ended. */
  private static String name(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (NoSuchFileException ended) {
      return "";
    }
  }
}
