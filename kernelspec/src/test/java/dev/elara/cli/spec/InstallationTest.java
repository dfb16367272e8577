package dev.elara.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {

  @TempDir private Path temporary;
  private Path data;
  private Libraries libraries;

  @BeforeEach
  void aKernelToInstall() throws IOException {
    data = temporary.resolve("data");
    libraries = new Libraries(Files.createDirectory(temporary.resolve("source")));
    jar("kernelspec.jar", "core.jar zmq.jar");
    jar("core.jar", "");
    jar("zmq.jar", "");
    jar("stale.jar", "");
  }

  @Test
  void whatOnlyOtherCommandsUseIsNeitherCopiedNorOnTheKernelsClassPath() throws IOException {
    jar("kernelspec.jar", "core.jar netty-common-4.2.jar picocli-4.7.7.jar zmq.jar");
    jar("netty-common-4.2.jar", "");
    jar("picocli-4.7.7.jar", "");
    Path lib = install("elara").folder().resolve("lib");
    assertThat(lib.toFile().list())
        .containsExactlyInAnyOrder("kernelspec.jar", "core.jar", "zmq.jar");
    assertThat(new Libraries(lib).names()).containsExactly("kernelspec.jar", "core.jar", "zmq.jar");
  }

  @Test
  void everythingTheKernelNeedsLiesBesideTheKernelspec() {
    var installation = install("elara");
    assertThat(installation.folder()).isEqualTo(data.resolve("kernels/elara"));
    assertThat(installation.folder()).isDirectoryContaining("glob:**kernel.json");
    assertThat(installation.folder()).isDirectoryContaining("glob:**logo-64x64.png");
    assertThat(installation.folder()).isDirectoryContaining("glob:**logo-32x32.png");
    assertThat(installation.folder()).isDirectoryContaining("glob:**logo-svg.svg");
    assertThat(installation.folder().resolve("lib").toFile().list())
        .containsExactlyInAnyOrder("kernelspec.jar", "core.jar", "zmq.jar");
    assertThat(installation.damages()).isEmpty();
  }

  @Test
  void optionsTheUserWroteOutliveAnotherInstallation() throws IOException {
    Path options = install("elara").folder().resolve("jvm.options");
    assertThat(options).content().startsWith("#");
    Files.writeString(options, "-Xmx2g");
    install("elara");
    assertThat(options).hasContent("-Xmx2g");
    Files.delete(options);
    assertThat(Installation.of(data, "elara").damages()).hasSize(1);
  }

  @Test
  void nothingIsLeftBesideIt() {
    install("elara");
    install("elara");
    assertThat(data.toFile().list()).containsExactly("kernels");
    assertThat(data.resolve("kernels").toFile().list()).containsExactly("elara");
  }

  @Test
  void anInstallationThatFailsLeavesTheOldOne() throws IOException {
    var installation = install("elara");
    Files.delete(libraries.folder().resolve("zmq.jar"));
    assertThatThrownBy(() -> install("elara"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("zmq.jar");
    assertThat(installation.damages()).isEmpty();
    assertThat(data.toFile().list()).containsExactly("kernels");
  }

  @Test
  void anotherProgramsKernelspecIsNeitherReplacedNorRemoved() throws IOException {
    Path other = Files.createDirectories(data.resolve("kernels/python3"));
    Files.writeString(other.resolve("kernel.json"), "{\"argv\": [\"python\"], \"metadata\": {}}");
    assertThatThrownBy(() -> install("python3")).hasMessageContaining("another kernel's");
    assertThatThrownBy(() -> Installation.of(data, "python3").uninstall())
        .hasMessageContaining("not made by Elara");
    assertThat(other.resolve("kernel.json")).exists();
  }

  @Test
  void uninstallingRemovesItAll() {
    install("elara").uninstall();
    assertThat(data.resolve("kernels")).isEmptyDirectory();
    assertThatThrownBy(() -> Installation.of(data, "elara").uninstall())
        .hasMessageContaining("Nothing is installed");
  }

  @Test
  void onlyOurInstallationsAreListed() throws IOException {
    install("elara");
    install("java-big");
    Files.createDirectories(data.resolve("kernels/empty"));
    Files.writeString(data.resolve("kernels/file"), "x");
    assertThat(Installation.in(data))
        .extracting(installation -> installation.folder().getFileName().toString())
        .containsExactly("elara", "java-big");
    assertThat(Installation.in(temporary.resolve("nowhere"))).isEmpty();
  }

  @Test
  void aMissingOrBrokenJarIsADamage() throws IOException {
    var installation = install("elara");
    Files.writeString(installation.folder().resolve("lib/core.jar"), "no jar");
    Files.delete(installation.folder().resolve("lib/zmq.jar"));
    assertThat(installation.damages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"argv\": [\"java\", ",
        "[]",
        "{\"argv\": \"java\"}",
        "{\"argv\": [\"java\"]}"
      })
  void aKernelJsonThatStartsNoKernelIsADamageThatInstallingAgainMends(String json)
      throws IOException {
    var installation = install("elara");
    Files.writeString(installation.folder().resolve("kernel.json"), json);
    assertThat(Installation.in(data)).containsExactly(installation);
    assertThat(installation.damages()).singleElement().asString().contains("kernel.json");
    install("elara");
    assertThat(installation.damages()).isEmpty();
  }

  private Installation install(String name) {
    var installation = Installation.of(data, name);
    var spec = new KernelSpec(name, "Java", JavaHome.current(), List.of(), Map.of(), false);
    installation.install(spec, libraries, "1.0");
    return installation;
  }

  private void jar(String name, String classPath) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (var out = Files.newOutputStream(libraries.folder().resolve(name))) {
      new JarOutputStream(out, manifest).close();
    }
  }
}
