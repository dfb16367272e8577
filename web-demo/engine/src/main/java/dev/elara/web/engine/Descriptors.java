package dev.elara.web.engine;

import java.util.ArrayList;
import java.util.List;

/** Takes descriptors (JVMS 4.3) apart. */
final class Descriptors {

  private Descriptors() {}

  /** The parameters' descriptors. */
  static List<String> parameters(String method) {
    List<String> found = new ArrayList<>();
    int i = 1;
    while (method.charAt(i) != ')') {
      int start = i;
      while (method.charAt(i) == '[') {
        i++;
      }
      i = method.charAt(i) == 'L' ? method.indexOf(';', i) + 1 : i + 1;
      found.add(method.substring(start, i));
    }
    return found;
  }

  /** The result's descriptor. */
  static String result(String method) {
    return method.substring(method.indexOf(')') + 1);
  }

  /** How many slots the parameters take. */
  static int slots(String method) {
    int slots = 0;
    for (String each : parameters(method)) {
      slots += Kind.of(each).slots;
    }
    return slots;
  }

  /** The name of a class that a constant or {@code Class.forName} would use, of a descriptor. */
  static String className(String descriptor) {
    return descriptor.charAt(0) == 'L'
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  /** The descriptor of a class by its internal name, or of an array by its descriptor. */
  static String ofClass(String name) {
    return name.charAt(0) == '[' ? name : "L" + name + ";";
  }

  /** The class that boxes a primitive, by internal name. */
  static String box(char primitive) {
    return switch (primitive) {
      case 'Z' -> "java/lang/Boolean";
      case 'B' -> "java/lang/Byte";
      case 'C' -> "java/lang/Character";
      case 'S' -> "java/lang/Short";
      case 'I' -> "java/lang/Integer";
      case 'J' -> "java/lang/Long";
      case 'F' -> "java/lang/Float";
      case 'D' -> "java/lang/Double";
      default -> throw new IllegalArgumentException("Nothing boxes " + primitive);
    };
  }

  /** What a primitive is called in source. */
  static String primitiveName(char primitive) {
    return switch (primitive) {
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      case 'D' -> "double";
      case 'V' -> "void";
      default -> throw new IllegalArgumentException("No primitive is " + primitive);
    };
  }
}
