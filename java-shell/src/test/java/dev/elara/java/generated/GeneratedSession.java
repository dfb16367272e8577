package dev.elara.java.generated;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Random cells, each following from what the ones before have defined. The same seed gives the same
 * cells as long as it hears the same answers.
 */
public final class GeneratedSession {

  /**
   * A cell; {@code garbled} if its tokens have been mixed up, so that nobody knows what it means.
   */
  public record Cell(String source, boolean garbled, boolean wrong) {}

  private final Dice dice;
  private final Names names = new Names();
  private final Expressions expressions;
  private final Statements statements;
  private final Declarations declarations;
  private final TypeDeclarations types;
  private final Mistakes mistakes;
  private Set<String> defined = Set.of();
  private Set<String> afterMistake = Set.of();
  private boolean garbled;
  private boolean over;

  /** A session; equal seeds give equal sessions. */
  public GeneratedSession(long seed) {
    dice = new Dice(seed);
    expressions = new Expressions(dice, names);
    statements = new Statements(dice, names, expressions);
    declarations = new Declarations(dice, names, expressions, statements);
    types = new TypeDeclarations(dice, names, expressions);
    mistakes = new Mistakes(dice, names, expressions);
  }

  /** Whether nobody knows any more what is defined. */
  public boolean isOver() {
    return over;
  }

  /** The next cell. */
  public Cell next() {
    if (dice.oneIn(6)) {
      var piece = piece();
      garbled = true;
      defined = piece.defines();
      afterMistake = defined;
      return new Cell(mistakes.garbled(piece.text()), true, false);
    }
    var pieces = new ArrayList<Piece>();
    for (int i = 1 + dice.below(dice.oneIn(4) ? 6 : 3); i > 0; i--) {
      pieces.add(piece());
    }
    garbled = false;
    boolean wrong = dice.oneIn(7);
    defined = new LinkedHashSet<>();
    afterMistake = new LinkedHashSet<>();
    pieces.forEach(piece -> defined.addAll(piece.defines()));
    if (wrong) {
      int at = dice.below(pieces.size() + 1);
      pieces.subList(at, pieces.size()).forEach(piece -> afterMistake.addAll(piece.defines()));
      pieces.add(at, new Piece(mistakes.wrong(), Set.of()));
    }
    if (!wrong) {
      afterMistake = defined;
    }
    var text = joined(pieces);
    if (dice.oneIn(3)) {
      text += "\n" + expressions.of(expressions.type(), 3) + dice.one("", "", "", ";");
    }
    return new Cell(text, false, wrong);
  }

  /**
   * Type parameters after a brace follow a semicolon: JShell takes them for a comparison where the
   * brace ends a switch.
   */
  private static String joined(List<Piece> pieces) {
    return pieces.stream()
        .map(GeneratedSession::closed)
        .collect(Collectors.joining("\n"))
        .replace("}\n<", "};\n<");
  }

  private static String closed(Piece piece) {
    var text = piece.text();
    return text.endsWith(";") || text.endsWith("}") ? text : text + ";";
  }

  /** What became of the cell that was given last. */
  public void heard(Outcome outcome) {
    switch (outcome) {
      case FINE -> over |= garbled;
      case WRONG -> afterMistake.forEach(names::drop);
      case THREW -> defined.forEach(names::drop);
    }
  }

  /** How a cell ended. */
  public enum Outcome {
    FINE,
    WRONG,
    THREW
  }

  private Piece piece() {
    expressions.begin(Integer.MAX_VALUE);
    var piece =
        switch (dice.below(16)) {
          case 0, 1, 2, 3, 4 -> declarations.variable();
          case 5, 6, 7 -> declarations.method();
          case 8, 9 -> types.type();
          case 10 -> declarations.genericMethod();
          default -> new Piece(statements.statement(dice.oneIn(4) ? 2 : 1), Set.of());
        };
    names.takeUsed();
    return piece;
  }
}
