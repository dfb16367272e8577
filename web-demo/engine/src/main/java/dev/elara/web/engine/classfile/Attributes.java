package dev.elara.web.engine.classfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of classes, fields and methods that the engine uses; skips the others. */
final class Attributes {

  @Nullable String sourceFile;
  @Nullable String signature;
  List<ClassFile.Bootstrap> bootstraps = List.of();
  List<ClassFile.Inner> inner = List.of();
  @Nullable List<FieldInfo> record;
  @Nullable List<String> permitted;
  @Nullable String nestHost;
  @Nullable String enclosingClass;
  Constant.@Nullable NameAndType enclosingMethod;
  Annotations annotations = Annotations.NONE;

  private Attributes() {}

  static Attributes ofClass(ConstantPool pool, ByteReader in) {
    var read = new Attributes();
    for (int i = in.u2(); i > 0; i--) {
      String name = pool.utf(in.u2());
      int end = in.s4() + in.position();
      read.classAttribute(name, pool, in, end);
      in.skip(end - in.position());
    }
    return read;
  }

  private void classAttribute(String name, ConstantPool pool, ByteReader in, int end) {
    switch (name) {
      case "SourceFile" -> sourceFile = pool.utf(in.u2());
      case "Signature" -> signature = pool.utf(in.u2());
      case "NestHost" -> nestHost = pool.className(in.u2());
      case "PermittedSubclasses" -> permitted = classes(pool, in);
      case "BootstrapMethods" -> {
        bootstraps = new ArrayList<>();
        for (int i = in.u2(); i > 0; i--) {
          var method = (Constant.Handle) pool.at(in.u2());
          int[] arguments = new int[in.u2()];
          for (int j = 0; j < arguments.length; j++) {
            arguments[j] = in.u2();
          }
          bootstraps.add(new ClassFile.Bootstrap(method, arguments));
        }
      }
      case "InnerClasses" -> {
        inner = new ArrayList<>();
        for (int i = in.u2(); i > 0; i--) {
          String innerName = pool.needClassName(in.u2());
          String outer = pool.className(in.u2());
          int simple = in.u2();
          inner.add(
              new ClassFile.Inner(
                  innerName, outer, simple == 0 ? null : pool.utf(simple), in.u2()));
        }
      }
      case "EnclosingMethod" -> {
        enclosingClass = pool.className(in.u2());
        int method = in.u2();
        enclosingMethod = method == 0 ? null : (Constant.NameAndType) pool.at(method);
      }
      case "Record" -> {
        record = new ArrayList<>();
        for (int i = in.u2(); i > 0; i--) {
          record.add(rest(0, pool.utf(in.u2()), pool.utf(in.u2()), pool, in));
        }
      }
      case "RuntimeVisibleAnnotations" ->
          annotations = annotations.with(name, in.bytes(end - in.position()));
      default -> {} // not used by the engine
    }
  }

  private static List<String> classes(ConstantPool pool, ByteReader in) {
    List<String> names = new ArrayList<>();
    for (int i = in.u2(); i > 0; i--) {
      names.add(pool.needClassName(in.u2()));
    }
    return names;
  }

  static FieldInfo field(ConstantPool pool, ByteReader in) {
    int access = in.u2();
    String name = pool.utf(in.u2());
    return rest(access, name, pool.utf(in.u2()), pool, in);
  }

  private static FieldInfo rest(
      int access, String name, String descriptor, ConstantPool pool, ByteReader in) {
    Constant constant = null;
    String signature = null;
    Annotations annotations = Annotations.NONE;
    for (int i = in.u2(); i > 0; i--) {
      String attribute = pool.utf(in.u2());
      int end = in.s4() + in.position();
      if (attribute.equals("ConstantValue")) {
        constant = pool.at(in.u2());
      } else if (attribute.equals("Signature")) {
        signature = pool.utf(in.u2());
      } else if (Annotations.isOne(attribute)) {
        annotations = annotations.with(attribute, in.bytes(end - in.position()));
      }
      in.skip(end - in.position());
    }
    return new FieldInfo(access, name, descriptor, constant, signature, annotations);
  }

  static MethodInfo method(ConstantPool pool, ByteReader in) {
    int access = in.u2();
    String name = pool.utf(in.u2());
    String descriptor = pool.utf(in.u2());
    Code code = null;
    String signature = null;
    List<String> exceptions = List.of();
    Annotations annotations = Annotations.NONE;
    for (int i = in.u2(); i > 0; i--) {
      String attribute = pool.utf(in.u2());
      int end = in.s4() + in.position();
      switch (attribute) {
        case "Code" -> code = code(pool, in);
        case "Exceptions" -> exceptions = classes(pool, in);
        case "Signature" -> signature = pool.utf(in.u2());
        default -> {
          if (Annotations.isOne(attribute)) {
            annotations = annotations.with(attribute, in.bytes(end - in.position()));
          }
        }
      }
      in.skip(end - in.position());
    }
    return new MethodInfo(
        access, name, descriptor, code, exceptions.toArray(new String[0]), signature, annotations);
  }

  private static Code code(ConstantPool pool, ByteReader in) {
    int maxStack = in.u2();
    int maxLocals = in.u2();
    byte[] bytes = in.bytes(in.s4());
    var handlers = new Code.ExceptionHandler[in.u2()];
    for (int i = 0; i < handlers.length; i++) {
      handlers[i] = new Code.ExceptionHandler(in.u2(), in.u2(), in.u2(), in.u2());
    }
    int[] lines = new int[0];
    Code.Local[] locals = {};
    for (int i = in.u2(); i > 0; i--) {
      String attribute = pool.utf(in.u2());
      int end = in.s4() + in.position();
      if (attribute.equals("LineNumberTable")) {
        int count = in.u2();
        int from = lines.length;
        int[] more = new int[from + 2 * count];
        System.arraycopy(lines, 0, more, 0, from);
        for (int j = from; j < more.length; j++) {
          more[j] = in.u2();
        }
        lines = more;
      } else if (attribute.equals("LocalVariableTable")) {
        locals = locals(pool, in);
      }
      in.skip(end - in.position());
    }
    return new Code(maxStack, maxLocals, bytes, handlers, lines, locals);
  }

  private static Code.Local[] locals(ConstantPool pool, ByteReader in) {
    var locals = new Code.Local[in.u2()];
    for (int i = 0; i < locals.length; i++) {
      int start = in.u2();
      int length = in.u2();
      String name = pool.utf(in.u2());
      in.skip(2); // its type
      locals[i] = new Code.Local(start, length, name, in.u2());
    }
    return locals;
  }
}
