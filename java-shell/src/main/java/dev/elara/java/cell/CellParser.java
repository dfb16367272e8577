package dev.elara.java.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.parser.JavacParser;
import com.sun.tools.javac.parser.Lexer;
import com.sun.tools.javac.parser.ParserFactory;
import com.sun.tools.javac.parser.Tokens.Token;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import com.sun.tools.javac.tree.EndPosTable;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCErroneous;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCModifiers;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCTypeParameter;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.util.JCDiagnostic.DiagnosticFlag;
import com.sun.tools.javac.util.JCDiagnostic.Error;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Log;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Position;
import java.util.ArrayList;
import java.util.Set;

/**
 * javac's parser, for a cell: imports, declarations, statements and expressions in any order, the
 * last semicolon left out if one likes.
 *
 * <p>What a snippet is follows from the tokens at its start, so that nothing is parsed twice. The
 * trees' positions are offsets in the cell; nothing is generated that would have to be mapped back.
 */
final class CellParser extends JavacParser {

  /** A piece of the cell as parsed: one tree, or the variables of one declaration. */
  record Piece(java.util.List<JCTree> trees, int start, int end, boolean semicolon) {}

  /** Parts of statements without what must stand before them. */
  private static final Set<String> STRAY =
      Set.of(
          "compiler.err.else.without.if",
          "compiler.err.catch.without.try",
          "compiler.err.finally.without.try");

  private final Log log;
  private boolean semicolon;

  CellParser(ParserFactory factory, Lexer lexer, Log log) {
    super(factory, lexer, false, true, true);
    this.log = log;
  }

  /** Of a stray part that ends the cell javac says only that the cell ends. */
  @Override
  protected JCErroneous syntaxError(int pos, List<? extends JCTree> trees, Error error) {
    if (token.kind == TokenKind.EOF && STRAY.contains(error.key()) && pos > S.errPos()) {
      log.error(DiagnosticFlag.SYNTAX, pos, error);
      S.errPos(pos);
    }
    return super.syntaxError(pos, trees, error);
  }

  /** Where the trees end. */
  EndPosTable endPositions() {
    return endPosTable;
  }

  /** Where the lines start. */
  Position.LineMap lineMap() {
    return S.getLineMap();
  }

  /** Reads the whole cell. What is wrong is in the log; there is always an end. */
  java.util.List<Piece> parseCell() {
    var pieces = new ArrayList<Piece>();
    while (token.kind != TokenKind.EOF) {
      int start = token.pos;
      if (token.kind == TokenKind.SEMI) {
        nextToken();
        continue;
      }
      semicolon = true;
      var trees = piece();
      int end = Math.max(start, S.prevToken().endPos);
      if (!trees.isEmpty()) {
        pieces.add(new Piece(java.util.List.copyOf(trees), start, end, semicolon));
      }
      recover(start);
    }
    return pieces;
  }

  /** After a syntax error goes on at the next thing that looks like a start. */
  private void recover(int start) {
    if (token.kind != TokenKind.EOF && token.pos <= endPosTable.errorEndPos) {
      skip(true, false, false, true);
    }
    if (token.kind != TokenKind.EOF && token.pos == start) {
      nextToken();
    }
  }

  private List<? extends JCTree> piece() {
    return switch (token.kind) {
      case IMPORT -> List.of(importDeclaration());
      case LBRACE,
          RBRACE,
          CASE,
          IF,
          FOR,
          WHILE,
          DO,
          TRY,
          RETURN,
          THROW,
          BREAK,
          CONTINUE,
          ELSE,
          FINALLY,
          CATCH,
          ASSERT ->
          List.of(parseStatement());
      case SWITCH -> expression();
      case SYNCHRONIZED ->
          peekToken(kind -> kind == TokenKind.LPAREN) ? List.of(parseStatement()) : declaration();
      case IDENTIFIER ->
          peekToken(kind -> kind == TokenKind.COLON) || isYield()
              ? List.of(parseStatement())
              : declaration();
      default -> declaration();
    };
  }

  private boolean isYield() {
    return token.name().contentEquals("yield")
        && peekToken(kind ->
            switch (kind) {
              case INTLITERAL, STRINGLITERAL, IDENTIFIER, TRUE, FALSE, NULL, NEW -> true;
              default -> false;
            });
  }

  /** A class, method or variable if it looks like one, else an expression. */
  private List<? extends JCTree> declaration() {
    var comment = token.docComment();
    JCModifiers modifiers = isModifierStart() ? modifiersOpt() : F.at(Position.NOPOS).Modifiers(0);
    boolean modified = modifiers.flags != 0 || modifiers.annotations.nonEmpty();
    if (isDeclaration()) {
      return List.of(classOrRecordOrInterfaceOrEnumDeclaration(modifiers, comment));
    }
    if (token.kind == TokenKind.LT) {
      int pos = token.pos;
      var parameters = typeParametersOpt();
      if (modifiers.pos == Position.NOPOS) {
        modifiers.pos = pos;
        storeEnd(modifiers, pos);
      }
      return member(modifiers, parameters);
    }
    if (modified || isMemberStart()) {
      return member(modifiers, List.nil());
    }
    return expression();
  }

