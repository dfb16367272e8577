package dev.elara.web.compiler.javac;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.Trees;
import com.sun.tools.doclint.DocLint;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.comp.Modules;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of methods that the build replaces: called with the receiver, if there is one, and the
 * arguments of the method they stand in for.
 */
public final class Substitutes {

  private Substitutes() {}

  /** There are no incubating modules. */
  public static <T> Stream<T> filterAlreadyWarnedIncubatorModules(Modules self, Stream<T> modules) {
    return modules;
  }

  /** The trees of a task. */
  public static Trees getJavacTrees(Class<?> type, Object task) {
    return JavacTrees.instance((JavaCompiler.CompilationTask) task);
  }

  /** Nobody checks documentation. */
  public static DocLint newDocLint() {
    return new NoDocLint();
  }

  /** Documentation stays as it was parsed: there is no service that would change it. */
  public static DocCommentTree transform(JavacTrees self, DocCommentTree tree) {
    return tree;
  }

  /** The lines of a text, as {@code String.lines} gives them. */
  public static Stream<String> lines(String text) {
    String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
    int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    return Arrays.stream(lines, 0, count);
  }

  /** As {@code String.stripIndent}: TeaVM's leaves white space at the end of lines. */
  public static String stripIndent(String text) {
    boolean ended = text.endsWith("\n") || text.endsWith("\r");
    List<String> lines = lines(text).toList();
    int indent = ended ? 0 : indent(lines);
    return lines.stream()
        .map(line -> line.isBlank() ? "" : line.substring(indent).stripTrailing())
        .collect(Collectors.joining("\n", "", ended ? "\n" : ""));
  }

  /** How far all lines that have something, and the last one in any case, are indented. */
  private static int indent(List<String> lines) {
    int least = lines.isEmpty() ? 0 : Integer.MAX_VALUE;
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (!line.isBlank()) {
        least = Math.min(least, line.length() - line.stripLeading().length());
      } else if (at == lines.size() - 1) {
        least = Math.min(least, line.length());
      }
    }
    return least;
  }

  /** As {@code String.translateEscapes}: TeaVM's loses what stands behind an octal number. */
  public static String translateEscapes(String text) {
    var out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '\\') {
        out.append(next);
        continue;
      }
      char escape = at < text.length() ? text.charAt(at++) : '\0';
      switch (escape) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 's' -> out.append(' ');
        case 't' -> out.append('\t');
        case '\'', '"', '\\' -> out.append(escape);
        case '\n' -> {} // the line goes on
        case '\r' -> at += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int end = Math.min(text.length(), at + (escape <= '3' ? 2 : 1));
          int code = escape - '0';
          while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '7') {
            code = 8 * code + text.charAt(at++) - '0';
          }
          out.append((char) code);
        }
        default ->
            throw new IllegalArgumentException(
                "Invalid escape sequence: \\%c \\\\u%04X".formatted(escape, (int) escape));
      }
    }
    return out.toString();
  }

  /** As {@code Map.copyOf}: TeaVM's divides by zero when an empty copy is asked for a key. */
  public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> map) {
    return map.isEmpty() ? Map.of() : Map.copyOf(map);
  }

  /** As {@code Double.valueOf}. */
  public static Double doubleOf(String text) {
    return HexNumbers.isOne(text) ? HexNumbers.toDouble(text) : Double.valueOf(text);
  }

  /** As {@code Float.valueOf}. */
  public static Float floatOf(String text) {
    return HexNumbers.isOne(text) ? HexNumbers.toFloat(text) : Float.valueOf(text);
  }

  /** As the instruction of this name. */
  public static int idiv(int dividend, int divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return dividend / divisor;
  }

  /** As the instruction of this name. */
  public static int irem(int dividend, int divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return dividend % divisor;
  }

  /** As the instruction of this name. */
  public static long ldiv(long dividend, long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return dividend / divisor;
  }

  /** As the instruction of this name. */
  public static long lrem(long dividend, long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return dividend % divisor;
  }

  /** As the instruction of this name. */
  public static float fneg(float value) {
    return Float.intBitsToFloat(Float.floatToIntBits(value) ^ Integer.MIN_VALUE);
  }

  /** As the instruction of this name. */
  public static double dneg(double value) {
    return Double.longBitsToDouble(Double.doubleToLongBits(value) ^ Long.MIN_VALUE);
  }

  private static ArithmeticException divisionByZero() {
    return new ArithmeticException("/ by zero");
  }

  /** A writer nobody reads. */
  public static Writer nullWriter() {
    return new StringWriter();
  }

  /** No loader: there are no classes to load. */
  public static @Nullable ClassLoader getPlatformClassLoader() {
    return null;
  }

  /** javac's messages, which come in English. */
  public static ResourceBundle getBundle(String name) {
    return getBundle(name, Locale.ROOT);
  }

  /** javac's messages, which come in English. */
  public static ResourceBundle getBundle(String name, Locale locale) {
    return switch (name) {
      case "com.sun.tools.javac.resources.compiler" -> new com.sun.tools.javac.resources.compiler();
      case "com.sun.tools.javac.resources.javac" -> new com.sun.tools.javac.resources.javac();
      default ->
          throw new MissingResourceException("The browser has no messages " + name, name, "");
    };
  }
}
