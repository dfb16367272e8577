package dev.elara.java.cell;

import com.sun.tools.javac.api.ClientCodeWrapper;
import com.sun.tools.javac.api.DiagnosticFormatter;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * An error javac has found in a cell, as a value that needs javac no more.
 *
 * @param text where
 * @param start where the wrong piece starts
 * @param position the place javac points at
 * @param end where it ends
 * @param code javac's key
 * @param arguments its arguments as text
 * @param message the message
 * @param unresolved whether something is just not defined yet: a name, or a member of a type that a
 *     cell has defined
 */
record Found(
    CellText text,
    int start,
    int position,
    int end,
    String code,
    List<String> arguments,
    String message,
    boolean unresolved) {

  private static final Pattern LOCATION =
      Pattern.compile(
          "\n\\s*location:\\s+(class|interface) (REPL\\.)?\\$JShell\\$\\w+\\s*(?=\n|$)");
  private static final Pattern GENERATED = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+\\.");

  /** Collects what javac reports. */
  static final class Collector implements DiagnosticListener<JavaFileObject> {
    private final List<Found> found = new ArrayList<>();
    private final List<Found> warnings = new ArrayList<>();
    private @Nullable DiagnosticFormatter<JCDiagnostic> formatter;

    /** From now on writes types as users do, without packages where that is clear. */
    void format(Context context) {
      formatter = Log.instance(context).getDiagnosticFormatter();
    }

    @Override
    public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
      if (diagnostic.getKind() == Diagnostic.Kind.NOTE) {
        return;
      }
      if (diagnostic.getKind() != Diagnostic.Kind.ERROR) {
        if (diagnostic.getSource() instanceof CellText text) {
          warnings.add(of(text, diagnostic, formatter));
        }
        return;
      }
      if (diagnostic.getSource() instanceof CellText text) {
        found.add(of(text, diagnostic, formatter));
      } else {
        found.add(of(new CellText("", ""), diagnostic, formatter));
      }
    }

    /** The warnings on cells so far; there are none unless the settings ask for some. */
    List<Found> warnings() {
      return Collections.unmodifiableList(warnings);
    }

    /** What was found so far, in the order it was. */
    List<Found> found() {
      return Collections.unmodifiableList(found);
    }
  }

  private static Found of(
      CellText text,
      Diagnostic<?> diagnostic,
      @Nullable DiagnosticFormatter<JCDiagnostic> formatter) {
    int length = text.source().length();
    int position = clamp(diagnostic.getPosition(), length);
    int start = Math.min(position, clamp(diagnostic.getStartPosition(), length));
    int end = Math.max(position, clamp(diagnostic.getEndPosition(), length));
    var original = original(diagnostic);
    return new Found(
        text,
        start,
        position,
        end,
        Objects.requireNonNullElse(diagnostic.getCode(), "compiler.err.unknown"),
        arguments(original),
        inUsersTerms(
            formatter == null || original == null
                ? diagnostic.getMessage(Locale.ROOT)
                : formatter.formatMessage(original, Locale.ROOT)),
        isUnresolved(original));
  }

  private static int clamp(long position, int length) {
    return Math.clamp(position, 0, length);
  }

  private static @Nullable JCDiagnostic original(Diagnostic<?> diagnostic) {
    return switch (diagnostic) {
      case JCDiagnostic d -> d;
      case ClientCodeWrapper.DiagnosticSourceUnwrapper wrapped -> wrapped.d;
      default -> null;
    };
  }

  private static List<String> arguments(@Nullable JCDiagnostic diagnostic) {
    if (diagnostic == null) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (Object argument : diagnostic.getArgs()) {
      texts.add(argument == null ? "" : inUsersTerms(argument.toString()));
    }
    return texts;
  }

  /** A message without the names of generated classes. */
  static String inUsersTerms(String message) {
    String text = LOCATION.matcher(message).replaceAll("");
    return GENERATED.matcher(text).replaceAll("");
  }

  private static boolean isUnresolved(@Nullable JCDiagnostic diagnostic) {
    if (diagnostic == null || !diagnostic.getCode().startsWith("compiler.err.cant.resolve")) {
      return false;
    }
    return switch (diagnostic.getDiagnosticPosition().getTree()) {
      case JCFieldAccess access -> isOfCell(access.selected);
      case JCMemberReference reference -> isOfCell(reference.expr);
      case null, default -> true;
    };
  }

  private static boolean isOfCell(JCTree tree) {
    return tree.type != null
        && tree.type.hasTag(TypeTag.CLASS)
        && tree.type.tsym.packge().fullname.contentEquals(CompiledCell.PACKAGE);
  }

  /** What is not defined, such as {@code method area}. */
  String missing() {
    if (arguments.size() < 2) {
      return message;
    }
    String kind =
        arguments.get(0).startsWith("kindname.")
            ? arguments.get(0).substring("kindname.".length())
            : arguments.get(0);
    return kind + " " + arguments.get(1);
  }

  /** The same with something to add. */
  Found and(String explanation) {
    return new Found(
        text, start, position, end, code, arguments, message + "\n" + explanation, unresolved);
  }

  /** As the user sees it. */
  Problem problem() {
    String source = text.source();
    int lineStart = position == 0 ? 0 : source.lastIndexOf('\n', position - 1) + 1;
    int line = 1 + (int) source.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Problem(
        Problem.Severity.ERROR,
        text.cell(),
        source,
        start,
        position,
        end,
        line,
        position - lineStart + 1,
        code,
        arguments,
        message);
  }
}
