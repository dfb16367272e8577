package dev.elara.web.build;

import dev.elara.web.bundle.ApiPackages;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.teavm.tooling.TeaVMTool;

/**
 * Makes the folder of the compiler: its program, the API, and the JavaScript that loads them.
 * Arguments: the folder of that JavaScript, the folder to make, the engine's list of what it lacks.
 * The class path starts with the module's own classes and has what they and cells need. Does
 * nothing if all that goes in is as it was.
 */
public final class Build {

  private static final String PROGRAM = "dev.elara.web.compiler.Main";
  private static final String RUNTIME = "org/teavm/backend/wasm/wasm-gc-module-runtime.min.js";

  /** What the runtime makes functions with: a page may forbid to make them of text. */
  private static final String FUNCTION = "function.mjs";

  private static final List<String> COMPILER_MODULES = List.of("java.compiler", "jdk.compiler");
  private static final List<String> COMPILER_HALF =
      List.of("dev/elara/java/cell/", "dev/elara/java/namespace/", "dev/elara/java/assist/");

  private final Path scripts;
  private final Path folder;
  private final Path lacking;
  private final List<Path> classPath;

  private Build(Path scripts, Path folder, Path lacking, List<Path> classPath) {
    this.scripts = scripts;
    this.folder = folder;
    this.lacking = lacking;
    this.classPath = classPath;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    var classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            // it is there to be built first
            .filter(path -> !isOf(path, "web-engine") && !isOf(path, "engine"))
            .toList();
    new Build(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), classPath).run();
  }

  private void run() throws IOException {
    var digest =
        new Digest(
            System.getProperty("java.runtime.version", "")
                + ApiPackages.ALL.stream().sorted().toList());
    classPath.forEach(digest::add);
    digest.add(lacking);
    Files.createDirectories(folder);
    Path mark = folder.resolve("made-of.txt");
    if (!Files.exists(mark) || !Files.readString(mark).equals(digest.text())) {
      Files.deleteIfExists(mark);
      make();
      Files.writeString(mark, digest.text());
    }
    try (var files = Files.list(scripts)) {
      for (Path script : (Iterable<Path>) files::iterator) {
        Files.copy(
            script, folder.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void make() throws IOException {
    api();
    fit();
    var all = new ArrayList<Path>(List.of(fitted()));
    all.addAll(classPath);
    all.remove(entry("java-shell"));
    TeaVm.compile(PROGRAM, all, work(), "compiler.wasm");
    pack("compiler.wasm", Files.readAllBytes(work().resolve("compiler.wasm")));
    try (var function = Build.class.getResourceAsStream(FUNCTION);
        var runtime = TeaVMTool.class.getClassLoader().getResourceAsStream(RUNTIME);
        var out = Files.newOutputStream(folder.resolve("compiler-runtime.mjs"))) {
      Objects.requireNonNull(function, FUNCTION).transferTo(out);
      runtime.transferTo(out);
    }
  }

  /** What is made on the way. */
  private Path work() {
    return folder.resolveSibling("work");
  }

  /** The class files of the compiler as they go into the program. */
  private Path fitted() {
    return work().resolve("fitted");
  }

  private void fit() throws IOException {
    var library = Library.read(List.of(entry("teavm-classlib"), classPath.getFirst()));
    var fitting = new Fitting(library, compilerHalf());
    for (var file : fitting.fitted().entrySet()) {
      Path target = fitted().resolve(file.getKey() + ".class");
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Files.write(work().resolve("without-body.txt"), fitting.emptied());
  }

  /** Writes a file packed, so that it is small whatever server it comes from. */
  private void pack(String name, byte[] bytes) throws IOException {
    try (var out = new Packing(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      out.write(bytes);
    }
  }

  private static final class Packing extends GZIPOutputStream {
    Packing(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private Map<String, byte[]> compilerHalf() {
    var files = new HashMap<String, byte[]>();
    COMPILER_MODULES.forEach(module -> files.putAll(JdkModule.classFiles(module)));
    ClassFiles.of(entry("java-shell"))
        .forEach((name, bytes) -> {
          if (COMPILER_HALF.stream().anyMatch(name::startsWith)) {
            files.put(name, bytes);
          }
        });
    files.keySet().removeIf(name -> name.endsWith("-info"));
    return files;
  }

  private void api() throws IOException {
    var stubs = new Stubs();
    stubs.addPlatform(JdkModule.classFiles("java.base"), ApiPackages.ALL, Lacking.read(lacking));
    for (String name : List.of("kernel-core", "jspecify")) {
      stubs.addClassPath(ClassFiles.of(entry(name)));
    }
    pack("api.bin", stubs.bytes());
  }

  /** The entry of the class path that is this artifact: a jar or a module's folder. */
  private Path entry(String artifact) {
    return classPath.stream()
        .filter(path -> isOf(path, artifact))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(artifact + " is not on the class path " + classPath));
  }

  private static boolean isOf(Path path, String artifact) {
    if (!Files.isDirectory(path)) {
      return String.valueOf(path.getFileName()).startsWith(artifact + "-");
    }
    Path folder = path;
    while (folder != null && !folder.endsWith("target")) {
      folder = folder.getParent();
    }
    Path module = folder == null ? null : folder.getParent();
    return module != null && module.endsWith(artifact);
  }
}
