package dev.elara.web.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JVM that the tests run on, with its own class files. */
final class JvmHost implements Host {

  Consumer<String> sent = text -> {};

  /** The classes that were asked for and are there. */
  final Set<String> given = new TreeSet<>();

  final StringBuilder printed = new StringBuilder();

  @Override
  public byte @Nullable [] classFile(String name) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      if (in == null) {
        return null;
      }
      given.add(name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long seed() {
    return 42;
  }

  @Override
  public void send(String text, List<byte[]> buffers) {
    sent.accept(text);
  }

  @Override
  public void log(String text) {
    printed.append(text);
  }
}
