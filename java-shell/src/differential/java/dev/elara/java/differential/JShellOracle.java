package dev.elara.java.differential;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * JDK 25's JShell, driven the way a kernel drives it: a cell is split into snippets, they are
 * evaluated in order, the first that fails ends the cell, and the last one's value is shown if it
 * is an expression without a semicolon. A null shows nothing.
 *
 * <p>Not thread-safe: it swaps {@code System.out} while a cell runs.
 */
public final class JShellOracle implements AutoCloseable {

  /** The star imports every cell starts with (rule 6 of "Java cells"). */
  private static final List<String> IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.regex.*",
          "java.util.stream.*");

  /** What a snippet's run returned where that was null. */
  private static final String NO_VALUE = "\0null";

  /** A complaint about a generated class, which is nameless in JShell's messages. */
  private static final Pattern OWN_FAULT =
      Pattern.compile(
          "symbol: +class *\\R|static import only from|(\\w+\\(.*\\)) in  and .* in  match");

  /** JShell keeps what was dropped too. */
  private static final int MOST_SNIPPETS = 120;

  private final JShell shell;
  private boolean used;
  private boolean lost;
  private boolean waits;

  /** A shell that knows the star imports. */
  public JShellOracle() {
    shell = JShell.builder().executionEngine(new Engine(), Map.of()).build();
    for (var name : IMPORTS) {
      var _ = shell.eval("import " + name + ";");
    }
  }

  /** Runs a cell. Blocks until it has ended. */
  public Answer run(String cell) {
    var printed = new ByteArrayOutputStream();
    var standard = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    waits = false;
    Ending ending;
    try {
      ending = evaluate(cell);
    } finally {
      System.out.flush();
      System.setOut(standard);
    }
    return new Answer(printed.toString(StandardCharsets.UTF_8), ending.value(), ending.failure());
  }

  /**
   * An oracle that knows nothing yet: this one, if all it was told can be dropped, which is several
   * times cheaper than a new one.
   */
  public JShellOracle fresh() {
    var told = shell.snippets().skip(IMPORTS.size()).toList();
    if (told.size() > MOST_SNIPPETS
        || told.stream().anyMatch(snippet -> snippet.kind() == Snippet.Kind.IMPORT)) {
      close();
      return new JShellOracle();
    }
    used = true;
    lost = false;
    for (var snippet : told.reversed()) {
      if (shell.status(snippet).isActive()) {
        var _ = shell.drop(snippet);
      }
    }
    return this;
  }

  /** Whether no earlier cells can have left anything behind. */
  public boolean isNew() {
    return !used;
  }

  /**
   * Whether JShell has lost its way, so that nothing follows from its answers any more: a new
   * definition made it forget a variable's value or take a definition that was fine for incomplete,
   * it rejected a snippet over the classes it generates itself, or it crashed.
   */
  public boolean isLost() {
    return lost;
  }

  /** Whether something of the last cell waits for what is not defined. */
  public boolean waits() {
    return waits;
  }

  private record Ending(@Nullable String value, @Nullable String failure) {}

  private Ending evaluate(String cell) {
    var analysis = shell.sourceCodeAnalysis();
    var rest = cell;
    var ending = new Ending(null, null);
    while (!rest.isBlank()) {
      var unit = analysis.analyzeCompletion(rest);
      if (unit.completeness() == Completeness.EMPTY) {
        break;
      }
      var known = unit.completeness().isComplete();
      var consumed = known ? rest.substring(0, rest.length() - unit.remaining().length()) : rest;
      ending = evaluateUnit(known ? unit.source() : rest, consumed, ending);
      if (ending.failure() != null) {
        return ending;
      }
      rest = known ? unit.remaining() : "";
    }
    return ending;
  }

  private Ending evaluateUnit(String source, String asWritten, Ending before) {
    List<SnippetEvent> events;
    try {
      events = shell.eval(source);
    } catch (IllegalStateException
        | InternalError
        | IndexOutOfBoundsException
        | NullPointerException crash) {
      // JShell itself fails on some snippets, most of them wrong.
      lost = true;
      return new Ending(null, Answer.COMPILE_ERROR);
    }
    var ending = before;
    for (var event : events) {
      lost |= isLostBy(event);
      waits |=
          event.status() == Snippet.Status.RECOVERABLE_DEFINED
              || event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED;
      if (event.causeSnippet() != null) {
        continue;
      }
      var failure = failure(event);
      if (failure != null) {
        return new Ending(null, failure);
      }
      ending = new Ending(shown(event, asWritten), null);
    }
    return ending;
  }

  private boolean isLostBy(SnippetEvent event) {
    if (event.causeSnippet() == null) {
      return event.status() == Snippet.Status.REJECTED
          && shell
              .diagnostics(event.snippet())
              .anyMatch(wrong -> OWN_FAULT.matcher(wrong.getMessage(Locale.ROOT)).find());
    }
    boolean wasFine = event.previousStatus() == Snippet.Status.VALID;
    return switch (event.status()) {
      case VALID ->
          wasFine && event.snippet() instanceof VarSnippet variable && isDeclared(variable);
      case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED, REJECTED -> wasFine;
      case DROPPED, OVERWRITTEN, NONEXISTENT -> false;
    };
  }

  private static boolean isDeclared(VarSnippet variable) {
    return variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  private static @Nullable String failure(SnippetEvent event) {
    if (event.status() == Snippet.Status.REJECTED) {
      return Answer.COMPILE_ERROR;
    }
    JShellException exception = event.exception();
    return switch (exception) {
      case null -> null;
      case EvalException thrown ->
          thrown.getExceptionClassName()
              + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
      default -> Answer.TOO_EARLY;
    };
  }

  private static @Nullable String shown(SnippetEvent event, String asWritten) {
    var value = event.value();
    var expression =
        event.snippet().kind() == Snippet.Kind.EXPRESSION
            || event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    return value == null || value.equals(NO_VALUE) || !expression || endsInSemicolon(asWritten)
        ? null
        : value;
  }

  /** Whether the last token of {@code source}, comments aside, is a semicolon. */
  static boolean endsInSemicolon(String source) {
    char last = ' ';
    for (int at = 0; at < source.length(); at++) {
      if (source.startsWith("//", at)) {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (source.startsWith("/*", at)) {
        at = source.indexOf("*/", at + 2) + 1;
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        last = source.charAt(at);
        at = endOfLiteral(source, at);
      } else if (!Character.isWhitespace(source.charAt(at))) {
        last = source.charAt(at);
      }
    }
    return last == ';';
  }

  private static int endOfLiteral(String source, int start) {
    var quote = source.startsWith("\"\"\"", start) ? "\"\"\"" : source.substring(start, start + 1);
    int at = start + quote.length();
    while (at < source.length() && !source.startsWith(quote, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return at + quote.length() - 1;
  }

  @Override
  public void close() {
    shell.close();
  }

  /** Runs snippets in this process and says their values in plain text, not as Java literals. */
  private static final class Engine implements ExecutionControlProvider {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return new DirectExecutionControl() {
        @Override
        protected String invoke(Method method) throws Exception {
          return plain(method.invoke(null));
        }
      };
    }

    private static String plain(@Nullable Object value) {
      if (value == null) {
        return NO_VALUE;
      }
      if (!value.getClass().isArray()) {
        return String.valueOf(value);
      }
      var text = Arrays.deepToString(new Object[] {value});
      return text.substring(1, text.length() - 1);
    }
  }
}
