package dev.elara.cli.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.cli.Reason;
import dev.elara.cli.history.HistoryPlace;
import dev.elara.ws.files.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The ahead-of-time cache of a kernel: its classes, loaded and linked, written by a training run on
 * the machine, the JDK and the jars it is used with.
 *
 * <p>A JVM checks by itself whether it can use it, and starts without, only slower, if not. What
 * was trained with is noted beside it, so that a kernel can tell that it is time to train again.
 *
 * @param file where it lies, absolute
 * @see <a href="https://openjdk.org/jeps/483">JEP 483</a>
 */
public record AotCache(Path file) {

  /** How many lines of a failed training run are shown. */
  private static final int LINES_SHOWN = 5;

  /** That of a kernelspec's folder. */
  public static AotCache in(Path folder) {
    return new AotCache(folder.resolve("elara.aot"));
  }

  /** A step of a training run. */
  public enum Step {
    TRAINING,
    WRITING
  }

  /** Thrown if there is no new cache; an old one is untouched. */
  public static final class NotTrained extends Exception {
    NotTrained(String reason) {
      super(reason);
    }
  }

  /**
   * The options of a JVM that starts from it. One that cannot use it, or finds that its content is
   * not what was written, says nothing and starts without.
   *
   * <p>It is mapped where it was made for, or else all of it would be rewritten at each start.
   * There are no profiles in it that a thread of the JVM would have to read.
   */
  public List<String> options() {
    return List.of(
        "-XX:AOTCache=" + file,
        "-XX:AOTMode=auto",
        "-XX:+VerifySharedSpaces",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        "-XX:-AOTReplayTraining",
        "-Xlog:aot=off",
        "-Xlog:cds=off");
  }

  /** How a JVM is started without it, up to but without {@code -jar}, by a whole command line. */
  public List<String> withoutIt(List<String> commandLine) {
    List<String> jvm = new ArrayList<>(commandLine.subList(0, commandLine.indexOf("-jar")));
    jvm.removeAll(options());
    return jvm;
  }

  /**
   * Makes it anew; blocks for as long as that takes, 10 s or so.
   *
   * @param jvm how the kernel's JVM is started, up to but without {@link #options} and {@code -jar}
   * @param mainJar the kernel
   * @param environment what is added to the environment of the kernel
   * @param progress hears of each step as it begins
   * @throws NotTrained says why there is no new cache
   */
  public void train(
      List<String> jvm, Path mainJar, Map<String, String> environment, Consumer<Step> progress)
      throws NotTrained {
    try (var lock =
            FileChannel.open(beside("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.tryLock()) {
      if (held == null) {
        throw new NotTrained("another process is training it");
      }
      trainAlone(jvm, mainJar, environment, progress);
    } catch (IOException e) {
      throw new NotTrained(Reason.of(e));
    }
  }

  private void trainAlone(
      List<String> jvm, Path mainJar, Map<String, String> environment, Consumer<Step> progress)
      throws IOException, NotTrained {
    Path learned = beside("learned");
    Path fresh = beside("new");
    try {
      // In two steps: in one, the JVM hands paths to its own second step in a variable, which
      // breaks them at blanks.
      progress.accept(Step.TRAINING);
      // Without profiles: they keep the compilers busy before a cell has run.
      List<String> train =
          List.of(
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:-AOTRecordTraining",
              "-XX:AOTMode=record",
              "-XX:AOTConfiguration=" + learned,
              "-jar");
      run(command(jvm, train, mainJar.toString(), "train"), environment);
      progress.accept(Step.WRITING);
      List<String> write =
          List.of(
              "-XX:AOTMode=create",
              "-XX:AOTConfiguration=" + learned,
              "-XX:AOTCache=" + fresh,
              "-jar");
      run(command(jvm, write, mainJar.toString()), environment);
      if (!Files.exists(fresh) || Files.size(fresh) == 0) {
        throw new NotTrained("the training run left no cache");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      AtomicFile.write(note(), circumstances(Path.of(jvm.getFirst()), mainJar).getBytes(UTF_8));
    } finally {
      Files.deleteIfExists(learned);
      Files.deleteIfExists(fresh);
    }
  }

  private Path beside(String what) {
    return file.resolveSibling("." + file.getFileName() + "." + what);
  }

  private static List<String> command(List<String> jvm, List<String> options, String... rest) {
    List<String> command = new ArrayList<>(jvm);
    command.addAll(options);
    command.addAll(List.of(rest));
    return command;
  }

  private static void run(List<String> command, Map<String, String> environment)
      throws IOException, NotTrained {
    // A history of its own, so that what writes histories is learned too.
    Path history = Files.createTempDirectory("elara-training");
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      builder.environment().put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
      builder
          .environment()
          .put(HistoryPlace.VARIABLE, history.resolve("history.sqlite").toString());
      run(builder);
    } finally {
      for (Path file : written(history)) {
        Files.delete(file);
      }
      Files.delete(history);
    }
  }

  private static List<Path> written(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void run(ProcessBuilder builder) throws IOException, NotTrained {
    Process process = builder.start();
    process.getOutputStream().close();
    Deque<String> last = new ArrayDeque<>();
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last.addLast(line);
        if (last.size() > LINES_SHOWN) {
          last.removeFirst();
        }
      }
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new NotTrained(
            "the training run ended with %d:%n%s".formatted(exitCode, String.join("\n", last)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotTrained("the training run was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Whether it was made by this JDK from these jars; looks at a few files' sizes and times only.
   *
   * @param launcher the program that starts the kernel's JVM
   */
  public boolean isFresh(Path launcher, Path mainJar) {
    try {
      return Files.readString(note()).equals(circumstances(launcher, mainJar));
    } catch (IOException _) {
      return false;
    }
  }

  private Path note() {
    return file.resolveSibling(file.getFileName() + ".made-with");
  }

  /** What the JVM compares too, before it uses a cache, and the size of the cache itself. */
  private String circumstances(Path launcher, Path mainJar) throws IOException {
    Path modules = launcher.toRealPath().resolve("../../lib/modules").normalize();
    var text = new StringBuilder();
    for (Path part : List.of(modules, mainJar)) {
      text.append("%s %d %s%n".formatted(part, Files.size(part), Files.getLastModifiedTime(part)));
    }
    return text.append("%s %d%n".formatted(file, Files.size(file))).toString();
  }
}
