package dev.elara.java.cell;

import java.net.URI;
import java.net.URISyntaxException;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A cell's source as a file javac can name in diagnostics and in the {@code SourceFile} attribute:
 * there it is called what the user calls it, such as {@code Cell 3}.
 */
final class CellText extends SimpleJavaFileObject {

  private final String cell;
  private final String source;

  CellText(String cell, String source) {
    super(uri(cell), Kind.SOURCE);
    this.cell = cell;
    this.source = source;
  }

  private static URI uri(String cell) {
    try {
      return new URI("cell", null, "/" + cell, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("A cell cannot be called '" + cell + "'.", e);
    }
  }

  /** The cell's name. */
  String cell() {
    return cell;
  }

  /** The cell's source. */
  String source() {
    return source;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source;
  }

  /** Any class may be in a cell. */
  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return !simpleName.endsWith("-info");
  }

  @Override
  public @Nullable NestingKind getNestingKind() {
    return null;
  }

  @Override
  public @Nullable Modifier getAccessLevel() {
    return null;
  }
}
