package dev.elara.web.bundle;

import dev.elara.web.engine.KnownMethods;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cells may use of the JDK.
 *
 * @param classes internal names
 * @param lacking of these classes' methods: internal name, dot, name and descriptor
 */
public record OfferedApi(List<String> classes, Set<String> lacking) {

  /** That of the JDK this runs on. */
  public static OfferedApi find() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = root.relativize(path).toString();
        if (name.endsWith(".class") && Bundles.isOffered(name)) {
          files.put(name.substring(0, name.length() - 6), Files.readAllBytes(path));
        }
      }
    }
    files.remove("module-info");
    var reasons = Reasons.read(Path.of("src", "main", "bundle", "lacking.txt"));
    var lacking =
        new Lacking(files, new Reach(files, new KnownMethods()::has), reasons)
            .lines().stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .collect(Collectors.toSet());
    var classes = new ArrayList<String>();
    files.forEach((name, bytes) -> {
      String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
      if (ApiPackages.ALL.contains(folder)
          && !lacking.contains(name)
          && !name.matches(".*\\$\\d.*")
          && ClassFile.of().parse(bytes).flags().has(AccessFlag.PUBLIC)) {
        classes.add(name);
      }
    });
    return new OfferedApi(classes, lacking);
  }
}
