package dev.elara.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import dev.elara.cli.cache.AotCache;
import dev.elara.cli.client.KernelClient;
import dev.elara.cli.client.KernelClient.Channel;
import dev.elara.cli.client.LocalConnection;
import dev.elara.cli.json.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that was installed with its cache, and what may happen to a cache. */
class CacheIT {

  @TempDir private static Path temporary;
  private static Path shared;
  private static Cli.Result installed;
  private static AotCache cache;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws IOException {
    shared = Files.createDirectory(temporary.resolve("a folder with blanks"));
    installed =
        Cli.start(shared, Map.of("JUPYTER_DATA_DIR", shared.toString()), "install").result();
    cache = AotCache.in(shared.resolve("kernels/elara"));
    Files.copy(cache.file(), shared.resolve("kept.aot"));
    Files.copy(note(), shared.resolve("kept.made-with"));
  }

  @AfterEach
  void repair() throws IOException {
    restore("kept.aot", cache.file());
    restore("kept.made-with", note());
  }

  private static void restore(String kept, Path file) throws IOException {
    Files.copy(shared.resolve(kept), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path note() {
    return cache.file().resolveSibling("elara.aot.made-with");
  }

  @Test
  void installingTrainsAndTellsItsProgress() throws Exception {
    assertThat(installed.exitCode()).isZero();
    assertThat(installed.err()).contains("Training", "Writing");
    assertThat(cache.isFresh(launcher(), KernelSpec.mainJar(cache.file().getParent()))).isTrue();
    assertKernelWorks();
  }

  @Test
  void theKernelsClassesComeFromTheCache() throws Exception {
    var kernel = runKernel("-Xlog:class+load:file=" + folder.resolve("classes.log"));
    assertThat(kernel.readErr()).isEmpty();
    assertThat(Files.readString(folder.resolve("classes.log")))
        .contains("dev.elara.kernel.Kernel source: shared objects file")
        .contains("com.sun.tools.javac.comp.Attr source: shared objects file")
        .contains("org.zeromq.ZMQ source: shared objects file");
  }

  @Test
  void withoutItsCacheAKernelStillStarts() throws Exception {
    Files.delete(cache.file());
    assertKernelWorks();
  }

  @Test
  void withHalfOfACacheAKernelStillStarts() throws Exception {
    try (var file = FileChannel.open(cache.file(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertKernelWorks();
  }

  @Test
  void withSomethingElseInItsCachesPlaceAKernelStillStarts() throws Exception {
    Files.writeString(cache.file(), "no cache");
    assertKernelWorks();
  }

  @Test
  void withACacheDamagedInTheMiddleAKernelStillStarts() throws Exception {
    try (var file = FileChannel.open(cache.file(), StandardOpenOption.WRITE)) {
      for (long at = file.size() / 8; at < file.size(); at += file.size() / 8) {
        file.write(ByteBuffer.wrap(new byte[5000]), at);
      }
    }
    assertKernelWorks();
  }

  @Test
  void aCacheOfOtherJarsIsNotFresh() throws Exception {
    Path other = Files.writeString(folder.resolve("other.jar"), "another one");
    assertThat(cache.isFresh(launcher(), other)).isFalse();
  }

  @Test
  void aCacheMadeByAnotherJdkIsMadeAnew() throws Exception {
    var installation = new Installation(cache.file().getParent());
    Files.writeString(note(), "another JDK");
    Files.writeString(cache.file(), "a cache of another JDK");
    List<String> log = new ArrayList<>();
    CacheUpkeep.refresh(installation, (level, line, cause) -> log.add(line));
    assertThat(log).hasSize(1).first().asString().contains("made anew");
    assertThat(cache.isFresh(launcher(), KernelSpec.mainJar(installation.folder()))).isTrue();
    CacheUpkeep.refresh(installation, (level, line, cause) -> log.add(line));
    assertThat(log).hasSize(1);
    assertKernelWorks();
    assertThat(installation.folder().toFile().list())
        .doesNotContain(".elara.aot.new", ".elara.aot.learned");
  }

  private void assertKernelWorks() throws Exception {
    assertThat(runKernel().readErr()).isEmpty();
  }

  private Cli.Started runKernel(String... options) throws Exception {
    LocalConnection connection = LocalConnection.in(folder);
    List<String> command =
        commandLine().stream()
            .map(word -> word.replace("{connection_file}", connection.file().toString()))
            .toList();
    var kernel = Cli.start(folder, Map.of(), with(options, command));
    try (var client = new KernelClient(connection, Duration.ofSeconds(60))) {
      assertThat(client.execute("int x = 20; x + 1").get("status")).isEqualTo("ok");
      client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
    }
    assertThat(kernel.result().exitCode()).isZero();
    return kernel;
  }

  private static List<String> with(String[] options, List<String> command) {
    var all = new ArrayList<>(command);
    all.addAll(1, List.of(options));
    return all;
  }

  private static Path launcher() throws Exception {
    return Path.of(commandLine().getFirst());
  }

  private static List<String> commandLine() throws Exception {
    byte[] json = Files.readAllBytes(cache.file().resolveSibling("kernel.json"));
    var argv = (List<?>) ((Map<?, ?>) JsonReader.read(json)).get("argv");
    return argv.stream().map(String::valueOf).toList();
  }
}
