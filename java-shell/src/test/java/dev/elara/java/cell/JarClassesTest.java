package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarClassesTest {

  @TempDir private Path folder;

  @Test
  void cellsUseTheClassesOfPlainJars() throws IOException {
    Path jar = jar("plain.jar", new Manifest());
    var session = new CellSession(new JavacCellCompiler(CompilerSettings.of(List.of(jar))));
    assertThat(session.run("dev.elara.java.cell.Problem p = null;").errors()).isEmpty();
  }

  @Test
  void theFirstJarsUpToOneThatNeedsJavacAreListedWithoutIt() throws IOException {
    Path plain = jar("plain.jar", new Manifest());
    var classes = JarClasses.ofFirst(List.of(plain, folder, plain));
    assertThat(classes.entries()).isEqualTo(1);
    assertThat(classes.in("dev.elara.java.cell")).hasSize(1);
    assertThat(classes.in("dev.elara.java")).isEmpty();
    assertThat(JarClasses.ofFirst(List.of(folder, plain)).entries()).isZero();
  }

  @Test
  void whatOnlyJavacUnderstandsIsLeftToIt() throws IOException {
    for (var name : List.of(Attributes.Name.CLASS_PATH, Attributes.Name.MULTI_RELEASE)) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(name, "true");
      assertThat(JarClasses.ofFirst(List.of(jar(name + ".jar", manifest))).entries()).isZero();
    }
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
    assertThat(JarClasses.ofFirst(List.of(broken)).entries()).isZero();
  }

  private Path jar(String name, Manifest manifest) throws IOException {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Path jar = folder.resolve(name);
    String entry = "dev/elara/java/cell/Problem.class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var in = JarClassesTest.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }
}
