package dev.elara.java.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.IntersectionClassType;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.TreeScanner;
import dev.elara.java.namespace.Definition;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns javac's symbols into values: ids of definitions, types as users write them. */
final class Describe {

  private static final Pattern QUALIFIER =
      Pattern.compile("\\b(?:[a-zA-Z_$][\\w$]*\\.)+(?=[\\w$])");

  private static final Pattern BLANKS = Pattern.compile("\\s+(?!extends|super|&)");

  private static final Pattern COMMA = Pattern.compile(",(?=\\S)");

  private static final Set<String> COMMON =
      Set.of(
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.Enum",
          "java.lang.Comparable",
          "java.lang.Cloneable",
          "java.io.Serializable",
          "java.lang.constant.Constable",
          "java.lang.constant.ConstantDesc");

  private Describe() {}

  /** A type's text without packages and blanks, so that two of them can be compared. */
  static String simple(String type) {
    String unqualified = QUALIFIER.matcher(type).replaceAll("");
    String close = BLANKS.matcher(unqualified).replaceAll("");
    return COMMA.matcher(close).replaceAll(", ");
  }

  /** A variable's type as users may write it: of an intersection, the part that says most. */
  static String type(Type type) {
    return simple(String.valueOf(type.map(new Telling(), null)));
  }

  private static final class Telling extends Type.StructuralTypeMapping<@Nullable Void> {

    @Override
    public Type visitClassType(Type.ClassType type, @Nullable Void nothing) {
      return type instanceof IntersectionClassType intersection
          ? visit(telling(intersection))
          : super.visitClassType(type, null);
    }

    /** The first part that not nearly every record, enum or number has too; else the first. */
    private static Type telling(IntersectionClassType intersection) {
      for (Type part : intersection.getExplicitComponents()) {
        if (!COMMON.contains(part.tsym.getQualifiedName().toString())) {
          return part;
        }
      }
      return intersection.getExplicitComponents().head;
    }
  }

  /** Which member of a generated class it is, for {@link dev.elara.java.namespace.Version#id()}. */
  static String member(Types types, Symbol symbol) {
    return switch (symbol) {
      case MethodSymbol method ->
          method.name + types.erasure(method.type).getParameterTypes().toString();
      case VarSymbol variable -> variable.name.toString();
      default -> "";
    };
  }

  /** The id of the definition a symbol belongs to; null if it is none of a cell's. */
  static @Nullable String id(Javac javac, @Nullable Symbol symbol) {
    ClassSymbol outermost = outermost(symbol);
    if (symbol == null || outermost == null || !javac.cells().equals(outermost.owner)) {
      return null;
    }
    boolean direct =
        outermost.equals(symbol.owner)
            && (symbol instanceof VarSymbol || symbol instanceof MethodSymbol);
    return outermost.flatName() + "#" + (direct ? member(javac.types, symbol) : "");
  }

  private static @Nullable ClassSymbol outermost(@Nullable Symbol symbol) {
    ClassSymbol found = null;
    for (Symbol at = symbol; at != null && at.kind != Kinds.Kind.PCK; at = at.owner) {
      if (at instanceof ClassSymbol type) {
        found = type;
      }
    }
    return found;
  }

  /** The ids of the cells' definitions an attributed definition refers to, its own left out. */
  static Set<String> uses(Javac javac, Planned plan) {
    var ids = new LinkedHashSet<String>();
    if (plan.symbol instanceof VarSymbol variable) {
      addTypes(javac, variable.type, ids);
    } else if (plan.tree != null) {
      var scanner = new UseScanner(javac, ids);
      scanner.scan(plan.tree);
      scanner.scan(plan.body);
    }
    ids.remove(id(javac, plan.symbol));
    return ids;
  }

  private static void addTypes(Javac javac, Type type, Set<String> ids) {
    String id = type.tsym == null ? null : id(javac, type.tsym);
    if (id != null) {
      ids.add(id);
    }
    if (type.hasTag(com.sun.tools.javac.code.TypeTag.ARRAY)) {
      addTypes(javac, javac.types.elemtype(type), ids);
    }
    if (type instanceof IntersectionClassType intersection) {
      intersection.getExplicitComponents().forEach(part -> addTypes(javac, part, ids));
    }
    for (Type argument : type.getTypeArguments()) {
      addTypes(javac, argument, ids);
    }
  }

  private static final class UseScanner extends TreeScanner {
    private final Javac javac;
    private final Set<String> ids;

    UseScanner(Javac javac, Set<String> ids) {
      this.javac = javac;
      this.ids = ids;
    }

    private void add(@Nullable Symbol symbol) {
      String id = id(javac, symbol);
      if (id != null) {
        ids.add(id);
      }
    }

    @Override
    public void visitIdent(JCIdent tree) {
      add(tree.sym);
    }

    @Override
    public void visitSelect(JCFieldAccess tree) {
      add(tree.sym);
      super.visitSelect(tree);
    }

    @Override
    public void visitReference(JCMemberReference tree) {
      add(tree.sym);
      super.visitReference(tree);
    }

    @Override
    public void visitNewClass(JCNewClass tree) {
      add(tree.constructor);
      super.visitNewClass(tree);
    }

    @Override
    public void scan(@Nullable JCTree tree) {
      if (tree != null) {
        super.scan(tree);
      }
    }
  }

  /** What kind of definition it is. */
  static Definition.Kind kind(Snippet snippet) {
    return switch (snippet.tree()) {
      case JCTree.JCMethodDecl _ -> Definition.Kind.METHOD;
      case JCTree.JCClassDecl type -> {
        long flags = type.mods.flags;
        yield (flags & Flags.ANNOTATION) != 0
            ? Definition.Kind.ANNOTATION
            : (flags & Flags.INTERFACE) != 0
                ? Definition.Kind.INTERFACE
                : (flags & Flags.ENUM) != 0
                    ? Definition.Kind.ENUM
                    : (flags & Flags.RECORD) != 0 ? Definition.Kind.RECORD : Definition.Kind.CLASS;
      }
      default -> Definition.Kind.VARIABLE;
    };
  }

  /** A definition as users know it. */
  static Definition definition(Planned plan, @Nullable Symbol symbol, Set<String> missing) {
    var snippet = plan.snippet;
    var kind = kind(snippet);
    String type = snippet.name();
    java.util.List<String> parameters = java.util.List.of();
    String declaration = kind.name().toLowerCase(java.util.Locale.ROOT) + " " + snippet.name();
    if (symbol instanceof VarSymbol variable) {
      type = type(variable.type);
      declaration = type + " " + snippet.name();
    } else if (snippet.tree() instanceof JCTree.JCMethodDecl method) {
      type = simple(String.valueOf(method.restype));
      parameters = method.params.stream().map(p -> simple(String.valueOf(p.vartype))).toList();
      declaration =
          method.params.stream()
              .map(p -> simple(String.valueOf(p.vartype)) + " " + p.name)
              .collect(Collectors.joining(", ", type + " " + snippet.name() + "(", ")"));
    }
    return new Definition(
        kind,
        snippet.name(),
        type,
        parameters,
        declaration,
        plan.owner,
        plan.parsed.text().cell(),
        plan.parsed.text().source(),
        snippet.start(),
        snippet.end(),
        java.util.List.copyOf(missing));
  }
}
