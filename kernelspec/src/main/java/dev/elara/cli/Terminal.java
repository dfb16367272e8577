package dev.elara.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two streams of the process, in UTF-8 and independent of {@code System.out}, which the Java
 * shell routes to cells.
 *
 * <p>Thread-safe.
 *
 * @param out what the user asked for
 * @param err progress, errors, everything else
 * @param coloured whether escape sequences for colours may be written
 */
public record Terminal(PrintStream out, PrintStream err, boolean coloured) {

  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;:?]*[ -/]*[@-~]");

  /** The terminal or pipe this process was started on. */
  public static Terminal ofProcess() {
    return new Terminal(
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(new FileOutputStream(FileDescriptor.err)),
        wantsColours(System::getenv, isTerminal()));
  }

  /** The same for a process that no user watches: without asking what it was started on. */
  static Terminal ofUnwatchedProcess() {
    return new Terminal(
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(new FileOutputStream(FileDescriptor.err)),
        false);
  }

  private static PrintStream stream(OutputStream sink) {
    return new PrintStream(sink, true, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("SystemConsoleNull") // It is null again since JDK 25, if there is no terminal.
  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Colours on a terminal only, and not if {@code NO_COLOR} or a dumb terminal say otherwise. */
  static boolean wantsColours(UnaryOperator<@Nullable String> environment, boolean terminal) {
    String noColor = environment.apply("NO_COLOR");
    boolean unwanted = noColor != null && !noColor.isEmpty();
    return terminal && !unwanted && !"dumb".equals(environment.apply("TERM"));
  }

  /** {@code text} in faint letters, if there are colours. */
  public String faint(String text) {
    return coloured ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  /** {@code text} in bold red letters, if there are colours. */
  public String alarming(String text) {
    return coloured ? "\u001b[1;31m" + text + "\u001b[0m" : text;
  }

  /** {@code text} without escape sequences, unless there are colours. */
  public String plain(String text) {
    return coloured ? text : ESCAPE.matcher(text).replaceAll("");
  }
}