  private boolean isModifierStart() {
    return switch (token.kind) {
      case PUBLIC,
          PROTECTED,
          PRIVATE,
          STATIC,
          ABSTRACT,
          FINAL,
          NATIVE,
          SYNCHRONIZED,
          TRANSIENT,
          VOLATILE,
          STRICTFP,
          MONKEYS_AT,
          DEFAULT ->
          true;
      case IDENTIFIER -> isNonSealedClassStart(false) || isSealedClassStart(false);
      default -> token.kind == TokenKind.ENUM || token.kind == TokenKind.INTERFACE;
    };
  }

  /** A method or variables, from their type on. */
  private List<? extends JCTree> member(JCModifiers modifiers, List<JCTypeParameter> parameters) {
    boolean isVoid = token.kind == TokenKind.VOID;
    JCExpression type = isVoid ? voidType() : parseType(true);
    int pos = token.pos;
    Name name = identOrUnderscore();
    if (token.kind == TokenKind.LPAREN || isVoid || parameters.nonEmpty()) {
      return List.of(
          methodDeclaratorRest(pos, modifiers, type, name, parameters, false, isVoid, false, null));
    }
    modifiers.flags &= ~Flags.FINAL;
    var variables =
        variableDeclaratorsRest(
            pos, modifiers, type, name, false, null, new ListBuffer<JCVariableDecl>(), true);
    accept(TokenKind.SEMI);
    storeEnd(variables.last(), S.prevToken().endPos);
    return variables.toList();
  }

  private JCExpression voidType() {
    JCExpression type = to(F.at(token.pos).TypeIdent(com.sun.tools.javac.code.TypeTag.VOID));
    nextToken();
    return type;
  }

  private List<? extends JCTree> expression() {
    int pos = token.pos;
    JCExpression tree = isLoneSwitch() ? loneSwitch() : parseExpression();
    if (tree instanceof JCSwitchExpression && token.kind != TokenKind.SEMI) {
      semicolon = token.kind != TokenKind.EOF;
    } else {
      semicolon = token.kind == TokenKind.SEMI;
      accept(TokenKind.SEMI);
    }
    return List.of(toP(F.at(pos).Exec(tree)));
  }

  /** Whether type parameters follow a switch: no comparison, but a method's. */
  private boolean isLoneSwitch() {
    if (token.kind != TokenKind.SWITCH) {
      return false;
    }
    int depth = 0;
    for (int at = 1; S.token(at).kind != TokenKind.EOF; at++) {
      switch (S.token(at).kind) {
        case LBRACE -> depth++;
        case RBRACE -> {
          if (--depth == 0) {
            return isTypeParameters(at + 1);
          }
        }
        default -> {
          // part of the switch
        }
      }
    }
    return false;
  }

  private boolean isTypeParameters(int at) {
    if (S.token(at).kind != TokenKind.LT) {
      return false;
    }
    return switch (S.token(at + 2).kind) {
      case COMMA, EXTENDS, GT -> isName(S.token(at + 1));
      default -> S.token(at + 1).kind == TokenKind.MONKEYS_AT;
    };
  }

  private JCExpression loneSwitch() {
    selectExprMode();
    return term3();
  }

  /**
   * The last semicolon of a cell may be missing; where a brace is open, that is an error anyway.
   */
  @Override
  public void accept(TokenKind kind) {
    if (kind == TokenKind.SEMI && token.kind == TokenKind.EOF) {
      return;
    }
    super.accept(kind);
  }

  /** Whether a type and a name follow, as in {@code Map.Entry<String, int[]>[] e}. */
  private boolean isMemberStart() {
    if (token.kind == TokenKind.VOID) {
      return isName(S.token(1));
    }
    int end = typeEnd(0);
    return end > 0 && isName(S.token(end));
  }

  private static boolean isName(Token token) {
    return token.kind == TokenKind.IDENTIFIER || token.kind == TokenKind.UNDERSCORE;
  }

  /** The token after the type that starts {@code ahead} of here, or -1 if none does. */
  private int typeEnd(int ahead) {
    int at = ahead;
    if (isPrimitive(S.token(at).kind)) {
      return bracketsEnd(at + 1);
    }
    while (isName(S.token(at))) {
      at++;
      if (S.token(at).kind == TokenKind.LT) {
        at = typeArgumentsEnd(at);
        if (at < 0) {
          return -1;
        }
      }
      if (S.token(at).kind != TokenKind.DOT) {
        return bracketsEnd(at);
      }
      at++;
    }
    return -1;
  }

  private int bracketsEnd(int ahead) {
    int at = ahead;
    while (S.token(at).kind == TokenKind.LBRACKET && S.token(at + 1).kind == TokenKind.RBRACKET) {
      at += 2;
    }
    return at;
  }

  private int typeArgumentsEnd(int ahead) {
    int depth = 0;
    for (int at = ahead; ; at++) {
      TokenKind kind = S.token(at).kind;
      switch (kind) {
        case LT -> depth++;
        case GT -> depth--;
        case GTGT -> depth -= 2;
        case GTGTGT -> depth -= 3;
        case IDENTIFIER, DOT, COMMA, QUES, EXTENDS, SUPER, AMP, LBRACKET, RBRACKET, MONKEYS_AT -> {
          // part of a type argument
        }
        default -> {
          if (!isPrimitive(kind)) {
            return -1;
          }
        }
      }
      if (depth <= 0) {
        return depth == 0 ? at + 1 : -1;
      }
    }
  }

  private static boolean isPrimitive(TokenKind kind) {
    return switch (kind) {
      case BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
      default -> false;
    };
  }
}
