package dev.elara.cli.notebook;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Values given on the command line, put into a notebook as papermill does: a cell tagged {@code
 * injected-parameters} right after the one tagged {@code parameters}, or first if there is none;
 * one of an earlier run is replaced.
 *
 * <p>A parameter has the type with which the cell tagged {@code parameters} declares it. If it does
 * not, the value tells: {@code 3} is an int, {@code 3000000000} a long, {@code 0.5} a double,
 * {@code true} a boolean, anything else, and anything in double quotes, a String.
 */
public final class Parameters {

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters in texts of the form {@code name=value}; a later one wins.
   *
   * @throws IllegalArgumentException if one has another form or its name is no Java name
   */
  public static Parameters parse(List<String> assignments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "Parameter '%s' has no value. Write name=value.".formatted(assignment));
      }
      String name = assignment.substring(0, equals).strip();
      if (!SourceVersion.isName(name) || name.contains(".")) {
        throw new IllegalArgumentException(
            "'%s' cannot be the name of a parameter: it is no Java variable's name."
                .formatted(name));
      }
      values.put(name, assignment.substring(equals + 1));
    }
    return new Parameters(values);
  }

  /**
   * Puts the parameters into a notebook; does nothing if there are none.
   *
   * @return whether the notebook declares parameters at all, or there are none to put in
   * @throws IllegalArgumentException if a value does not fit the type the notebook declares
   */
  public boolean injectInto(Notebook notebook) {
    if (values.isEmpty()) {
      return true;
    }
    tagged(notebook, "injected-parameters").ifPresent(notebook::remove);
    var declared = tagged(notebook, "parameters");
    String defaults = declared.map(Cell::source).orElse("");
    String source =
        values.entrySet().stream()
            .map(value -> declaration(value.getKey(), value.getValue(), defaults))
            .collect(Collectors.joining("\n", "// Parameters\n", ""));
    int index = declared.map(cell -> notebook.cells().indexOf(cell) + 1).orElse(0);
    notebook.insertCode(index, source, List.of("injected-parameters"));
    return declared.isPresent();
  }

  private static Optional<Cell> tagged(Notebook notebook, String tag) {
    return notebook.cells().stream().filter(cell -> cell.isCode() && cell.hasTag(tag)).findFirst();
  }

  private static String declaration(String name, String value, String defaults) {
    String type = declaredType(name, defaults);
    try {
      return type == null || type.equals("var")
          ? inferred(name, value)
          : "%s %s = %s;".formatted(type, name, literal(type, value));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "Parameter %s: '%s' is no %s, which is what the notebook's cell tagged 'parameters' says it is."
              .formatted(name, value, type));
    }
  }

  /** The type before {@code name =} in a source; null if it is not declared with a type we know. */
  private static @Nullable String declaredType(String name, String source) {
    var declaration =
        Pattern.compile(
                "\\b(byte|short|int|long|float|double|boolean|String|var)\\s+"
                    + Pattern.quote(name)
                    + "\\s*[=;]")
            .matcher(source);
    return declaration.find() ? declaration.group(1) : null;
  }

  private static String inferred(String name, String value) {
    String type = typeOf(value);
    return type.equals("BigInteger")
        ? "java.math.BigInteger %s = new java.math.BigInteger(\"%s\");"
            .formatted(name, new BigInteger(value))
        : "%s %s = %s;".formatted(type, name, literal(type, value));
  }

  private static String typeOf(String value) {
    if (WHOLE.matcher(value).matches()) {
      int bits = new BigInteger(value).bitLength();
      return bits < Integer.SIZE ? "int" : bits < Long.SIZE ? "long" : "BigInteger";
    }
    if (DECIMAL.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
      return "double";
    }
    return isTruth(value) ? "boolean" : "String";
  }

  private static boolean isTruth(String value) {
    return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
  }

  private static String literal(String type, String value) {
    return switch (type) {
      case "byte" -> String.valueOf(Byte.parseByte(value));
      case "short" -> String.valueOf(Short.parseShort(value));
      case "int" -> String.valueOf(Integer.parseInt(value));
      case "long" -> Long.parseLong(value) + "L";
      case "float" -> finite(Float.parseFloat(value)) + "f";
      case "double" -> String.valueOf(finite(Double.parseDouble(value)));
      case "boolean" -> {
        if (!isTruth(value)) {
          throw new NumberFormatException(value);
        }
        yield String.valueOf(Boolean.parseBoolean(value));
      }
      default -> quoted(unquoted(value));
    };
  }

  private static <T extends Number> T finite(T number) {
    if (!Double.isFinite(number.doubleValue())) {
      throw new NumberFormatException(number.toString());
    }
    return number;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static String quoted(String text) {
    var literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (c < 0x20) {
            // Three digits, so that a digit that follows is not taken for part of it.
            literal.append("\\%03o".formatted((int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
