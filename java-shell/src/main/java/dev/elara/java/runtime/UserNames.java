package dev.elara.java.runtime;

import dev.elara.java.cell.CompiledCell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as the user wrote them, from names of generated classes: {@code REPL.$JShell$7$Point} is
 * {@code Point}, {@code REPL.$JShell$7.total} is {@code total}. What the user declared is a member
 * of a generated class.
 *
 * <p>Stateless and thread-safe.
 */
public final class UserNames {

  private static final String PREFIX = CompiledCell.PACKAGE + ".";

  /** The simple name of a generated class. */
  private static final String WRAPPER = "(?:\\$JShell\\$)?\\w+";

  private static final Pattern WRAPPED = Pattern.compile(WRAPPER + "(?:[$.](?<member>.*))?");

  /** A name that starts with a generated class, wherever it stands in a text. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(?<![\\w$.])" + CompiledCell.PACKAGE + "[./](?<name>" + WRAPPER + "(?:[$.]+\\w+)*)");

  private static final Pattern CAST = Pattern.compile("class \\S+ cannot be cast to ");

  /** What the JVM adds to the message of a failed cast: modules and loaders. */
  private static final Pattern LOADERS =
      Pattern.compile(
          " \\([^()]*(?:in unnamed module of loader|in module)[^()]*(?:\\([^()]*\\)[^()]*)*\\)");

  /** The number javac puts before a local class's name. */
  private static final Pattern LOCAL_NUMBER = Pattern.compile("^\\d+");

  private UserNames() {}

  /** The name of a class as the user knows it. */
  public static String ofClass(Class<?> type) {
    return type.isArray() ? ofClass(type.getComponentType()) + "[]" : ofClass(type.getName());
  }

  /** The name of a class, by its binary name, as the user knows it; empty for a generated class. */
  public static String ofClass(String binaryName) {
    return binaryName.startsWith(PREFIX)
        ? member(binaryName.substring(PREFIX.length()), "")
        : binaryName;
  }

  /** A text of the JVM's, such as a message that names variables, in the user's names. */
  public static String inText(String text) {
    String readable = CAST.matcher(text).lookingAt() ? LOADERS.matcher(text).replaceAll("") : text;
    if (!readable.contains(CompiledCell.PACKAGE)) {
      return readable;
    }
    Matcher generated = GENERATED.matcher(readable);
    return generated.replaceAll(
        found -> Matcher.quoteReplacement(member(found.group("name"), "the cell")));
  }

  /**
   * The member of a generated class in the user's words; {@code none} if it is the class itself.
   */
  private static String member(String name, String none) {
    Matcher wrapped = WRAPPED.matcher(name);
    String member = wrapped.matches() ? wrapped.group("member") : name;
    return member == null ? none : readable(member);
  }

  /** {@code Outer$Inner} as {@code Outer.Inner}, {@code Outer$1} as {@code Outer.(anonymous)}. */
  private static String readable(String name) {
    if (name.contains("$Lambda")) {
      return "lambda";
    }
    StringBuilder readable = new StringBuilder();
    for (String part : name.split("\\$", -1)) {
      String own = LOCAL_NUMBER.matcher(part).replaceFirst("");
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
      // The compiler writes f$ for the body of an f that must not hide overloads.
      return method.equals(CompiledCell.ENTRY_METHOD)
          ? ""
          : method.endsWith("$") ? method.substring(0, method.length() - 1) : method;
    }
    return owner + "." + method;
  }
}
