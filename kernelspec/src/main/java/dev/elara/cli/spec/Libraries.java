package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jars a kernel consists of: the main jar and those its manifest names, all in one folder. */
public record Libraries(Path folder) {

  /** How the names of the jars begin that a kernel in a process of its own has no use for. */
  private static final List<String> OTHERS =
      List.of("Java-WebSocket-", "jackson-annotations-", "jackson-databind-", "netty-", "picocli-");

  /**
   * Those this process runs from.
   *
   * @throws CommandFailed if it runs from class files
   */
  public static Libraries ofProcess() {
    try {
      Path code =
          Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = code.getParent();
      if (folder != null && Files.isRegularFile(code)) {
        return new Libraries(folder);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new CommandFailed(
        "This Elara runs from class files, which cannot be installed. Start it with ./elara.");
  }

  /**
   * The names of the jars, the main jar first.
   *
   * @throws IOException if the main jar is missing or broken
   */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    names.add(KernelSpec.MAIN_JAR);
    try (var jar = new JarFile(folder.resolve(KernelSpec.MAIN_JAR).toFile())) {
      Manifest manifest = jar.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath != null) {
        names.addAll(List.of(classPath.strip().split("\\s+", -1)));
      }
    }
    return names;
  }

  /**
   * Copies what a kernel needs into a new folder: not what only other commands use. A JVM looks for
   * each resource that there is not, such as translations of javac's messages, in each jar.
   *
   * @throws IOException if one is missing or cannot be copied
   */
  void copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    List<String> others =
        names().stream()
            .skip(1)
            .filter(name -> OTHERS.stream().noneMatch(name::startsWith))
            .toList();
    copyMainJar(target.resolve(KernelSpec.MAIN_JAR), others);
    for (String name : others) {
      Files.copy(folder.resolve(name), target.resolve(name));
    }
  }

  /** Copies the main jar, which then names these jars and no others. */
  private void copyMainJar(Path target, List<String> others) throws IOException {
    try (var from = new JarFile(folder.resolve(KernelSpec.MAIN_JAR).toFile())) {
      Manifest manifest = from.getManifest();
      if (manifest == null) {
        throw new IOException(folder.resolve(KernelSpec.MAIN_JAR) + " has no manifest");
      }
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", others));
      try (var to = new JarOutputStream(Files.newOutputStream(target), manifest)) {
        for (JarEntry entry : Collections.list(from.entries())) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            to.putNextEntry(new JarEntry(entry.getName()));
            from.getInputStream(entry).transferTo(to);
          }
        }
      }
    }
  }

  /** What is wrong with them, one line each; empty if they are whole. */
  List<String> damages() {
    List<String> damages = new ArrayList<>();
    try {
      for (String name : names()) {
        try (var jar = new JarFile(folder.resolve(name).toFile())) {
          jar.size();
        } catch (IOException e) {
          damages.add(Reason.of(e));
        }
      }
    } catch (IOException e) {
      damages.add(Reason.of(e));
    }
    return damages;
  }
}
