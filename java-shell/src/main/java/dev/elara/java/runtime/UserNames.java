package dev.elara.java.runtime;

import dev.elara.java.cell.CompiledCell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as the user wrote them, from names of generated classes: {@code cells.W7$Point} is {@code
 * Point}, {@code cells.W7.total} is {@code total}. A generated class is a top-level class whose own
 * name has no {@code $}; what the user declared is a member of it.
 *
 * <p>Stateless and thread-safe.
 */
final class UserNames {

  private static final String PREFIX = CompiledCell.PACKAGE + ".";

  /** A name that starts with a generated class, wherever it stands in a text. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(?<![\\w$.])" + Pattern.quote(CompiledCell.PACKAGE) + "[./]\\w+(?:[$.][\\w$.]+)?");

  /** What the JVM adds to the message of a failed cast: modules and loaders. */
  private static final Pattern LOADERS =
      Pattern.compile(
          " \\([^()]*(?:in unnamed module of loader|in module)[^()]*(?:\\([^()]*\\)[^()]*)*\\)");

  private UserNames() {}

  /** The name of a class as the user knows it. */
  static String ofClass(Class<?> type) {
    return type.isArray() ? ofClass(type.getComponentType()) + "[]" : ofClass(type.getName());
  }

  /** The name of a class, by its binary name, as the user knows it; empty for a generated class. */
  static String ofClass(String binaryName) {
    if (!binaryName.startsWith(PREFIX)) {
      return binaryName;
    }
    int member = binaryName.indexOf('$');
    return member < 0 ? "" : readable(binaryName.substring(member + 1));
  }

  /** A text of the JVM's, such as a message that names variables, in the user's names. */
  static String inText(String text) {
    if (!text.contains(CompiledCell.PACKAGE)) {
      return text;
    }
    Matcher generated = GENERATED.matcher(LOADERS.matcher(text).replaceAll(""));
    return generated.replaceAll(found -> Matcher.quoteReplacement(member(found.group())));
  }

  private static String member(String qualified) {
    int start = PREFIX.length();
    while (start < qualified.length() && "$.".indexOf(qualified.charAt(start)) < 0) {
      start++;
    }
    return start == qualified.length() ? "the cell" : readable(qualified.substring(start + 1));
  }

  /** {@code Outer$Inner} as {@code Outer.Inner}, {@code Outer$1} as {@code Outer.(anonymous)}. */
  private static String readable(String name) {
    StringBuilder readable = new StringBuilder();
    for (String part : name.split("\\$", -1)) {
      String own = part.replaceFirst("^\\d+", "");
      readable.append(readable.isEmpty() ? "" : ".");
      readable.append(own.isEmpty() ? "(anonymous)" : own);
    }
    return readable.toString();
  }

  /** A method as the user knows it; empty for the code of the cell itself. */
  static String ofMethod(String className, String method) {
    String owner = ofClass(className);
    if (method.equals("<init>")) {
      return "new " + owner;
    }
    if (method.equals("<clinit>")) {
      return owner.isEmpty() ? "" : "static initializer of " + owner;
    }
    if (method.startsWith("lambda$")) {
      String within =
          ofMethod(className, method.substring(7, Math.max(7, method.lastIndexOf('$'))));
      return within.isEmpty() ? "lambda" : "lambda in " + within;
    }
    if (owner.isEmpty()) {
      return method.equals(CompiledCell.ENTRY_METHOD) ? "" : method;
    }
    return owner + "." + method;
  }
}
