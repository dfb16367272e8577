package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SystemModulesTest {

  private final JavaFileManager javacs =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
  private final JavaFileManager ours = new SystemModules(javacs);

  @Test
  void thereAreTheModulesThatJavacFinds() throws IOException {
    assertThat(modules(ours)).isEqualTo(modules(javacs));
  }

  @Test
  void aPackageHasTheClassesThatJavacFinds() throws IOException {
    for (var name : List.of("java.lang", "java.util.function", "java.sql", "no.such")) {
      for (var module : List.of("java.base", "java.sql")) {
        assertThat(classes(ours, module, name, false))
            .as(module + " " + name)
            .isEqualTo(classes(javacs, module, name, false));
      }
    }
    assertThat(classes(ours, "java.base", "java.util", true))
        .isEqualTo(classes(javacs, "java.base", "java.util", true));
  }

  @Test
  void aClassFileReadsAsTheOneThatJavacFinds() throws IOException {
    for (var name : List.of("module-info", "java.lang.Object")) {
      assertThat(bytes(ours, name)).isEqualTo(bytes(javacs, name));
    }
    assertThat(ours.getJavaFileForInput(location(ours, "java.base"), "java.lang.None", Kind.CLASS))
        .isNull();
  }

  @Test
  void aClassFileKnowsItsModule() throws IOException {
    Location base = location(ours, "java.base");
    JavaFileObject object = ours.getJavaFileForInput(base, "java.lang.Object", Kind.CLASS);
    assertThat(ours.getLocationForModule(StandardLocation.SYSTEM_MODULES, object)).isEqualTo(base);
    assertThat(ours.contains(base, object)).isTrue();
    assertThat(ours.contains(location(ours, "java.sql"), object)).isFalse();
    assertThat(object.toUri()).hasToString("jrt:/java.base/java/lang/Object.class");
  }

  @Test
  void theClassesOfAnotherJdkComeFromJavac() throws IOException {
    ours.handleOption("--system", List.of(System.getProperty("java.home")).iterator());
    assertThat(location(ours, "java.base")).isEqualTo(location(javacs, "java.base"));
  }

  @Test
  void aPackageOfTheJdkIsSeenByCellsThatImportItsModule() {
    var session = new CellSession(new JavacCellCompiler(CompilerSettings.of(List.of())));
    assertThat(session.run("import module java.sql; Driver d = null;").errors()).isEmpty();
    assertThat(session.run("jdk.internal.misc.VM v = null;").errors()).isNotEmpty();
  }

  private static Location location(JavaFileManager files, String module) throws IOException {
    return files.getLocationForModule(StandardLocation.SYSTEM_MODULES, module);
  }

  private static Set<String> modules(JavaFileManager files) throws IOException {
    Set<String> names = new HashSet<>();
    for (Set<Location> locations : files.listLocationsForModules(StandardLocation.SYSTEM_MODULES)) {
      for (Location each : locations) {
        names.add(files.inferModuleName(each));
      }
    }
    return names;
  }

  private static Set<String> classes(
      JavaFileManager files, String module, String packageName, boolean recurse)
      throws IOException {
    Location location = location(files, module);
    Set<String> names = new TreeSet<>();
    for (var file : files.list(location, packageName, EnumSet.of(Kind.CLASS), recurse)) {
      names.add(files.inferBinaryName(location, file));
    }
    return names;
  }

  private static byte[] bytes(JavaFileManager files, String name) throws IOException {
    try (InputStream in =
        files
            .getJavaFileForInput(location(files, "java.base"), name, Kind.CLASS)
            .openInputStream()) {
      return in.readAllBytes();
    }
  }
}
