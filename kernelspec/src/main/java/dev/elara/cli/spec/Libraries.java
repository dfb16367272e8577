package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars a kernel consists of: the main jar and those its manifest names, all in one folder. */
public record Libraries(Path folder) {

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
   * Copies the jars into a new folder.
   *
   * @throws IOException if one is missing or cannot be copied
   */
  void copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    for (String name : names()) {
      Files.copy(folder.resolve(name), target.resolve(name));
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
