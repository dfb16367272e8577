package dev.elara.web.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The class files that came in bundles; a package's are fetched when one is first asked for. */
final class Library {

  private final Map<String, byte[]> classes = new HashMap<>();
  private final Set<String> toFetch = new HashSet<>();
  private final Function<String, byte[]> fetch;

  /**
   * A library without classes.
   *
   * @param fetch gives the packed bundle of a package, at once
   */
  Library(Function<String, byte[]> fetch) {
    this.fetch = fetch;
  }

  /** These packages can be fetched. */
  void packages(List<String> names) {
    toFetch.addAll(names);
  }

  /** Takes the classes out of an unpacked bundle. */
  void add(byte[] bundle) {
    int at = 0;
    while (at < bundle.length) {
      int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
      String name = new String(bundle, at + 2, length, StandardCharsets.UTF_8);
      at += 2 + length;
      int size = 0;
      for (int i = 0; i < 4; i++) {
        size = size << 8 | (bundle[at + i] & 0xff);
      }
      byte[] file = new byte[size];
      System.arraycopy(bundle, at + 4, file, 0, size);
      classes.put(name, file);
      at += 4 + size;
    }
  }

  /** A class file, which is given away: the engine asks for each once. */
  byte @Nullable [] take(String name) {
    byte[] known = classes.remove(name);
    if (known != null) {
      return known;
    }
    int slash = name.lastIndexOf('/');
    String folder = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    if (!toFetch.remove(folder)) {
      return null;
    }
    add(unpacked(fetch.apply(folder)));
    return classes.remove(name);
  }

  private static byte[] unpacked(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
