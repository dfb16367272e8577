package dev.elara.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.cli.CommandFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSpecTest {

  private static final JavaHome JAVA = new JavaHome(Path.of("/opt/jdk"), "25.0.1");

  @Test
  void kernelJsonSaysWhatJupyterNeeds() {
    var json = spec(List.of("-Xmx1g"), Map.of("A", "b")).json(Path.of("/data"), "1.2");
    assertThat(json)
        .containsEntry("display_name", "Java 25 (Elara)")
        .containsEntry("language", "java")
        .containsEntry("interrupt_mode", "message")
        .containsEntry("kernel_protocol_version", "5.5")
        .containsEntry("env", Map.of("A", "b"));
    assertThat(json.get("metadata"))
        .isEqualTo(
            Map.of(
                "debugger",
                false,
                "supported_encryption",
                List.of("curve"),
                "elara",
                Map.of("version", "1.2")));
  }

  @Test
  void javaIsStartedDirectlyWithTheUsersOptionsBeforeTheJar() {
    assertThat(spec(List.of("-Xmx1g"), Map.of()).json(Path.of("/data"), "1").get("argv"))
        .isEqualTo(
            List.of(
                "/opt/jdk/bin/java",
                "-XX:+UseSerialGC",
                "-XX:CICompilerCount=6",
                "-XX:Tier4InvocationThreshold=30000",
                "-XX:Tier4MinInvocationThreshold=5000",
                "-XX:Tier4CompileThreshold=60000",
                "-XX:Tier4BackEdgeThreshold=400000",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=CompileThresholdScaling,com.sun.tools.javac.comp.*::*,0.1",
                "-Xmx1g",
                "@/data/jvm.options",
                "-jar",
                "/data/lib/kernelspec.jar",
                "kernel",
                "{connection_file}"));
  }

  @Test
  void withACacheTheJvmIsToldToUseItAndToStartWithoutIfItCannot() {
    var cached = new KernelSpec("elara", "Java", JAVA, List.of("-Xmx1g"), Map.of(), true);
    assertThat(cached.json(Path.of("/data"), "1").get("argv"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsSubsequence(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-XX:AOTCache=/data/elara.aot",
            "-XX:AOTMode=auto",
            "-jar");
  }

  @Test
  void theHeapBeginsSmallUnlessTheUserChoseItsSize() {
    assertThat(commandLine(List.of())).contains("-Xms36m");
    assertThat(commandLine(List.of("-ea"))).contains("-Xms36m");
    assertThat(commandLine(List.of("-Xmx16m"))).doesNotContain("-Xms36m");
    assertThat(commandLine(List.of("-XX:MaxRAMPercentage=50"))).doesNotContain("-Xms36m");
  }

  private static String commandLine(List<String> jvmArguments) {
    return String.valueOf(spec(jvmArguments, Map.of()).json(Path.of("/data"), "1").get("argv"));
  }

  @Test
  void aCollectorTheUserChoseReplacesOurs() {
    assertThat(commandLine(List.of("-XX:+UseZGC")))
        .contains("-XX:+UseZGC")
        .doesNotContain("SerialGC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"elara", "java-25", "a.b_c-1", "7"})
  void namesJupyterFindsAreAllowed(String name) {
    assertThatCode(() -> KernelSpec.checkName(name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Java", "a b", "a/b", "..", ".", "ä", "a\n"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> KernelSpec.checkName(name))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("small letters, digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1", "25-ea", "25+36"})
  void theFeatureReleaseStandsFirstInAVersion(String version) {
    assertThat(new JavaHome(Path.of("/x"), version).feature()).isEqualTo(25);
  }

  private static KernelSpec spec(List<String> jvmArguments, Map<String, String> environment) {
    return new KernelSpec(
        "elara", KernelSpec.defaultDisplayName(JAVA), JAVA, jvmArguments, environment, false);
  }
}
