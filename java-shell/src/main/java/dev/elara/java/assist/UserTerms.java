package dev.elara.java.assist;

import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.Problem;
import java.util.regex.Pattern;

/** What javac says, in the words of someone who knows cells but no generated classes. */
final class UserTerms {

  private static final String GENERATED =
      "(?:" + Pattern.quote(CompiledCell.PACKAGE) + "\\.)?\\$JShell\\$\\w+";
  private static final Pattern OWNER =
      Pattern.compile(" (?:in|of) (?:class|interface|enum|record) " + GENERATED + "(?![\\w.$])");
  private static final Pattern QUALIFIER = Pattern.compile(GENERATED + "[.$]");
  private static final Pattern ANONYMOUS = Pattern.compile("<anonymous [\\w.]*>");
  private static final Pattern SYMBOL =
      Pattern.compile("(?s)cannot find symbol\\s+symbol:\\s+(\\w+(?: variable)?) ([^\n]+).*");
  private static final Pattern LOCATION = Pattern.compile("(?s).*\\blocation:\\s+([^\n]+).*");
  private static final Pattern OF_TYPE = Pattern.compile("\\w+ .* of type (.+)");
  private static final Pattern KIND =
      Pattern.compile("(?:class|interface|enum|record|package) (.+)");

  private static final Pattern CHANGED_LOCAL =
      Pattern.compile("(?s)local variables referenced from .* must be final or effectively final");

  /** The method that top-level statements stand in. */
  private static final String IN_ENTRY = " in method " + CompiledCell.ENTRY_METHOD + "()";

  private UserTerms() {}

  /** The message of {@code problem}: what is wrong in the first line, details in those behind. */
  static String message(Problem problem) {
    var text = withoutGenerated(problem.message()).strip();
    var symbol = SYMBOL.matcher(text);
    if (symbol.matches()) {
      var name = symbol.group(2).strip();
      return "cannot find " + kind(symbol.group(1), name, problem) + name + location(text);
    }
    return switch (problem.code()) {
      case "compiler.err.premature.eof" -> "the cell ends before this is complete";
      case "compiler.err.not.stmt" -> "this is not a statement";
      case "compiler.err.local.variables.referenced",
          "compiler.err.cant.ref.non.effectively.final.var" ->
          CHANGED_LOCAL.matcher(text).matches()
              ? "a lambda or inner class cannot use "
                  + Hints.nameAt(problem)
                  + ", a local variable that changes"
              : text;
      default -> CallTerms.message(text);
    };
  }

  /** What kind of thing is missing: what stands before a dot may be a class too. */
  private static String kind(String kind, String name, Problem problem) {
    var source = problem.source();
    int end = Hints.wordEnd(source, problem.position(), problem.end());
    return kind.equals("variable")
            && Character.isUpperCase(name.charAt(0))
            && source.startsWith(".", end)
        ? "class or variable "
        : kind + " ";
  }

  /** {@code text} with the names of generated classes dropped. */
  static String withoutGenerated(String text) {
    var plain = QUALIFIER.matcher(OWNER.matcher(text).replaceAll("")).replaceAll("");
    return ANONYMOUS.matcher(plain).replaceAll("the anonymous class").replace(IN_ENTRY, "");
  }

  private static String location(String text) {
    var location = LOCATION.matcher(text);
    if (!location.matches() || location.group(1).contains("$JShell$")) {
      return "";
    }
    var where = location.group(1).strip();
    var type = OF_TYPE.matcher(where);
    var kind = KIND.matcher(where);
    return " in " + (type.matches() ? type.group(1) : kind.matches() ? kind.group(1) : where);
  }
}
