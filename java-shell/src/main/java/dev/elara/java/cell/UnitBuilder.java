package dev.elara.java.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCArrayAccess;
import com.sun.tools.javac.tree.JCTree.JCArrayTypeTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCNewArray;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeCopier;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the snippets of one cell into the generated classes of one compilation unit.
 *
 * <p>The layout, so that every snippet has exactly the access it would have among the top-level
 * classes of one package:
 *
 * <ul>
 *   <li>the entry class: what runs, as the body of {@code public static Object run()};
 *   <li>one class with the variables as public static fields; what they are set to is in the entry;
 *   <li>one class with the methods, public and static;
 *   <li>one class around each type, which becomes a public static member of it.
 * </ul>
 *
 * <p>They see each other, and earlier cells, through single static imports of the names they use.
 */
final class UnitBuilder {

  /** So many statements go into one method: the JVM limits a method's size. */
  private static final int STATEMENTS_PER_METHOD = 400;

  /** The method with what runs, where it is apart from the entry. */
  private static final String BODY = "do_it$";

  private final Javac javac;
  private final TreeMaker make;
  private final Javac.Parsed parsed;
  private final ListBuffer<JCTree> definitions = new ListBuffer<>();
  private final Map<String, ListBuffer<JCTree>> members = new LinkedHashMap<>();
  private final ListBuffer<JCStatement> statements = new ListBuffer<>();
  private final Consumer<Inferred> whenInferred;
  private @Nullable JCMethodDecl entry;

  /** A variable whose type javac has just inferred, for {@code var}. */
  record Inferred(Planned planned, JCVariableDecl field, JCVariableDecl local) {}

  UnitBuilder(Javac javac, Javac.Parsed parsed, Consumer<Inferred> whenInferred) {
    this.javac = javac;
    this.make = javac.make;
    this.parsed = parsed;
    this.whenInferred = whenInferred;
  }

  /** Adds a definition; one that runs something too is added by {@link #run} as well. */
  void define(Planned planned) {
    var snippet = planned.snippet;
    make.at(snippet.tree().pos);
    planned.tree = member(planned, snippet);
    members(planned.owner).append(planned.tree);
  }

  /** With {@code instanceof}: the first {@code switch} over types costs the first cell time. */
  private JCTree member(Planned planned, Snippet snippet) {
    if (snippet.tree() instanceof JCVariableDecl variable) {
      return field(variable);
    } else if (snippet.tree() instanceof JCMethodDecl method) {
      return planned.isApart() ? apart(planned, method(method)) : method(method);
    } else if (snippet.tree() instanceof JCClassDecl type) {
      return type(type);
    }
    throw new IllegalArgumentException("Defines nothing: " + snippet.kind());
  }

  /** The members of a class to come; a lambda of javac's types would be no part of a cache. */
  private ListBuffer<JCTree> members(String owner) {
    ListBuffer<JCTree> found = members.get(owner);
    if (found == null) {
      found = new ListBuffer<>();
      members.put(owner, found);
    }
    return found;
  }

  private JCVariableDecl field(JCVariableDecl variable) {
    long kept = variable.mods.flags & (Flags.VOLATILE | Flags.TRANSIENT);
    var modifiers = make.Modifiers(Flags.PUBLIC | Flags.STATIC | kept, variable.mods.annotations);
    var type =
        variable.vartype == null ? make.Ident(javac.symbols.objectType.tsym) : variable.vartype;
    return make.VarDef(modifiers, variable.name, type, null);
  }

  private static JCMethodDecl method(JCMethodDecl method) {
    method.mods.flags &= ~(Flags.PRIVATE | Flags.PROTECTED | Flags.FINAL | Flags.DEFAULT);
    // Without them javac says that the body is missing.
    method.mods.flags &= ~(Flags.ABSTRACT | Flags.NATIVE);
    method.mods.flags |= Flags.PUBLIC | Flags.STATIC;
    return method;
  }

