package dev.elara.web.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {

  private static final String SOURCE =
      """
      class Code {
        static native int missing();
        static native int there();
        static int direct() { return missing(); }
        static int indirect() { return direct() + 1; }
        static int other() { return there(); }
        static int either(boolean which) { return which ? missing() : 1; }
        static int both(boolean which) { if (which) { return missing(); } return direct(); }
        static int each(int n) {
          switch (n) { case 1: return missing(); case 2: return direct(); default: return indirect(); }
        }
        static int caught() { try { return missing(); } catch (Error e) { return 0; } }
        static int guarded() { try { return missing(); } catch (Exception e) { return 0; } }
        static int cleaned() { try { return missing(); } finally { other(); } }
        static int loop(int n) { int sum = 0; for (int i = 0; i < n; i++) { sum += missing(); } return sum; }
        static int never() { throw new IllegalStateException(); }
        static int through(Some some) { return some.value(); }
        static int only(Only only) { return only.value(); }
        static int started() { return Started.value; }
        static int leftOut() { return new Gone().hashCode(); }
        static Object later() { Runnable later = Code::missing; return later; }
      }
      abstract class Some { abstract int value(); }
      class Good extends Some { int value() { return 1; } }
      class Bad extends Some { int value() { return Code.missing(); } }
      abstract class Only { abstract int value(); }
      class Sole extends Only { int value() { return Code.missing(); } }
      class Started { static int value = Code.missing(); }
      class Gone { }
      """;

  @TempDir Path folder;
  private Reach reach;

  @BeforeEach
  void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("Code.java"), SOURCE);
    var javac = ToolProvider.getSystemJavaCompiler();
    assertThat(javac.run(null, null, null, "-d", folder.toString(), source.toString())).isZero();
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      found
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".class") && !name.equals("Gone.class"))
          .forEach(name -> files.put(name.replace(".class", ""), bytes(folder.resolve(name))));
    }
    for (Class<?> each : new Class<?>[] {Object.class, IllegalStateException.class}) {
      try (var in = each.getResourceAsStream(each.getSimpleName() + ".class")) {
        files.put(each.getName().replace('.', '/'), in.readAllBytes());
      }
    }
    reach =
        new Reach(files, (owner, name, type) -> owner.startsWith("java/") || name.equals("there"));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isLacking(String method) {
    return reach.cause("Code", method) != null;
  }

  @Test
  void aNativeMethodIsLackingUnlessTheEngineHasIt() {
    assertThat(reach.cause("Code", "missing()I")).isEqualTo("Code.missing");
    assertThat(isLacking("there()I")).isFalse();
    assertThat(isLacking("other()I")).isFalse();
  }

  @Test
  void whatMustCallAMissingMethodIsLackingTooAndKnowsWhichItIs() {
    assertThat(reach.cause("Code", "direct()I")).isEqualTo("Code.missing");
    assertThat(reach.cause("Code", "indirect()I")).isEqualTo("Code.missing");
  }

  @Test
  void aMethodIsLackingOnlyIfItIsOnEveryWayToAReturn() {
    assertThat(isLacking("either(Z)I")).isFalse();
    assertThat(isLacking("loop(I)I")).isFalse();
    assertThat(isLacking("both(Z)I")).isTrue();
    assertThat(isLacking("each(I)I")).isTrue();
  }

  @Test
  void aHandlerHelpsIfItCatchesErrorsAndGoesOn() {
    assertThat(isLacking("caught()I")).isFalse();
    assertThat(isLacking("guarded()I")).isTrue();
    assertThat(isLacking("cleaned()I")).isTrue();
  }

  @Test
  void aMethodThatNeverReturnsAnywayIsNotLacking() {
    assertThat(isLacking("never()I")).isFalse();
  }

  @Test
  void aVirtualCallIsLackingIfAllThatItMayCallIs() {
    assertThat(isLacking("through(LSome;)I")).isFalse();
    assertThat(isLacking("only(LOnly;)I")).isTrue();
  }

  @Test
  void aClassThatIsLeftOutOrCannotBeInitialisedIsLacking() {
    assertThat(isLacking("started()I")).isTrue();
    assertThat(reach.causeOfStart("Started")).isEqualTo("Code.missing");
    assertThat(reach.cause("Code", "leftOut()I")).isEqualTo("Gone");
  }

  @Test
  void whatIsOnlyReferredToIsNotCalled() {
    assertThat(isLacking("later()Ljava/lang/Object;")).isFalse();
  }
}
