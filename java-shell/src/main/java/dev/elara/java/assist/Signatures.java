package dev.elara.java.assist;

import dev.elara.java.namespace.Definition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Elements as a reader wants to see them: simple names, no generated ones. */
final class Signatures {

  private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])");
  private static final Pattern GENERATED = Pattern.compile("(?:\\w+\\.)?\\$JShell\\$\\w+[.$]");

  /** What javac calls a parameter of a class file that keeps no names. */
  private static final Pattern UNNAMED = Pattern.compile("arg\\d+");

  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(\\([^)]*\\))? ?");

  private final Types types;

  Signatures(Types types) {
    this.types = types;
  }

  /** A type with simple names. */
  static String type(TypeMirror type) {
    return simple(type.toString());
  }

  /** {@code text} with qualifiers of packages and generated classes dropped. */
  static String simple(String text) {
    var plain = ANNOTATION.matcher(text).replaceAll("");
    return QUALIFIER.matcher(GENERATED.matcher(plain).replaceAll("")).replaceAll("");
  }

  /**
   * The short form a completion shows: {@code (int index, E element) void}.
   *
   * @param site the type it is a member of, to fill in type parameters; null if unknown
   */
  @Nullable String hint(Element element, @Nullable TypeMirror site) {
    return switch (element) {
      case ExecutableElement method -> {
        var type = typeIn(method, site);
        yield parameters(method, type, false) + " " + type(type.getReturnType());
      }
      case VariableElement variable -> type(typeIn(variable, site));
      case TypeElement _ -> null;
      default -> null;
    };
  }

  /** The type of the value a variable has or a method returns; null if it is neither. */
  @Nullable TypeMirror valueType(Element member, @Nullable TypeMirror site) {
    return switch (member) {
      case ExecutableElement method -> typeIn(method, site).getReturnType();
      case VariableElement variable -> typeIn(variable, site);
      default -> null;
    };
  }

  /** A declaration as the source has it: {@code public static <T> List<T> of(T... a)}. */
  String declaration(Element element, @Nullable TypeMirror site) {
    return switch (element) {
      case TypeElement type -> typeDeclaration(type);
      case ExecutableElement method -> methodDeclaration(method, site);
      default ->
          modifiers(element)
              + type(
                  element.asType().getKind() == TypeKind.NONE
                      ? element.asType()
                      : typeIn(element, site))
              + " "
              + element.getSimpleName();
    };
  }

  /** How a cell has declared something, in a line. */
  static String head(Definition definition) {
    return switch (definition.kind()) {
      case VARIABLE, METHOD -> simple(definition.declaration());
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION -> {
        var text = definition.text();
        int body = text.indexOf('{');
        yield body < 0 ? text : text.substring(0, body).strip();
      }
    };
  }

  private String methodDeclaration(ExecutableElement method, @Nullable TypeMirror site) {
    return modifiers(method) + header(method, site, false);
  }

  /** A method's declaration without modifiers and body, all parameters named. */
  String header(ExecutableElement method, @Nullable TypeMirror site) {
    return header(method, site, true);
  }

  private String header(ExecutableElement method, @Nullable TypeMirror site, boolean named) {
    var type = typeIn(method, site);
    var constructor = method.getSimpleName().contentEquals("<init>");
    var owner = method.getEnclosingElement();
    var name =
        constructor
            ? String.valueOf(owner == null ? "" : owner.getSimpleName())
            : type(type.getReturnType()) + " " + method.getSimpleName();
    var thrown =
        method.getThrownTypes().stream().map(Signatures::type).collect(Collectors.joining(", "));
    return typeParameters(method.getTypeParameters(), " ")
        + name
        + parameters(method, type, named)
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String typeDeclaration(TypeElement type) {
    var kind =
        switch (type.getKind()) {
          case INTERFACE -> "interface ";
          case ANNOTATION_TYPE -> "@interface ";
          case ENUM -> "enum ";
          case RECORD -> "record ";
          default -> "class ";
        };
    var declared =
        new StringBuilder(modifiers(type))
            .append(kind)
            .append(type.getSimpleName())
            .append(typeParameters(type.getTypeParameters(), ""));
    if (type.getKind().name().equals("RECORD")) {
      declared.append(
          type.getRecordComponents().stream()
              .map(c -> type(c.asType()) + " " + c.getSimpleName())
              .collect(Collectors.joining(", ", "(", ")")));
    }
    var superclass = type.getSuperclass();
    if (superclass.getKind() == TypeKind.DECLARED
        && !List.of("Object", "Record").contains(type(superclass))
        && !type(superclass).startsWith("Enum<")) {
      declared.append(" extends ").append(type(superclass));
    }
    var interfaces =
        type.getInterfaces().stream().map(Signatures::type).collect(Collectors.joining(", "));
    if (!interfaces.isEmpty()) {
      declared.append(type.getKind().isInterface() ? " extends " : " implements ");
      declared.append(interfaces);
    }
    return declared.toString();
  }

  private static String modifiers(Element element) {
    var inInterface =
        element.getEnclosingElement() instanceof TypeElement t && t.getKind().isInterface();
    var ofCell = Surroundings.isGenerated(element.getEnclosingElement());
    return element.getModifiers().stream()
        .filter(m -> !(ofCell && (m == Modifier.PUBLIC || m == Modifier.STATIC)))
        .filter(m -> !(inInterface && (m == Modifier.PUBLIC || m == Modifier.ABSTRACT)))
        .filter(m -> m != Modifier.NATIVE && m != Modifier.SYNCHRONIZED && m != Modifier.STRICTFP)
        .filter(m ->
            !(element instanceof TypeElement
                && element.getKind().isInterface()
                && m == Modifier.ABSTRACT))
        .filter(m -> !isImplied(element.getKind(), m))
        .map(m -> m + " ")
        .collect(Collectors.joining());
  }

  /** Whether every type of this kind has the modifier, so that nobody writes it. */
  private static boolean isImplied(ElementKind kind, Modifier modifier) {
    return switch (kind) {
      case RECORD, ENUM -> modifier == Modifier.FINAL || modifier == Modifier.STATIC;
      case INTERFACE, ANNOTATION_TYPE -> modifier == Modifier.STATIC;
      default -> false;
    };
  }

  private static String typeParameters(
      List<? extends TypeParameterElement> parameters, String behind) {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.stream()
            .map(Signatures::typeParameter)
            .collect(Collectors.joining(", ", "<", ">"))
        + behind;
  }

  private static String typeParameter(TypeParameterElement parameter) {
    var bounds =
        parameter.getBounds().stream()
            .map(Signatures::type)
            .filter(bound -> !bound.equals("Object"))
            .collect(Collectors.joining(" & "));
    return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
  }

  /**
   * The name of the {@code at}-th parameter, one made up of its type if the class file keeps none.
   */
  static String parameterName(ExecutableElement method, int at) {
    var name = method.getParameters().get(at).getSimpleName().toString();
    if (!UNNAMED.matcher(name).matches()) {
      return name;
    }
    var type = type(method.getParameters().get(at).asType());
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + (at == 0 ? "" : at + 1);
  }

  private static String parameters(ExecutableElement method, ExecutableType type, boolean named) {
    var text = new StringBuilder("(");
    for (int at = 0; at < method.getParameters().size(); at++) {
      text.append(at == 0 ? "" : ", ").append(parameter(method, type, at, named));
    }
    return text.append(')').toString();
  }

  private static String parameter(
      ExecutableElement method, ExecutableType type, int at, boolean named) {
    var isLast = at == method.getParameters().size() - 1;
    var parameter = type(type.getParameterTypes().get(at));
    if (isLast && method.isVarArgs() && parameter.endsWith("[]")) {
      parameter = parameter.substring(0, parameter.length() - 2) + "...";
    }
    var name = method.getParameters().get(at).getSimpleName().toString();
    var isNamed = named || !UNNAMED.matcher(name).matches();
    return parameter + (isNamed ? " " + parameterName(method, at) : "");
  }

  /** The parameter an argument is for, as declared; empty if there is none. */
  String parameter(ExecutableElement method, @Nullable TypeMirror site, int argument) {
    int last = method.getParameters().size() - 1;
    int at = method.isVarArgs() ? Math.min(argument, last) : argument;
    return at > last ? "" : parameter(method, typeIn(method, site), at, false);
  }

  private ExecutableType typeIn(ExecutableElement method, @Nullable TypeMirror site) {
    return typeIn((Element) method, site) instanceof ExecutableType type
        ? type
        : (ExecutableType) method.asType();
  }

  private TypeMirror typeIn(Element member, @Nullable TypeMirror site) {
    if (site instanceof DeclaredType declared && !member.getModifiers().contains(Modifier.STATIC)) {
      try {
        return types.asMemberOf(declared, member);
      } catch (IllegalArgumentException e) {
        return member.asType();
      }
    }
    return member.asType();
  }
}