  /** Moves a method's body into a class of its own and returns a method that calls it. */
  private JCMethodDecl apart(Planned planned, JCMethodDecl method) {
    var copy = new TreeCopier<Void>(make).copy(method);
    copy.pos = method.pos;
    planned.body = method;
    method.name = javac.name(method.name + "$");
    String owner = body(planned.owner);
    members(owner).append(method);
    make.at(Position.NOPOS);
    var call =
        make.Apply(
            copy.typarams.map(variable -> (JCExpression) make.Ident(variable.name)),
            make.Select(javac.qualified(owner), method.name),
            copy.params.map(parameter -> (JCExpression) make.Ident(parameter.name)));
    boolean isVoid =
        copy.restype instanceof JCTree.JCPrimitiveTypeTree type && type.typetag == TypeTag.VOID;
    copy.body = make.Block(0, List.of(isVoid ? make.Exec(call) : make.Return(call)));
    return copy;
  }

  /** As it stands, so that a record's compact constructor need not be public. */
  private static JCClassDecl type(JCClassDecl type) {
    type.mods.flags &= ~(Flags.PRIVATE | Flags.PROTECTED);
    type.mods.flags |= Flags.STATIC;
    return type;
  }

  /** Adds what a snippet does when the cell runs. */
  void run(Snippet snippet, @Nullable Planned planned, boolean last, boolean switchIsStatement) {
    make.at(snippet.tree().pos);
    boolean shown = last && !snippet.semicolon();
    if (snippet.tree() instanceof JCVariableDecl variable) {
      if (planned == null) {
        statements.append(make.Block(0, List.of(variable)));
      } else {
        assign(planned, variable);
      }
    } else if (snippet.tree() instanceof JCExpressionStatement statement) {
      if (statement.expr instanceof JCSwitchExpression choice
          && Switches.isStatement(choice, shown, switchIsStatement)) {
        statements.append(reachable(Switches.statement(make, choice)));
      } else {
        statements.append(shown ? statement : evaluated(statement));
      }
    } else if (snippet.tree() instanceof JCStatement statement) {
      statements.append(reachable(statement));
    } else {
      throw new IllegalArgumentException("Cannot run: " + snippet.kind());
    }
  }

  /**
   * An element or field that nobody looks at is read nonetheless, which may fail or initialise a
   * class: of such a statement alone javac makes nothing.
   */
  private JCStatement evaluated(JCExpressionStatement statement) {
    JCTree read = TreeInfo.skipParens(statement.expr);
    if (!(read instanceof JCArrayAccess) && !(read instanceof JCFieldAccess)) {
      return statement;
    }
    make.at(statement.pos);
    var unused = make.VarDef(make.Modifiers(0), javac.name("unused$"), null, statement.expr, true);
    return make.Block(0, List.of(unused));
  }

  /**
   * What follows counts as reachable, whatever {@code statement} is: each snippet is for itself.
   */
  private JCStatement reachable(JCStatement statement) {
    return make.at(statement.pos)
        .If(make.Literal(TypeTag.BOOLEAN, 1), make.Block(0, List.of(statement)), null);
  }

  private void assign(Planned planned, JCVariableDecl variable) {
    if (variable.vartype == null) {
      infer(planned, variable);
      return;
    }
    JCExpression value = variable.init;
    if (value == null) {
      value = zero(variable.vartype);
    } else if (value instanceof JCNewArray array
        && array.elemtype == null
        && variable.vartype instanceof JCArrayTypeTree type) {
      array.elemtype = new TreeCopier<Void>(make).copy(type.elemtype);
      make.at(variable.pos);
    }
    statements.append(make.Exec(make.Assign(target(planned, variable), value)));
  }

  /** The field of a variable, by the class it is a member of, so that nothing else can be meant. */
  private JCFieldAccess target(Planned planned, JCVariableDecl variable) {
    var target = make.Select(make.Ident(simpleName(planned.owner)), variable.name);
    planned.target = target;
    return target;
  }

  private JCExpression zero(JCExpression type) {
    if (type instanceof JCTree.JCPrimitiveTypeTree primitive) {
      return switch (primitive.typetag) {
        case BOOLEAN -> make.Literal(TypeTag.BOOLEAN, 0);
        case LONG -> make.Literal(TypeTag.LONG, 0L);
        case FLOAT -> make.Literal(TypeTag.FLOAT, 0f);
        case DOUBLE -> make.Literal(TypeTag.DOUBLE, 0d);
        case CHAR -> make.Literal(TypeTag.CHAR, 0);
        default -> make.Literal(TypeTag.INT, 0);
      };
    }
    return make.Literal(TypeTag.BOT, null);
  }

