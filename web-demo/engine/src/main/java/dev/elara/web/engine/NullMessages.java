package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Code;
import dev.elara.web.engine.classfile.Constant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was null, and what could not be done with it, as a JVM words it (JEP 358). */
final class NullMessages {

  /** How far an expression is followed. */
  private static final int DEEPEST = 5;

  private static final String[] ELEMENTS = {
    "int", "long", "float", "double", "object", "byte/boolean", "char", "short"
  };

  private final VmMethod method;
  private final Code code;
  private final Origins origins;

  private NullMessages(VmMethod method) {
    this.method = method;
    this.code = method.code();
    this.origins = new Origins(method);
  }

  /** The message for an exception thrown at a position; null if nothing there can throw it. */
  static @Nullable String of(VmMethod method, int position) {
    return method.hasCode() ? new NullMessages(method).message(position) : null;
  }

  private @Nullable String message(int position) {
    if (!origins.isKnown(position)) {
      return null;
    }
    int op = origins.op(position);
    String failed = failed(op, position);
    if (failed == null) {
      return null;
    }
    var text = new StringBuilder();
    boolean found = describe(text, position, depth(op, position), DEEPEST, false);
    int source = origins.of(position, depth(op, position));
    boolean called = found && isCall(origins.op(source));
    String because = called ? " because the return value of \"" : " because \"";
    return found ? failed + because + text + "\" is null" : failed;
  }

  /** What an instruction could not do; null if it does not mind null. */
  private @Nullable String failed(int op, int position) {
    if (op >= IALOAD && op <= SALOAD) {
      return "Cannot load from " + ELEMENTS[op - IALOAD] + " array";
    }
    if (op >= IASTORE && op <= SASTORE) {
      return "Cannot store to " + ELEMENTS[op - IASTORE] + " array";
    }
    return switch (op) {
      case ARRAYLENGTH -> "Cannot read the array length";
      case ATHROW -> "Cannot throw exception";
      case MONITORENTER -> "Cannot enter synchronized block";
      case MONITOREXIT -> "Cannot exit synchronized block";
      case GETFIELD -> "Cannot read field \"" + member(position).name() + "\"";
      case PUTFIELD -> "Cannot assign field \"" + member(position).name() + "\"";
      case INVOKEVIRTUAL, INVOKEINTERFACE -> invoked(position);
      case INVOKESPECIAL -> member(position).name().equals("<init>") ? null : invoked(position);
      default -> null;
    };
  }

  private String invoked(int position) {
    return "Cannot invoke \"" + signature(member(position)) + "\"";
  }

  /** How deep on the stack the reference lies that must not be null. */
  private int depth(int op, int position) {
    if (op >= IALOAD && op <= SALOAD) {
      return 1;
    }
    return switch (op) {
      case LASTORE, DASTORE -> 3;
      case IASTORE, FASTORE, AASTORE, BASTORE, CASTORE, SASTORE -> 2;
      case PUTFIELD -> Kind.of(member(position).descriptor()).slots;
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKEINTERFACE ->
          Descriptors.slots(member(position).descriptor());
      default -> 0;
    };
  }

  private static boolean isCall(int op) {
    return op >= INVOKEVIRTUAL && op <= INVOKEINTERFACE;
  }

  /**
   * Writes the expression whose value lies at a depth of the stack before an instruction.
   *
   * @return false if there is nothing to say
   */
  private boolean describe(StringBuilder out, int at, int depth, int levels, boolean isIndex) {
    int source = levels == 0 ? Origins.UNKNOWN : origins.of(at, depth);
    if (source == Origins.UNKNOWN) {
      return false;
    }
    int op = origins.op(source);
    switch (op) {
      case ACONST_NULL -> out.append("null");
      case BIPUSH -> out.append(origins.operand(source));
      case GETSTATIC ->
          out.append(type(member(source).owner())).append('.').append(member(source).name());
      case GETFIELD -> {
        if (describe(out, source, 0, levels - 1, isIndex)) {
          out.append('.');
        }
        out.append(member(source).name());
      }
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE ->
          out.append(signature(member(source)));
      case IALOAD, AALOAD -> {
        if (!describe(out, source, 1, levels - 1, isIndex)) {
          out.append("<array>");
        }
        out.append('[');
        if (!describe(out, source, 0, levels, true)) {
          out.append("...");
        }
        out.append(']');
      }
      default -> {
        int local = origins.local(source);
        if (op >= ICONST_M1 && op <= ICONST_5) {
          out.append(op - ICONST_0);
        } else if (local >= 0) {
          out.append(variable(local, source));
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private String variable(int slot, int position) {
    boolean untouched = !origins.isWritten(slot);
    if (slot == 0 && !method.isStatic() && untouched) {
      return "this";
    }
    for (Code.Local each : code.locals()) {
      if (each.slot() == slot
          && position >= each.start()
          && position < each.start() + each.length()) {
        return each.name();
      }
    }
    if (slot >= method.argumentSlots || !untouched) {
      return "<local" + slot + ">";
    }
    int number = 1;
    int at = method.isStatic() ? 0 : 1;
    for (String each : Descriptors.parameters(method.info.descriptor())) {
      if (at >= slot) {
        break;
      }
      at += Kind.of(each).slots;
      number++;
    }
    return "<parameter" + number + ">";
  }

  private Constant.Member member(int position) {
    return (Constant.Member) origins.constant(position);
  }

  private static String signature(Constant.Member member) {
    return type(member.owner())
        + "."
        + member.name()
        + Descriptors.parameters(member.descriptor()).stream()
            .map(NullMessages::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(String descriptor) {
    int arrays = descriptor.lastIndexOf('[') + 1;
    String element = descriptor.substring(arrays);
    String name =
        element.charAt(0) == 'L'
            ? type(Descriptors.className(element))
            : Descriptors.primitiveName(element.charAt(0));
    return name + "[]".repeat(arrays);
  }

  private static String type(String internalName) {
    return switch (internalName) {
      case "java/lang/Object" -> "Object";
      case "java/lang/String" -> "String";
      default -> internalName.replace('/', '.');
    };
  }
}
