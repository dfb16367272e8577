package dev.elara.java.magic;

import dev.elara.java.magic.Magic.Kind;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Execution;
import dev.elara.shell.LineMagic;
import dev.elara.shell.Outcome;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What magics mean to a cell on its way through the shell: it is run by one, or it is Java with
 * calls of them, or it is Java alone. Thread-safe.
 */
public final class CellMagics {

  private final Magics magics;

  /** Over the magics of a session. */
  public CellMagics(Magics magics) {
    this.magics = magics;
  }

  /**
   * Runs a cell: by the magic that it begins with, or by {@code java}, which is given the Java that
   * it stands for. Blocks for as long as it does.
   *
   * @throws Exception what the magic throws
   */
  public Outcome evaluate(Execution execution, Function<String, Outcome> java) throws Exception {
    try {
      if (run(execution)) {
        return new Outcome.Success(null);
      }
      String source = java(execution.code());
      return LineMagic.RUNNER.where(runner(execution), () -> java.apply(source));
    } catch (MagicMisused misused) {
      String message = String.valueOf(misused.getMessage());
      return new Outcome.Failure("MagicMisused", message, List.of(message));
    }
  }

  /**
   * Runs the magic that the cell begins with. Blocks for as long as it does.
   *
   * @return false if it does not begin with one
   * @throws MagicMisused if there is no such magic
   * @throws Exception what the magic throws
   */
  public boolean run(Execution execution) throws Exception {
    String code = execution.code();
    MagicLines.Line line = MagicLines.cell(code);
    if (line == null) {
      return false;
    }
    String body = code.substring(Math.min(line.end() + 1, code.length()));
    magics.get(Kind.CELL, line.name()).run(new MagicCall(execution, line.arguments(), body));
    return true;
  }

  /**
   * The Java that a cell with line magics stands for. Its lines are the cell's.
   *
   * @throws MagicMisused if one of them does not exist
   */
  public String java(String code) {
    MagicLines.in(code).forEach(line -> magics.get(Kind.LINE, line.name()));
    return MagicLines.asJava(code);
  }

  /** What runs the line magics of that cell. */
  public LineMagic.Runner runner(Execution execution) {
    return (name, arguments) ->
        magics.get(Kind.LINE, name).run(new MagicCall(execution, arguments, ""));
  }

  /** The cell without its magics, offsets unchanged, for whoever looks at it as Java. */
  public String withoutMagics(String code) {
    return MagicLines.blanked(code);
  }

  /** What could stand at a cursor in a magic's line or in its cell; null if that is Java. */
  public @Nullable Completions complete(String code, int cursor) {
    MagicLines.Line line = at(code, cursor);
    String before = code.substring(0, Math.min(cursor, code.length()));
    int lineStart = before.lastIndexOf('\n') + 1;
    String typed = before.substring(lineStart).stripLeading();
    if (line == null && !typed.equals("%")) {
      return MagicLines.cell(code) == null ? null : Completions.none(cursor);
    }
    int start = line == null ? cursor - 1 : line.start();
    boolean inName = typed.matches("%{1,2}\\w*");
    boolean first = before.isBlank() || code.substring(0, start).isBlank();
    return inName
        ? names(typed, start, cursor, magic -> first || magic.kind() == Kind.LINE)
        : Completions.none(cursor);
  }

  /** What is known about the magic at the cursor; null if there is none. */
  public @Nullable MimeBundle inspect(String code, int cursor) {
    MagicLines.Line line = at(code, cursor);
    Magic magic = line == null ? null : magics.find(line.kind(), line.name());
    return magic == null
        ? null
        : MimeBundle.text(Magics.signed(magic.kind(), magic.name()) + "  " + magic.summary());
  }

  /** Whether a cell that begins with a magic can run; null if it is Java. */
  public @Nullable Completeness isComplete(String code) {
    return MagicLines.cell(code) == null ? null : new Completeness.Complete();
  }

  private Completions names(String typed, int start, int cursor, Predicate<Magic> fits) {
    List<Completions.Item> items =
        magics.all().stream()
            .filter(fits)
            .filter(magic -> Magics.signed(magic.kind(), magic.name()).startsWith(typed))
            .map(CellMagics::item)
            .toList();
    return new Completions(items, start, cursor);
  }

  private static Completions.Item item(Magic magic) {
    String text = Magics.signed(magic.kind(), magic.name());
    return new Completions.Item(text, "magic", magic.summary());
  }

  private static MagicLines.@Nullable Line at(String code, int cursor) {
    MagicLines.Line cell = MagicLines.cell(code);
    if (cell != null) {
      return cursor > cell.start() && cursor <= cell.end() ? cell : null;
    }
    for (MagicLines.Line line : MagicLines.in(code)) {
      if (cursor > line.start() && cursor <= line.end()) {
        return line;
      }
    }
    return null;
  }
}
