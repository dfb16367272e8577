package dev.elara.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import dev.elara.cli.notebook.Notebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kernelspec's JVM arguments and environment do to cells. */
class CompilerOptionsIT {

  /** JEP 507: primitive types in patterns, a preview of JDK 25. */
  private static final String PREVIEW =
      """
      int x = 300;
      System.out.println(x instanceof byte);
      System.out.println(switch (4.5) { case 4.5 -> "exact"; case double d -> "other"; });
      if ((Object) 7 instanceof int i) System.out.println(i + 1);
      """;

  @TempDir private Path folder;

  @Test
  void previewFeaturesWorkWhenTheJvmHasThemSwitchedOn() throws Exception {
    assertThat(run("--enable-preview", "", PREVIEW).out()).isEqualTo("false\nexact\n8\n");
  }

  @Test
  void previewFeaturesAreAnErrorThatSaysSoOtherwise() throws Exception {
    var result = run("", "", PREVIEW);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("preview feature").contains("--enable-preview");
  }

  @Test
  void propertiesOfTheJvmReachCells() throws Exception {
    assertThat(run("-Dmy.word=hello", "", "System.out.println(System.getProperty(\"my.word\"));"))
        .extracting(Cli.Result::out)
        .isEqualTo("hello\n");
  }

  @Test
  void incubatorModulesOfTheJvmAreKnownToTheCompiler() throws Exception {
    var cell =
        """
        import jdk.incubator.vector.*;
        System.out.println(IntVector.broadcast(IntVector.SPECIES_128, 3).reduceLanes(VectorOperators.ADD));
        """;
    assertThat(run("--add-modules=jdk.incubator.vector", "", cell).out()).isEqualTo("12\n");
  }

  @Test
  void lintWarningsAreShownAndTheCellRuns() throws Exception {
    var result = run("", "-Xlint:rawtypes", "List l = List.of(1);\nSystem.out.println(l);");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("[1]\n");
    assertThat(result.err()).contains("Cell 1, line 1: warning: ").contains("List");
  }

  @Test
  void otherOptionsOfJavacAreTaken() throws Exception {
    var result = run("", "-Werror -Xlint:divzero", "int f(int n) { return n / 0; }");
    assertThat(result.err()).contains("Cell 1, line 1");
  }

  private Cli.Result run(String jvm, String javac, String cell) throws Exception {
    var notebook =
        Notebook.read(
            "{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
                .getBytes(UTF_8));
    notebook.insertCode(0, cell, List.of());
    Files.write(folder.resolve("n.ipynb"), notebook.write());
    var environment = Map.of("JDK_JAVA_OPTIONS", jvm, "ELARA_JAVAC_OPTIONS", javac);
    return Cli.start(folder, environment, "run", "n.ipynb").result();
  }
}
