package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import dev.elara.shell.StreamName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.out} or {@code System.err} of a process that runs cells: each call goes, as one
 * piece of text, to the execution that the calling thread works for; outside any, to the process's
 * own stream.
 *
 * <p>Takes no lock of its own and encodes nothing: text stays text. Bytes are decoded as UTF-8,
 * also when a character comes in several writes. Flushing is left to the kernel, which sends what
 * was written within milliseconds; a flush at each print would make a message of each.
 */
@SuppressWarnings("AnnotateFormatMethod") // the formats are the users'
final class RoutedOutput extends PrintStream {

  private final StreamName name;
  private final PrintStream real;

  RoutedOutput(StreamName name, PrintStream real) {
    super(new Bytes(name, real), false, StandardCharsets.UTF_8);
    this.name = name;
    this.real = real;
  }

  private void text(String text) {
    Execution execution = CurrentExecution.get();
    if (execution == null) {
      real.print(text);
    } else {
      execution.write(name, text);
    }
  }

  private void line(String text) {
    text(text + "\n");
  }

  @Override
  public void print(boolean value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(int value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(long value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(float value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(double value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(char[] value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(@Nullable String value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(@Nullable Object value) {
    text(String.valueOf(value));
  }

  @Override
  public void println() {
    text("\n");
  }

  @Override
  public void println(boolean value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char[] value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(@Nullable String value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(@Nullable Object value) {
    line(String.valueOf(value));
  }

  @Override
  public PrintStream format(String format, @Nullable Object... arguments) {
    text(String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
    return this;
  }

  @Override
  public PrintStream format(Locale locale, String format, @Nullable Object... arguments) {
    text(String.format(locale, format, arguments));
    return this;
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... arguments) {
    return format(format, arguments);
  }

  @Override
  public PrintStream printf(Locale locale, String format, @Nullable Object... arguments) {
    return format(locale, format, arguments);
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    text(String.valueOf(text));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    CharSequence all = text == null ? "null" : text;
    text(all.subSequence(start, end).toString());
    return this;
  }

  @Override
  public PrintStream append(char value) {
    text(String.valueOf(value));
    return this;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failed) {
      setError();
    }
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void flush() {
    if (CurrentExecution.get() == null) {
      real.flush();
    }
  }

  @Override
  public boolean checkError() {
    return CurrentExecution.get() == null && real.checkError();
  }

  /** Leaves the stream open: it is there for all cells. */
  @Override
  public void close() {
    flush();
  }

  /** The bytes' way: to the decoder of the execution, or to the process's own stream. */
  private static final class Bytes extends OutputStream {
    private final StreamName name;
    private final PrintStream real;

    Bytes(StreamName name, PrintStream real) {
      this.name = name;
      this.real = real;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Execution execution = CurrentExecution.get();
      if (execution == null) {
        real.write(bytes, offset, length);
      } else {
        ByteOutput.of(execution, name).write(execution, bytes, offset, length);
      }
    }
  }
}
