package dev.elara.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import dev.elara.cli.notebook.Cell;
import dev.elara.cli.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {

  private static final Path TOUR = Path.of("../examples/tour.ipynb").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void theTourRunsAndIsWrittenWhereAsked() throws Exception {
    byte[] before = Files.readAllBytes(TOUR);
    var result = Cli.run(folder, "run", TOUR.toString(), "--output", "done.ipynb");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("Hello, notebook!\n42\n", "Good night, Ada!");
    Notebook done = Notebook.read(Files.readAllBytes(folder.resolve("done.ipynb")));
    long codeCells = done.cells().stream().filter(Cell::isCode).count();
    assertThat(Files.readString(folder.resolve("done.ipynb")))
        .contains("\"execution_count\": " + codeCells, "\"text/html\"", "NumberFormatException");
    assertThat(Files.readAllBytes(TOUR)).isEqualTo(before);
  }

  @Test
  void withoutOutputNothingIsWritten() throws Exception {
    Path notebook = notebook("System.out.println(\"ä €\");");
    byte[] before = Files.readAllBytes(notebook);
    assertThat(Cli.run(folder, "run", "n.ipynb").out()).isEqualTo("ä €\n");
    assertThat(Files.readAllBytes(notebook)).isEqualTo(before);
    assertThat(notebooks()).containsExactly("n.ipynb");
  }

  @Test
  void theFirstErrorEndsTheRunWithTheCellShown() throws Exception {
    notebook("int a = 1;", "int b = a / 0;", "System.out.println(\"never\");");
    var result = Cli.run(folder, "run", "n.ipynb", "-o", "o.ipynb");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("Cell 2 failed:", "1 | int b = a / 0;", "ArithmeticException", "Cell 2, line 1");
    assertThat(result.out()).doesNotContain("never");
    assertThat(Files.readString(folder.resolve("o.ipynb"))).contains("ArithmeticException");
  }

  @Test
  void allowedErrorsDoNotEndIt() throws Exception {
    notebook("int a = 1 / 0;", "nonsense", "System.out.println(\"end\");");
    var result = Cli.run(folder, "run", "--allow-errors", "n.ipynb");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("end\n");
  }

  @Test
  void aFailedRunInPlaceLeavesTheNotebook() throws Exception {
    Path notebook = notebook("int a = 1 / 0;");
    byte[] before = Files.readAllBytes(notebook);
    assertThat(Cli.run(folder, "run", "--inplace", "n.ipynb").exitCode()).isEqualTo(1);
    assertThat(Files.readAllBytes(notebook)).isEqualTo(before);
  }

  @Test
  void aRunInPlaceRewritesTheNotebook() throws Exception {
    Path notebook = notebook("6 * 7");
    assertThat(Cli.run(folder, "run", "--inplace", "n.ipynb").exitCode()).isZero();
    assertThat(Files.readString(notebook)).contains("\"42\"", "\"execution_count\": 1");
    assertThat(notebooks()).containsExactly("n.ipynb");
  }

  @Test
  void interruptedItStopsTheCellAndLeavesTheInput() throws Exception {
    Path notebook = notebook("System.out.println(\"on\"); while (true);", "2");
    byte[] before = Files.readAllBytes(notebook);
    var run = Cli.start(folder, Map.of(), "run", "--inplace", "n.ipynb");
    while (run.process().isAlive() && !run.readOut().contains("on")) {
      Thread.onSpinWait();
    }
    run.signal("INT");
    assertThat(run.result().exitCode()).isEqualTo(130);
    assertThat(Files.readAllBytes(notebook)).isEqualTo(before);
    assertThat(notebooks()).containsExactly("n.ipynb");
  }

  @Test
  void killedItLeavesTheInput() throws Exception {
    Path notebook = notebook("System.out.println(\"on\"); while (true);");
    byte[] before = Files.readAllBytes(notebook);
    var run = Cli.start(folder, Map.of(), "run", "--inplace", "n.ipynb");
    while (run.process().isAlive() && !run.readOut().contains("on")) {
      Thread.onSpinWait();
    }
    run.signal("KILL");
    run.result();
    assertThat(Files.readAllBytes(notebook)).isEqualTo(before);
    assertThat(notebooks()).containsExactly("n.ipynb");
  }

  @Test
  void aCellThatTakesTooLongFails() throws Exception {
    notebook("while (true);");
    var result = Cli.run(folder, "run", "--timeout", "0.5", "n.ipynb");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("Cell 1 took longer than the timeout of 0.5 s.");
  }

  @Test
  void systemExitInACellIsAFailureWhateverItsCode() throws Exception {
    notebook("System.exit(0);", "2");
    var result = Cli.run(folder, "run", "n.ipynb");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("System.exit");
  }

  @Test
  void threadsLeftRunningDoNotKeepItFromEnding() throws Exception {
    notebook("new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();");
    assertThat(Cli.run(folder, "run", "n.ipynb").exitCode()).isZero();
  }

  @Test
  void parametersReplaceDefaults() throws Exception {
    Files.writeString(
        folder.resolve("n.ipynb"),
        """
        {"cells": [
          {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "outputs": [],
           "execution_count": null, "source": "int year = 1; String region = \\"x\\";"},
          {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,
           "source": "System.out.println(year + 1 + region);"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        """);
    var result = Cli.run(folder, "run", "n.ipynb", "-p", "year=2026", "-p", "region=a \"b\" \\");
    assertThat(result.out()).isEqualTo("2027a \"b\" \\\n");
    assertThat(result.err()).doesNotContain("tagged");
  }

  @Test
  void parametersOfANotebookThatDeclaresNoneComeFirstAndThatIsSaid() throws Exception {
    write("n.ipynb", "System.out.println(year + 1);");
    var result = Cli.run(folder, "run", "n.ipynb", "-p", "year=2026");
    assertThat(result.out()).isEqualTo("2027\n");
    assertThat(result.err()).contains("n.ipynb has no cell tagged 'parameters'");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void eachNotebookHasAFreshKernel() throws Exception {
    write("a.ipynb", "int seen = 1;");
    write("b.ipynb", "seen");
    Files.createDirectory(folder.resolve("done"));
    var result = Cli.run(folder, "run", "a.ipynb", "b.ipynb", "--output", "done");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("b.ipynb stopped at cell 1.");
    assertThat(folder.resolve("done/a.ipynb")).exists();
    assertThat(folder.resolve("done/b.ipynb")).exists();
  }

  @Test
  void whatCannotBeRunIsAnErrorBeforeAnythingRuns() throws Exception {
    notebook("System.out.println(\"ran\");");
    Files.writeString(folder.resolve("broken.ipynb"), "{");
    Files.writeString(folder.resolve("old.ipynb"), "{\"nbformat\": 3, \"worksheets\": []}");
    Files.writeString(
        folder.resolve("python.ipynb"),
        "{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}");
    assertRefused("there is no missing.ipynb", "n.ipynb", "missing.ipynb");
    assertRefused("it is a folder", "n.ipynb", ".");
    assertRefused("it is not valid JSON: line 1", "n.ipynb", "broken.ipynb");
    assertRefused("of nbformat 3; convert it", "n.ipynb", "old.ipynb");
    assertRefused("it is written in python", "n.ipynb", "python.ipynb");
    assertRefused("no Java variable's name", "n.ipynb", "-p", "1=2");
    assertRefused("there is no folder", "n.ipynb", "-o", "nowhere/x.ipynb");
    assertRefused("--timeout takes seconds", "n.ipynb", "--timeout", "-1");
    assertRefused("mutually exclusive", "n.ipynb", "--inplace", "-o", "x.ipynb");
    Files.createDirectories(folder.resolve("other"));
    Files.copy(folder.resolve("n.ipynb"), folder.resolve("other/n.ipynb"));
    assertRefused("n.ipynb and other/n.ipynb", "n.ipynb", "other/n.ipynb", "-o", "other");
    assertRefused("Missing required parameter");
  }

  private void assertRefused(String reason, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "run";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var result = Cli.run(folder, command);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(reason).doesNotContain("\tat ");
    assertThat(result.out()).doesNotContain("ran");
  }

  private List<String> notebooks() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("ipynb"))
          .toList();
    }
  }

  private Path notebook(String... sources) throws Exception {
    return write("n.ipynb", sources);
  }

  private Path write(String name, String... sources) throws Exception {
    Notebook notebook =
        Notebook.read(
            "{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
                .getBytes(UTF_8));
    for (String source : sources) {
      notebook.insertCode(notebook.cells().size(), source, List.of());
    }
    return Files.write(folder.resolve(name), notebook.write());
  }
}