  /** Makes {@code { var x = …; REPL.owner.x = x; }} of {@code var x = …}. */
  private void infer(Planned planned, JCVariableDecl variable) {
    var field = (JCVariableDecl) Objects.requireNonNull(planned.tree);
    int pos = variable.pos;
    make.at(pos);
    var assignment = make.Assign(target(planned, variable), make.Ident(variable.name));
    variable.mods.flags &= Flags.FINAL;
    var inferred = new Inferred(planned, field, variable);
    var statement = new InferredVariable(assignment, () -> whenInferred.accept(inferred));
    statement.pos = pos;
    statements.append(make.Block(0, List.of(variable, statement)));
  }

  /**
   * Adds a class around what {@link #run} has collected, if anything.
   *
   * @param apart whether it must not see the entry method's own name, which a cell has used too
   */
  void addEntry(String binaryName, boolean apart) {
    if (statements.isEmpty()) {
      return;
    }
    make.at(0);
    if (apart) {
      addBody(body(binaryName), BODY);
      var body = make.Select(javac.qualified(body(binaryName)), javac.name(BODY));
      var call = make.Return(make.Apply(List.nil(), body, List.nil()));
      var method = method(CompiledCell.ENTRY_METHOD, List.of(call));
      definitions.append(wrapper(binaryName, List.of(method)));
    } else {
      addBody(binaryName, CompiledCell.ENTRY_METHOD);
    }
  }

  /** A class beside another one, for what must not see the names of its members. */
  static String body(String entry) {
    return entry + "_";
  }

  private void addBody(String binaryName, String name) {
    var all = new ArrayList<>(statements.toList());
    var methods = new ListBuffer<JCTree>();
    var body = new ListBuffer<JCStatement>();
    while (all.size() > STATEMENTS_PER_METHOD) {
      var part = all.subList(0, STATEMENTS_PER_METHOD);
      String partName = "part$" + (methods.size() + 1);
      methods.append(entryMethod(partName, List.from(part)));
      body.append(make.Exec(make.Apply(List.nil(), make.Ident(javac.name(partName)), List.nil())));
      part.clear();
    }
    entry = entryMethod(name, body.appendList(List.from(all)).toList());
    methods.append(entry);
    definitions.append(wrapper(binaryName, methods.toList()));
  }

  private JCMethodDecl entryMethod(String name, List<JCStatement> body) {
    var nothing = make.at(body.last().pos).Return(make.Literal(TypeTag.BOT, null));
    return method(name, body.append(nothing));
  }

  private JCMethodDecl method(String name, List<JCStatement> body) {
    make.at(0);
    return make.MethodDef(
        make.Modifiers(Flags.PUBLIC | Flags.STATIC),
        javac.name(name),
        make.Ident(javac.symbols.objectType.tsym),
        List.nil(),
        List.nil(),
        List.of(make.Ident(javac.symbols.throwableType.tsym)),
        make.Block(0, body),
        null);
  }

  /** The method that runs, once {@link #addEntry} has made one. */
  @Nullable JCMethodDecl entry() {
    return entry;
  }

  private Name simpleName(String binaryName) {
    return javac.name(binaryName.substring(binaryName.lastIndexOf('.') + 1));
  }

  private JCClassDecl wrapper(String binaryName, List<JCTree> members) {
    return make.at(0)
        .ClassDef(
            make.Modifiers(Flags.PUBLIC),
            simpleName(binaryName),
            List.nil(),
            null,
            List.nil(),
            members);
  }

  /** The unit, with {@code imports} before what has been added. */
  JCCompilationUnit build(java.util.List<JCTree> imports) {
    make.at(0);
    var all = new ListBuffer<JCTree>();
    all.append(make.PackageDecl(List.nil(), javac.qualified(CompiledCell.PACKAGE)));
    for (JCTree line : imports) {
      all.append(line);
    }
    all.appendList(definitions.toList());
    for (var each : members.entrySet()) {
      all.append(wrapper(each.getKey(), each.getValue().toList()));
    }
    var unit = make.TopLevel(all.toList());
    unit.sourcefile = parsed.text();
    unit.lineMap = parsed.lines();
    unit.endPositions = parsed.ends();
    return unit;
  }
}
