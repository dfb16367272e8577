package dev.elara.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallIT {

  @TempDir private Path folder;

  @Test
  void whatIsInstalledIsIntactAndGoneAfterUninstalling() {
    var installed = elara("install", "--no-aot", "--jvm-arg=-Xmx1g", "--env", "A=b c");
    assertThat(installed.exitCode()).as(installed.err()).isZero();
    Path spec = folder.resolve("data/kernels/elara");
    assertThat(spec.resolve("kernel.json"))
        .content()
        .contains("\"-Xmx1g\"", "\"A\": \"b c\"", "{connection_file}", "\"language\": \"java\"");
    var status = elara("status");
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains(spec.toString(), "intact");
    assertThat(elara("uninstall").exitCode()).isZero();
    assertThat(spec).doesNotExist();
    assertThat(elara("status").out()).contains("No kernelspec is installed");
  }

  @Test
  void aPrefixAndAPythonEnvironmentArePlacesToo() {
    elara("install", "--no-aot", "--prefix", folder.resolve("usr").toString(), "--name", "java-x");
    assertThat(folder.resolve("usr/share/jupyter/kernels/java-x/kernel.json")).exists();
    Cli.start(
            folder,
            Map.of("VIRTUAL_ENV", folder.resolve("venv").toString()),
            "install",
            "--no-aot",
            "--sys-prefix")
        .result();
    assertThat(folder.resolve("venv/share/jupyter/kernels/elara/kernel.json")).exists();
  }

  @Test
  void statusNamesWhatIsDamaged() throws IOException {
    elara("install", "--no-aot");
    Files.delete(folder.resolve("data/kernels/elara/lib/jeromq-0.6.0.jar"));
    var status = elara("status");
    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.out()).contains("damaged", "jeromq-0.6.0.jar");
  }

  @Test
  void whatCannotBeInstalledIsAnErrorWithoutAStack() {
    assertRefused("small letters", "install", "--name", "A B");
    assertRefused("No JDK at", "install", "--java", folder.toString());
    assertRefused("Unrecognized option: -Xnonsense", "install", "--jvm-arg=-Xnonsense");
    assertRefused("Nothing is installed", "uninstall");
    assertRefused("mutually exclusive", "install", "--user", "--sys-prefix");
    assertRefused("Unknown option", "install", "--nonsense");
  }

  @Test
  void theVersionAndTheHelpAreOnStandardOutput() {
    assertThat(elara("--version").out()).startsWith("elara 0.").contains("Java 25");
    assertThat(elara("--help").out()).contains("elara run examples/tour.ipynb", "install");
    assertThat(elara("run", "--help").out()).contains("--allow-errors");
  }

  private void assertRefused(String reason, String... arguments) {
    var result = elara(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(reason).doesNotContain("\tat ");
  }

  private Cli.Result elara(String... arguments) {
    String data = folder.resolve("data").toString();
    return Cli.start(folder, Map.of("JUPYTER_DATA_DIR", data), arguments).result();
  }
}
