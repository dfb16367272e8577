package dev.elara.java.differential;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shell answers to one cell, reduced to what both shells can say: what was printed, the
 * value of the last expression, and how it failed.
 *
 * @param output what the cell printed to standard output
 * @param value the value shown, or null if the cell shows none
 * @param failure null if it ran to its end; {@link #COMPILE_ERROR}, {@link #TOO_EARLY}, or the
 *     exception's class and message
 */
public record Answer(String output, @Nullable String value, @Nullable String failure) {

  /** The failure of a cell that does not compile. */
  public static final String COMPILE_ERROR = "compile error";

  /** The failure of a cell that used a definition of which something is still missing. */
  public static final String TOO_EARLY = "used too early";

  /** Names of generated classes in front of the user's own, in JShell and here. */
  private static final Pattern GENERATED = Pattern.compile("(?:REPL\\.)?\\$JShell\\$\\w+[$.]");

  /** What a helpful message calls a local variable: JShell compiles without such names. */
  private static final Pattern LOCAL = Pattern.compile("because \"(?:<\\w+>|\\w+)\"");

  /** What a failed cast says of class loaders, which are an affair of each shell. */
  private static final Pattern LOADERS = Pattern.compile(" \\([^()]* (?:is|are) in [^()]*\\)");

  /** What a program prints that catches what is thrown for a definition used too early. */
  private static final Pattern USED_TOO_EARLY =
      Pattern.compile(
          "jdk\\.jshell\\.spi\\.SPIResolutionException: resolution exception"
              + "|java\\.lang\\.IllegalStateException: .* cannot be used yet: .*");

  private static final Pattern IDENTITY =
      Pattern.compile("(\\$\\$Lambda)?(?:\\$\\d+)?(?:/0x[0-9a-f]+)?@[0-9a-f]{1,8}\\b");

  /** How a cell failed, given the name and the message that our error says. */
  public static String failure(String name, String message) {
    if (name.equals("CompileError")) {
      return COMPILE_ERROR;
    }
    return message.contains(" cannot be used yet: ")
        ? TOO_EARLY
        : name + (message.isEmpty() ? "" : ": " + message);
  }

  /** This answer with generated class names dropped and identity hash codes made equal. */
  public Answer normal() {
    return new Answer(
        normal(output),
        value == null ? null : normal(value),
        failure == null ? null : normal(failure));
  }

  private static String normal(String text) {
    var named = GENERATED.matcher(text).replaceAll("");
    var plain = LOCAL.matcher(LOADERS.matcher(named).replaceAll("")).replaceAll("because \"#\"");
    return IDENTITY
        .matcher(USED_TOO_EARLY.matcher(plain).replaceAll(TOO_EARLY))
        .replaceAll("$1@#")
        .replace("$$Lambda@", "lambda@")
        .replace("$Lambda@", "lambda@")
        .replace("dev.elara.java.runtime.RoutedOutput@", "java.io.PrintStream@")
        .replace("\r\n", "\n");
  }

  /** In one line: {@code prints "a\n", shows "1", fails with …}; {@code nothing} if none of it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (!output.isEmpty()) {
      text.append("prints ").append(quoted(output));
    }
    if (value != null) {
      text.append(text.isEmpty() ? "" : ", ").append("shows ").append(quoted(value));
    }
    if (failure != null) {
      text.append(text.isEmpty() ? "" : ", ")
          .append("fails: ")
          .append(failure.replace("\n", "\\n"));
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
