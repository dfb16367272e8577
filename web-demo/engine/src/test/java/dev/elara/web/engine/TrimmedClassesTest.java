package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.web.bundle.Trimming;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes whose code comes later than they. */
final class TrimmedClassesTest {

  /** All classes come with the code of their constructors only. */
  private static final class TrimmingHost extends JvmHost {

    private static final ClassFile LEAN =
        ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.StackMapsOption.DROP_STACK_MAPS,
            ClassFile.DebugElementsOption.DROP_DEBUG);

    final Set<String> completed = new TreeSet<>();

    @Override
    public byte @Nullable [] classFile(String name) {
      byte[] bytes = super.classFile(name);
      return bytes == null ? null : Trimming.of(lean(bytes), Set.of("<init>"));
    }

    @Override
    public byte[] wholeClassFile(String name) {
      assertThat(completed.add(name)).as(name + " is asked for once").isTrue();
      return lean(Objects.requireNonNull(super.classFile(name)));
    }

    private static byte[] lean(byte[] bytes) {
      return LEAN.transformClass(
          LEAN.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    }
  }

  @Test
  void aClassTakesItsCodeFromTheWholeFileWhenAMethodWithoutCodeRuns() {
    var host = new TrimmingHost();
    Map<String, byte[]> classes =
        Programs.compile(
            "Trimmed",
            """
            import java.util.*;
            public class Trimmed {
              public static String run() {
                var words = new TreeMap<String, List<Double>>();
                for (int i = 0; i < 5; i++) {
                  words.computeIfAbsent("k" + i % 2, _ -> new ArrayList<>()).add(i / 4.0);
                }
                try {
                  words.get("k0").get(7);
                } catch (IndexOutOfBoundsException e) {
                  return words + " " + e.getMessage() + String.format(" %5.2f", Math.PI);
                }
                return "none";
              }
            }
            """);
    assertThat(Programs.inEngine(new Engine(host), "Trimmed", classes))
        .isEqualTo(Programs.onJvm("Trimmed", classes));
    assertThat(host.completed).contains("java/util/TreeMap", "java/util/Formatter");
  }

  @Test
  void aTrimmedClassFileIsSmallerAndItsOtherConstantsStayWhereTheyAre() {
    byte[] whole = Objects.requireNonNull(new JvmHost().classFile("java/util/TreeMap"));
    byte[] lean = TrimmingHost.lean(whole);
    var trimmed =
        dev.elara.web.engine.classfile.ClassFile.read(Trimming.of(lean, Set.of("size", "<init>")));
    var full = dev.elara.web.engine.classfile.ClassFile.read(lean);
    assertThat(Trimming.of(lean, Set.of("size", "<init>")).length).isLessThan(lean.length / 2);
    assertThat(trimmed.pool().size()).isEqualTo(full.pool().size());
    assertThat(trimmed.name()).isEqualTo("java/util/TreeMap");
    assertThat(trimmed.methods().stream().filter(each -> each.code() != null))
        .allMatch(each -> Set.of("size", "<init>").contains(each.name()));
  }
}
