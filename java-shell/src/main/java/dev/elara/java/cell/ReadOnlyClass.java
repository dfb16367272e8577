package dev.elara.java.cell;

import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A class file that javac reads. It has no URI until somebody asks for it: packages have hundreds
 * of classes, of which a cell needs a few. Immutable and thread-safe.
 */
abstract class ReadOnlyClass implements JavaFileObject {

  private final String binaryName;

  ReadOnlyClass(String binaryName) {
    this.binaryName = binaryName;
  }

  /** That of the class. */
  final String binaryName() {
    return binaryName;
  }

  /** The file's, in a jar or a module. */
  final String path() {
    return binaryName.replace('.', '/') + Kind.CLASS.extension;
  }

  @Override
  public final Kind getKind() {
    return Kind.CLASS;
  }

  @Override
  public final boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.CLASS
        && simpleName.equals(binaryName.substring(binaryName.lastIndexOf('.') + 1));
  }

  @Override
  public final @Nullable NestingKind getNestingKind() {
    return null; // not known
  }

  @Override
  public final @Nullable Modifier getAccessLevel() {
    return null; // not known
  }

  @Override
  public final String getName() {
    return path();
  }

  @Override
  public final long getLastModified() {
    return 0; // not known
  }

  @Override
  public final boolean delete() {
    return false;
  }

  @Override
  public final OutputStream openOutputStream() {
    throw unsupported("written");
  }

  @Override
  public final Writer openWriter() {
    throw unsupported("written");
  }

  @Override
  public final Reader openReader(boolean ignoreEncodingErrors) {
    throw unsupported("read as text");
  }

  @Override
  public final CharSequence getCharContent(boolean ignoreEncodingErrors) {
    throw unsupported("read as text");
  }

  private UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException("A class file cannot be " + what + ": " + path());
  }

  @Override
  public final String toString() {
    return path();
  }
}
