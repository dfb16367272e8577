package dev.elara.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspects a library as build tools publish it: a jar, and beside it one with its sources. */
class LibrarySourcesTest {

  private static final String SOURCE =
      """
      package shapes;
      /** A round thing. */
      public class Circle {
        /**
         * Its area.
         * @param factor multiplies it
         * @return the area, {@code factor} times
         */
        public double area(double factor) { return factor; }
      }
      """;

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of())),
          LibrarySourcesTest.class.getClassLoader(),
          new Renderers());

  @TempDir private Path folder;

  @BeforeEach
  void publish() throws IOException {
    var source = Files.createDirectories(folder.resolve("src/shapes")).resolve("Circle.java");
    Files.writeString(source, SOURCE);
    var classes = folder.resolve("classes").toString();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-d", classes, source.toString());
    assertThat(result).isZero();
    jar("shapes-1.0.jar", "shapes/Circle.class", folder.resolve("classes/shapes/Circle.class"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path jar(String name, String entry, Path content) throws IOException {
    var jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file)) {
      out.putNextEntry(new ZipEntry(entry));
      Files.copy(content, out);
    }
    return jar;
  }

  private String inspect(String code) {
    var known = Objects.requireNonNull(shell.inspect(code, code.length(), 0));
    return String.valueOf(known.data().get("text/plain"));
  }

  @Test
  void theCommentsOfALibraryAreReadFromItsSourcesJar() throws IOException {
    jar("shapes-1.0-sources.jar", "shapes/Circle.java", folder.resolve("src/shapes/Circle.java"));
    shell.addToClassPath(List.of(folder.resolve("shapes-1.0.jar")));
    assertThat(inspect("shapes.Circle")).isEqualTo("public class Circle\n\nA round thing.");
    assertThat(inspect("new shapes.Circle().area("))
        .isEqualTo(
            """
            public double area(double factor)

            Parameter 1: double factor

            Its area.

            - factor – multiplies it
            - returns the area, factor times\
            """);
  }

  @Test
  void withoutASourcesJarTheSignatureIsLeft() {
    shell.addToClassPath(List.of(folder.resolve("shapes-1.0.jar")));
    assertThat(inspect("new shapes.Circle().area(")).startsWith("public double area(double");
    assertThat(inspect("shapes.Circle")).isEqualTo("public class Circle");
  }
}
