package dev.elara.web.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the static folder together. Arguments: the folder to make, then the folders whose files go
 * into it; what is not there is left out. Adds the JDK's licence and the list of files that the
 * service worker keeps for when there is no network.
 */
public final class Site {

  /**
   * The file of the service worker, in which {@code {{files}}}, {@code {{later}}} and {@code
   * {{version}}} are filled in.
   */
  private static final String WORKER = "offline.js";

  private static final String CLASSES = "classes/";
  private static final Set<String> AT_START =
      Set.of(CLASSES + "base.bin.gz", CLASSES + "bundles.txt", "licences/NOTICE.txt");

  private static final List<String> LICENCES = List.of("LICENSE", "ASSEMBLY_EXCEPTION");

  private Site() {}

  /** See the class. Blocks. */
  public static void main(String[] arguments) throws IOException {
    Path site = Path.of(arguments[0]);
    clear(site);
    for (int at = 1; at < arguments.length; at++) {
      copy(Path.of(arguments[at]), site);
    }
    licence(site);
    offline(site);
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** The JDK's own licence files: parts of it are in the site. */
  private static void licence(Path site) throws IOException {
    Path legal = Path.of(System.getProperty("java.home"), "legal", "jdk.compiler");
    Path target = site.resolve("licences");
    Files.createDirectories(target);
    for (String name : LICENCES) {
      if (!Files.exists(legal.resolve(name))) {
        throw new IOException(
            "%s has no %s, which must go with the javac in the site. Build with a JDK that brings"
                    .formatted(legal, name)
                + " its licences, such as Temurin.");
      }
      Files.copy(legal.resolve(name), target.resolve("openjdk-" + name + ".txt"));
    }
    Path notice = target.resolve("NOTICE.txt");
    if (Files.exists(notice)) {
      Files.writeString(
          notice,
          Files.readString(notice)
              .replace("{{jdk}}", System.getProperty("java.runtime.version"))
              .replace("{{vendor}}", System.getProperty("java.vendor")));
    }
  }

  /**
   * Tells the service worker what there is: what a page needs to start, and the rest of the classes
   * that cells may use; other files are kept when they are used. Its version changes with any file.
   */
  private static void offline(Path site) throws IOException {
    var digests = new TreeMap<String, String>();
    for (Path file : files(site)) {
      String name = site.relativize(file).toString().replace('\\', '/');
      if (!name.equals(WORKER)) {
        var digest = new Digest(name);
        digest.add(file);
        digests.put(name, digest.text());
      }
    }
    Path worker = site.resolve(WORKER);
    if (Files.exists(worker)) {
      String index = Files.readString(site.resolve("index.html"));
      var version = new Digest(String.join("\n", digests.values())).text().substring(0, 16);
      Predicate<String> atStart =
          name -> !name.contains("/") || AT_START.contains(name) || index.contains(name);
      Predicate<String> later = name -> name.startsWith(CLASSES) && !atStart.test(name);
      Files.writeString(
          worker,
          Files.readString(worker)
              .replace("{{version}}", version)
              .replace("{{files}}", list(digests.keySet(), atStart))
              .replace("{{later}}", list(digests.keySet(), later)));
    }
  }

  private static String list(Collection<String> names, Predicate<String> which) {
    return names.stream()
        .filter(which)
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", "));
  }
}
