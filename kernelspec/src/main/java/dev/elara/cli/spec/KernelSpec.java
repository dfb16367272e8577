package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.cache.AotCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Jupyter is told of the kernel.
 *
 * @param name the folder's name, by which clients ask for it
 * @param displayName what a user picks
 * @param java the JDK that runs it
 * @param jvmArguments further options of that JVM
 * @param environment what is added to the kernel's environment
 * @param cached whether the JVM starts from an ahead-of-time cache
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs">Kernel
 *     specs</a>
 */
public record KernelSpec(
    String name,
    String displayName,
    JavaHome java,
    List<String> jvmArguments,
    Map<String, String> environment,
    boolean cached) {

  /** The name under which the kernel is installed if nothing else is said. */
  public static final String DEFAULT_NAME = "elara";

  /** The main jar, in the folder of the libraries. */
  public static final String MAIN_JAR = "kernelspec.jar";

  /** Options of the JVM that the user may edit, one a line, in the kernelspec's folder. */
  static final String JVM_OPTIONS = "jvm.options";

  /**
   * Two of the compilers' threads are C1's: a single one comes behind with what a start runs. What
   * that runs a few thousand times is not worth C2's time yet, which took a third of a start's; the
   * package of javac that works longest on a cell is, and runs little before the first one. A loop
   * runs some milliseconds longer before it is compiled to the end.
   */
  private static final List<String> COMPILERS =
      List.of(
          "-XX:CICompilerCount=6",
          "-XX:Tier4InvocationThreshold=30000",
          "-XX:Tier4MinInvocationThreshold=5000",
          "-XX:Tier4CompileThreshold=60000",
          "-XX:Tier4BackEdgeThreshold=400000",
          // or the JVM prints the next one
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,com.sun.tools.javac.comp.*::*,0.1");

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");

  public KernelSpec {
    checkName(name);
    jvmArguments = List.copyOf(jvmArguments);
    environment = new LinkedHashMap<>(environment);
  }

  /**
   * Checks that Jupyter would find a kernelspec of this name.
   *
   * @throws CommandFailed if not
   */
  static void checkName(String name) {
    if (!NAME.matcher(name).matches() || name.matches("\\.+")) {
      throw new CommandFailed(
          "'%s' cannot be a kernelspec's name: Jupyter allows small letters, digits, '.', '_' and '-'."
              .formatted(name));
    }
  }

  /** The display name for a JDK. */
  public static String defaultDisplayName(JavaHome java) {
    return "Java " + java.feature() + " (Elara)";
  }

  /**
   * The content of {@code kernel.json}. The JVM is started directly: a script in between would cost
   * time and keep signals from the kernel.
   *
   * @param folder the kernelspec's own, absolute
   * @param version Elara's version
   */
  Map<String, @Nullable Object> json(Path folder, String version) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("debugger", false);
    metadata.put("supported_encryption", List.of("curve"));
    metadata.put("elara", Map.of("version", version));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("argv", commandLine(folder));
    json.put("display_name", displayName);
    json.put("language", "java");
    json.put("interrupt_mode", "message");
    json.put("kernel_protocol_version", "5.5");
    json.put("env", environment);
    json.put("metadata", metadata);
    return json;
  }

  private List<String> commandLine(Path folder) {
    List<String> command = new ArrayList<>(jvm(folder));
    if (cached) {
      command.addAll(AotCache.in(folder).options());
    }
    command.add("-jar");
    command.add(mainJar(folder).toString());
    command.add("kernel");
    command.add("{connection_file}");
    return command;
  }

  /**
   * How its JVM is started, with or without a cache. What the user chose comes last: of two options
   * that contradict each other a JVM takes the later one.
   */
  List<String> jvm(Path folder) {
    List<String> command = new ArrayList<>(jvm());
    command.add("@" + folder.resolve(JVM_OPTIONS));
    return command;
  }

  /** The same without the options in a kernelspec's folder. */
  public List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(java.launcher().toString());
    if (!chosen("-XX:\\+Use\\w+GC")) {
      // Starts faster than G1 and needs no threads of its own.
      command.add("-XX:+UseSerialGC");
      if (!chosen("-Xm[sxn].*|-XX:(\\w*HeapSize|(Max)?NewSize|\\w*RAMPercentage)=.*")) {
        // Small to begin with: a kernel that does little needs little. It grows as it must.
        command.addAll(List.of("-Xms36m", "-XX:NewSize=24m"));
      }
    }
    command.addAll(COMPILERS);
    command.addAll(jvmArguments);
    return command;
  }

  private boolean chosen(String pattern) {
    return jvmArguments.stream().anyMatch(argument -> argument.matches(pattern));
  }

  /** The main jar in a kernelspec's folder. */
  static Path mainJar(Path folder) {
    return folder.resolve("lib").resolve(MAIN_JAR);
  }
}
