package dev.elara.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {

  @TempDir private Path folder;

  @Test
  void whereEverythingWorksItSaysSoAndWhatIsWrongItSaysWithAdvice() throws IOException {
    elara("install", "--no-aot");
    var healthy = elara("doctor");
    assertThat(healthy.exitCode()).as(healthy.out()).isZero();
    assertThat(healthy.out())
        .contains("JDK: Java 25", "ports: a kernel can listen", "computes: 1 + 1 is 2")
        .contains("none: it was installed without one", "Kernels work.");

    Path spec = folder.resolve("data/kernels/elara");
    Files.writeString(spec.resolve("jvm.options"), "-XX:+NoSuchOption\n");
    Files.createDirectories(folder.resolve("config/elara"));
    Files.writeString(folder.resolve("config/elara/elara.properties"), "imprts = java.time.*");
    var ill = elara("doctor");
    assertThat(ill.exitCode()).isEqualTo(2);
    assertThat(ill.out())
        .contains("NoSuchOption", "jvm.options beside it")
        .contains("no setting 'imprts'", "2 of these failed");

    Files.writeString(spec.resolve("jvm.options"), "");
    Files.writeString(folder.resolve("config/elara/elara.properties"), "startup = good, bad");
    Files.writeString(folder.resolve("config/elara/good"), "int seven = 7;");
    Files.writeString(folder.resolve("config/elara/bad"), "int half = seven / 0;");
    var failing = elara("doctor");
    assertThat(failing.exitCode()).isEqualTo(2);
    assertThat(failing.out())
        .contains("config/elara/bad): java.lang.ArithmeticException: / by zero", "→ Mend it")
        .contains("computes: 1 + 1 is 2", "1 of these failed");

    Files.delete(spec.resolve("lib/kernelspec.jar"));
    assertThat(elara("doctor").out()).contains("kernelspec.jar", "→ Install it again");
  }

  @Test
  void whereNothingIsInstalledItSaysHow() {
    var result = elara("doctor");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("none is installed", "elara install");
  }

  private Cli.Result elara(String... arguments) {
    var environment =
        Map.of(
            "JUPYTER_DATA_DIR", folder.resolve("data").toString(),
            "XDG_CONFIG_HOME", folder.resolve("config").toString(),
            "VIRTUAL_ENV", folder.resolve("no-python").toString());
    return Cli.start(folder, environment, arguments).result();
  }
}
