package dev.elara.cli.kernel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How this process wants its cells compiled. Stateless. */
final class CompilerOptions {

  /** Options for javac, separated by blanks. */
  static final String VARIABLE = "ELARA_JAVAC_OPTIONS";

  /** Modules javac resolves only if it is told to. */
  private static final String INCUBATOR = "jdk.incubator.";

  private CompilerOptions() {}

  /** What the user has set, and the incubator modules this JVM was started with. */
  static List<String> ofProcess() {
    List<String> options = new ArrayList<>();
    for (Module module : ModuleLayer.boot().modules()) {
      String name = Objects.requireNonNullElse(module.getName(), "");
      if (name.startsWith(INCUBATOR)) {
        options.addAll(List.of("--add-modules", name));
      }
    }
    String set = Objects.requireNonNullElse(System.getenv(VARIABLE), "").strip();
    if (!set.isEmpty()) {
      options.addAll(List.of(set.split("\\s+", -1)));
    }
    return options;
  }

  /** Whether this JVM runs classes with preview features: found by offering it one. */
  static boolean preview() {
    try {
      MethodHandles.lookup().defineHiddenClass(emptyPreviewClass(), false);
      return true;
    } catch (UnsupportedClassVersionError _) {
      return false;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A class file without members, JVM specification 4.1, whose minor version says preview. */
  private static byte[] emptyPreviewClass() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(0xCAFEBABE);
      out.writeShort(0xFFFF);
      out.writeShort(Runtime.version().feature() + 44);
      out.writeShort(5);
      name(out, CompilerOptions.class.getPackageName().replace('.', '/') + "/Preview", 1);
      name(out, "java/lang/Object", 3);
      // final, this class, its superclass; then no interfaces, fields, methods and attributes
      for (int value : new int[] {0x0010, 2, 4, 0, 0, 0, 0}) {
        out.writeShort(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A name and, behind it, the class of that name. */
  private static void name(DataOutputStream out, String name, int index) throws IOException {
    out.writeByte(1);
    out.writeUTF(name);
    out.writeByte(7);
    out.writeShort(index);
  }
}
