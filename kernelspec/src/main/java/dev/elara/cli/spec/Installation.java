package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Reason;
import dev.elara.cli.cache.AotCache;
import dev.elara.cli.json.JsonReader;
import dev.elara.cli.json.JsonStyle;
import dev.elara.cli.json.JsonWriter;
import dev.elara.cli.json.MalformedJson;
import dev.elara.ws.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kernelspec's folder in one of Jupyter's data folders: {@code kernel.json}, logos, and in {@code
 * lib} a copy of the kernel of its own, so that it works when what it was installed from is gone.
 *
 * @param folder {@code …/jupyter/kernels/NAME}
 */
public record Installation(Path folder) {

  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  /** That of a kernelspec's name in a data folder, whether it exists or not. */
  static Installation of(Path dataFolder, String name) {
    KernelSpec.checkName(name);
    return new Installation(
        dataFolder.toAbsolutePath().normalize().resolve("kernels").resolve(name));
  }

  /** Those made by this program that are in a data folder. */
  static List<Installation> in(Path dataFolder) {
    Path kernels = dataFolder.toAbsolutePath().normalize().resolve("kernels");
    if (!Files.isDirectory(kernels)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(kernels)) {
      return folders.sorted().map(Installation::new).filter(Installation::isOurs).toList();
    } catch (IOException e) {
      throw new CommandFailed("Cannot look into %s: %s".formatted(kernels, Reason.of(e)));
    }
  }

  /**
   * Writes the kernelspec, replacing one of the same name that this program made. It is made whole
   * beside and then renamed, so that no client sees half of it and a failure leaves the old one.
   *
   * @throws CommandFailed if another program's kernelspec has the name, or it cannot be written
   */
  void install(KernelSpec spec, Libraries libraries, String version) {
    if (Files.exists(folder) && !isOurs()) {
      throw new CommandFailed(
          "%s is another kernel's. Choose another name with --name, or remove it first."
              .formatted(folder));
    }
    Path staging = aside("new");
    try {
      try {
        Files.createDirectories(folder.getParent());
        libraries.copyTo(staging.resolve("lib"));
        for (String logo : LOGOS) {
          copyResource(logo, staging.resolve(logo));
        }
        copyJvmOptions(staging.resolve(KernelSpec.JVM_OPTIONS));
        AtomicFile.write(
            staging.resolve("kernel.json"),
            JsonWriter.write(spec.json(folder, version), JsonStyle.TWO_BLANKS));
        replaceWith(staging);
      } finally {
        delete(staging);
      }
    } catch (IOException e) {
      throw new CommandFailed("Cannot install to %s: %s".formatted(folder, Reason.of(e)));
    }
  }

  /** What the user wrote into the installation that is replaced stays. */
  private void copyJvmOptions(Path target) throws IOException {
    Path old = folder.resolve(KernelSpec.JVM_OPTIONS);
    if (Files.exists(old)) {
      Files.copy(old, target);
    } else {
      copyResource(KernelSpec.JVM_OPTIONS, target);
    }
  }

  /**
   * Makes the cache that the kernel starts from; blocks for about 10 s.
   *
   * @throws AotCache.NotTrained if that failed: the kernel works, but starts slower
   */
  void train(KernelSpec spec, Consumer<AotCache.Step> progress) throws AotCache.NotTrained {
    AotCache.in(folder)
        .train(spec.jvm(folder), KernelSpec.mainJar(folder), spec.environment(), progress);
  }

  private void replaceWith(Path staging) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = aside("old");
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  /**
   * Removes it.
   *
   * @throws CommandFailed if there is none, it is another program's, or it cannot be removed
   */
  void uninstall() {
    if (!Files.exists(folder)) {
      throw new CommandFailed(
          "Nothing is installed at %s. `elara status` lists what is.".formatted(folder));
    }
    if (!isOurs()) {
      throw new CommandFailed(
          "%s was not made by Elara and is left alone; `jupyter kernelspec remove` removes it."
              .formatted(folder));
    }
    Path old = aside("old");
    try {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    } catch (IOException e) {
      throw new CommandFailed("Cannot remove %s: %s".formatted(folder, Reason.of(e)));
    }
  }

  /** Whether this program made it, also if its {@code kernel.json} no longer says so. */
  boolean isOurs() {
    boolean looksLikeIt =
        Files.exists(KernelSpec.mainJar(folder))
            && Files.exists(folder.resolve(KernelSpec.JVM_OPTIONS));
    return looksLikeIt
        || json().filter(json -> object(json.get("metadata")).containsKey("elara")).isPresent();
  }

  /** What clients ask for. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** How a client starts the kernel, {@code {connection_file}} not yet replaced. */
  public List<String> commandLine() {
    return json()
        .map(json -> json.get("argv") instanceof List<?> argv ? argv : List.of())
        .map(argv -> argv.stream().map(String::valueOf).toList())
        .orElse(List.of());
  }

  /** What is added to the kernel's environment. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    json()
        .map(json -> object(json.get("env")))
        .ifPresent(env -> env.forEach((name, value) -> environment.put(name, "" + value)));
    return environment;
  }

  /** What the user picks. */
  String displayName() {
    return json().map(json -> String.valueOf(json.get("display_name"))).orElse("");
  }

  /** The version of this program that made it. */
  public String version() {
    return json()
        .map(json -> object(object(json.get("metadata")).get("elara")).get("version"))
        .map(String::valueOf)
        .orElse("unknown");
  }

  /** The program that starts its JVM. */
  Optional<Path> launcher() {
    return commandLine().stream().findFirst().map(Path::of);
  }

  /** What keeps it from working, one line each; empty if it is intact. */
  public List<String> damages() {
    List<String> damages = new ArrayList<>(new Libraries(folder.resolve("lib")).damages());
    if (!Files.isReadable(folder.resolve(KernelSpec.JVM_OPTIONS))) {
      damages.add(
          "its %s is gone, without which its Java does not start"
              .formatted(KernelSpec.JVM_OPTIONS));
    }
    if (commandLine().stream().noneMatch(word -> word.contains("{connection_file}"))) {
      damages.add("its kernel.json is gone or broken: it does not say how a kernel is started");
    } else {
      checkJava(damages);
    }
    return damages;
  }

  private void checkJava(List<String> damages) {
    launcher()
        .filter(Files::isExecutable)
        .map(Path::getParent)
        .map(Path::getParent)
        .ifPresentOrElse(
            home -> {
              try {
                JavaHome.of(home);
              } catch (CommandFailed e) {
                damages.add(String.valueOf(e.getMessage()));
              }
            },
            () -> damages.add("its Java is gone: " + launcher().map(Path::toString).orElse("?")));
  }

  /** A folder that Jupyter does not look into, on the same file system as the kernelspecs. */
  private Path aside(String what) {
    return folder
        .resolveSibling("..")
        .normalize()
        .resolve(".elara-%s-%s".formatted(what, UUID.randomUUID()));
  }

  private Optional<Map<String, @Nullable Object>> json() {
    try {
      Object json = JsonReader.read(Files.readAllBytes(folder.resolve("kernel.json")));
      return Optional.of(object(json));
    } catch (NoSuchFileException | MalformedJson _) {
      return Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // Unreadable, hence not one we could have made for this user.
    }
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  private static Map<String, @Nullable Object> object(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  private static void copyResource(String name, Path target) throws IOException {
    try (InputStream in = Installation.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing from the jar.");
      }
      Files.copy(in, target);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
