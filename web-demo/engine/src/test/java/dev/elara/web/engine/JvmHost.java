package dev.elara.web.engine;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JVM that the tests run on, with its own class files. */
class JvmHost implements Host {

  private static final FileSystem JDK = FileSystems.getFileSystem(URI.create("jrt:/"));

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
  public byte @Nullable [] resource(String name) {
    try (InputStream in =
        name.equals("java/time/zone/tzdb.dat")
            ? Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "tzdb.dat"))
            : Files.newInputStream(JDK.getPath("/modules/java.base", name))) {
      return in.readAllBytes();
    } catch (NoSuchFileException notThere) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String timeZone() {
    return TimeZone.getDefault().getID();
  }

  @Override
  public byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Override
  public byte[] wholeClassFile(String name) {
    throw new IllegalStateException("No class file here leaves code out: " + name);
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
  public String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  @Override
  public void collect() {
    System.gc();
  }

  @Override
  public void outOfMemory() {
    throw new IllegalStateException("The program keeps more than " + Heap.LIMIT + " bytes.");
  }

  @Override
  public void log(String text) {
    printed.append(text);
  }
}
