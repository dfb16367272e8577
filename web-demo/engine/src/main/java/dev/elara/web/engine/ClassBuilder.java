package dev.elara.web.engine;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a class file: for the classes that call sites make. There is no verifier to please. */
final class ClassBuilder {

  /** A method being written. */
  private record Written(int access, int name, int descriptor, byte[] code, int locals) {}

  private final Bytes pool = new Bytes();
  private final Map<String, Integer> constants = new HashMap<>();
  private final List<String> interfaces = new ArrayList<>();
  private final List<int[]> fields = new ArrayList<>();
  private final List<Written> methods = new ArrayList<>();
  private final String name;
  private String superName = "java/lang/Object";
  private int size = 1;

  ClassBuilder(String name) {
    this.name = name;
  }

  /** Big-endian numbers. */
  static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes u1(int value) {
      out.write(value);
      return this;
    }

    Bytes u2(int value) {
      out.write(value >> 8);
      out.write(value);
      return this;
    }

    Bytes u4(int value) {
      return u2(value >>> 16).u2(value);
    }

    Bytes add(byte[] bytes) {
      out.write(bytes, 0, bytes.length);
      return this;
    }

    int size() {
      return out.size();
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }

  String name() {
    return name;
  }

  void extend(String type) {
    superName = type;
  }

  void implement(String anInterface) {
    if (!interfaces.contains(anInterface)) {
      interfaces.add(anInterface);
    }
  }

  void field(String fieldName, String descriptor) {
    fields.add(new int[] {0x1012, utf(fieldName), utf(descriptor)}); // private, final, synthetic
  }

  void staticField(String fieldName, String descriptor) {
    fields.add(new int[] {0x101a, utf(fieldName), utf(descriptor)});
  }

  void method(int access, String methodName, String descriptor, CodeBuilder code) {
    int locals = Descriptors.slots(descriptor) + 4;
    methods.add(new Written(access, utf(methodName), utf(descriptor), code.bytes(), locals));
  }

  int utf(String text) {
    return constant("u" + text, () -> pool.u1(1).add(modified(text)));
  }

  int type(String internalName) {
    int at = utf(internalName);
    return constant("c" + internalName, () -> pool.u1(7).u2(at));
  }

  int text(String value) {
    int at = utf(value);
    return constant("s" + value, () -> pool.u1(8).u2(at));
  }

  int number(int value) {
    return constant("i" + value, () -> pool.u1(3).u4(value));
  }

  int member(int tag, String owner, String member, String descriptor) {
    int type = type(owner);
    int memberName = utf(member);
    int memberType = utf(descriptor);
    int both =
        constant("n" + member + " " + descriptor, () -> pool.u1(12).u2(memberName).u2(memberType));
    return constant(
        tag + owner + " " + member + " " + descriptor, () -> pool.u1(tag).u2(type).u2(both));
  }

  private int constant(String key, Runnable write) {
    Integer known = constants.get(key);
    if (known != null) {
      return known;
    }
    write.run();
    constants.put(key, size);
    return size++;
  }

  private static byte[] modified(String text) {
    var out = new Bytes();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != 0 && each < 0x80) {
        out.u1(each);
      } else if (each < 0x800) {
        out.u1(0xc0 | each >> 6).u1(0x80 | (each & 0x3f));
      } else {
        out.u1(0xe0 | each >> 12).u1(0x80 | (each >> 6 & 0x3f)).u1(0x80 | (each & 0x3f));
      }
    }
    byte[] bytes = out.toBytes();
    return new Bytes().u2(bytes.length).add(bytes).toBytes();
  }

  byte[] toBytes() {
    int self = type(name);
    int parent = type(superName);
    int code = utf("Code");
    int[] implemented = new int[interfaces.size()];
    for (int i = 0; i < implemented.length; i++) {
      implemented[i] = type(interfaces.get(i));
    }
    var out = new Bytes().u4(0xcafebabe).u2(0).u2(65).u2(size).add(pool.toBytes());
    out.u2(0x1031).u2(self).u2(parent).u2(implemented.length); // public, final, synthetic
    for (int each : implemented) {
      out.u2(each);
    }
    out.u2(fields.size());
    for (int[] field : fields) {
      out.u2(field[0]).u2(field[1]).u2(field[2]).u2(0);
    }
    out.u2(methods.size());
    for (Written method : methods) {
      out.u2(method.access | 0x1000).u2(method.name).u2(method.descriptor).u2(1);
      out.u2(code).u4(12 + method.code.length);
      out.u2(60).u2(method.locals).u4(method.code.length).add(method.code).u2(0).u2(0);
    }
    return out.u2(0).toBytes();
  }
}
