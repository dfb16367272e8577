package dev.elara.web.compiler;

import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.Problem;
import dev.elara.message.MimeBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of what javac does not find, but the JDK has, that a page lacks it and why. Immutable.
 *
 * <p>Names are those of {@link Api#leftOut}. Offsets count UTF-16 units.
 */
final class Unavailable {

  /** The {@link Problem#code} of what is lacking. */
  private static final String CODE = "elara.unavailable";

  /** Where javac looked: a package, a type, or a variable of a type. */
  private static final Pattern LOCATION =
      Pattern.compile("(?:\\w+|variable \\S+ of type|.* of type) ([\\w.$]+)(?:<.*)?");

  /** A form of a method or constructor that does not fit, with its class. */
  private static final Pattern FORM = Pattern.compile("(?:method|constructor) ([\\w.]+)\\(");

  private static final Pattern MISSING = Pattern.compile("\\b(?:class|variable) (\\w+)");
  private static final String CONSTRUCTOR = "<init>";

  private final Map<String, String> reasons;

  /** The full names of classes by their simple names. */
  private final Map<String, String> classes = new HashMap<>();

  Unavailable(Map<String, String> reasons) {
    this.reasons = reasons;
    for (String name : reasons.keySet()) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      if (Character.isUpperCase(simple.charAt(0)) && !isConstant(simple)) {
        classes.merge(simple, name, (a, b) -> a.length() < b.length() ? a : b);
      }
    }
  }

  private static boolean isConstant(String simpleName) {
    return simpleName.length() > 1 && simpleName.chars().noneMatch(Character::isLowerCase);
  }

  /** A cell whose problems and notes say what is lacking. */
  CompiledCell explain(CompiledCell cell) {
    if (cell.problems().isEmpty() && cell.notes().isEmpty()) {
      return cell;
    }
    return new CompiledCell(
        cell.name(),
        cell.source(),
        cell.classes(),
        cell.entries(),
        cell.hasValue(),
        cell.problems().stream().map(this::explain).toList(),
        cell.notes().stream().map(this::explain).toList());
  }

  /** A note on what a definition waits for; a page will never have some of it. */
  private String explain(String note) {
    var names = new LinkedHashSet<String>();
    for (var missing = MISSING.matcher(note); missing.find(); ) {
      String name = classes.get(missing.group(1));
      if (name != null) {
        names.add(name);
      }
    }
    var lines = new ArrayList<String>(List.of(note));
    names.forEach(name -> lines.add(text(name)));
    return String.join("\n", lines);
  }

  private Problem explain(Problem problem) {
    List<String> arguments = problem.arguments();
    if (arguments.isEmpty()) {
      return problem;
    }
    return switch (problem.code()) {
      case "compiler.err.doesnt.exist",
          "compiler.err.module.not.found",
          "compiler.err.import.module.not.found" ->
          reasons.containsKey(arguments.getFirst())
              ? with(problem, text(arguments.getFirst()))
              : problem;
      case "compiler.err.cant.apply.symbol", "compiler.err.cant.apply.symbols" ->
          otherForms(problem);
      default ->
          problem.code().startsWith("compiler.err.cant.resolve") && arguments.size() > 1
              ? named(arguments.get(1), arguments.getLast())
                  .map(name -> with(problem, text(name)))
                  .orElse(problem)
              : problem;
    };
  }

  /** The full name of what was not found at a place, if that is lacking. */
  private Optional<String> named(String name, String location) {
    var place = LOCATION.matcher(location);
    if (place.matches()) {
      String full = place.group(1).replace('$', '.') + "." + name;
      if (reasons.containsKey(full)) {
        return Optional.of(full);
      }
      if (location.startsWith("package ")) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(classes.get(name));
  }

  /** If javac found other forms of a method than the one that is lacking, both are said. */
  private Problem otherForms(Problem problem) {
    for (var form = FORM.matcher(problem.message()); form.find(); ) {
      String suffix = "." + name(form);
      for (String each : reasons.keySet()) {
        if (each.endsWith(suffix)) {
          return with(problem, problem.message() + "\nOf its other forms: " + text(each));
        }
      }
    }
    return problem;
  }

  /** The class and the method that a form is of. */
  private static String name(Matcher form) {
    String name = form.group(1);
    return form.group().startsWith("method")
        ? name
        : name.substring(name.lastIndexOf('.') + 1) + "." + CONSTRUCTOR;
  }

  private String text(String name) {
    return name.replace("." + CONSTRUCTOR, "'s constructor")
        + " is not available in the browser: "
        + reasons.get(name)
        + ".";
  }

  private static Problem with(Problem of, String message) {
    return new Problem(
        of.severity(),
        of.cell(),
        of.source(),
        of.start(),
        of.position(),
        of.end(),
        of.line(),
        of.column(),
        CODE,
        of.arguments(),
        message);
  }

  /** What is to be said of the name at {@code cursor}; null if it is not lacking. */
  @Nullable MimeBundle inspect(String code, int cursor) {
    int start = Math.clamp(cursor, 0, code.length());
    int end = start;
    while (start > 0 && isOfName(code.charAt(start - 1))) {
      start--;
    }
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String name = code.substring(start, end);
    String full = reasons.containsKey(name) ? name : classes.get(name);
    return full == null ? null : MimeBundle.text(text(full));
  }

  private static boolean isOfName(char letter) {
    return Character.isJavaIdentifierPart(letter) || letter == '.';
  }
}
