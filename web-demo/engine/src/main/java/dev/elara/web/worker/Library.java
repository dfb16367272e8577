package dev.elara.web.worker;

import dev.elara.web.engine.Host;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
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

  private static final String WHOLE = "whole";

  private final Map<String, File> classes = new HashMap<>();
  private final Map<String, File> whole = new HashMap<>();
  private final Set<String> toFetch = new HashSet<>();
  private final Function<String, byte @Nullable []> fetch;

  /** Where a class file is in a bundle: most are never asked for, and stay there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record File(byte[] bundle, int from, int size) {

    byte[] bytes() {
      return Arrays.copyOfRange(bundle, from, from + size);
    }
  }

  /**
   * A library without classes.
   *
   * @param fetch gives the packed bundle of a package, at once; null if it cannot be had now
   */
  Library(Function<String, byte @Nullable []> fetch) {
    this.fetch = fetch;
  }

  /** These packages can be fetched. */
  void packages(List<String> names) {
    toFetch.addAll(names);
  }

  /** Takes the classes out of an unpacked bundle. */
  void add(byte[] bundle) {
    read(bundle, classes);
  }

  /** Takes the whole class files of classes that came without the code of some methods. */
  void addWhole(byte[] bundle) {
    read(bundle, whole);
  }

  private static void read(byte[] bundle, Map<String, File> into) {
    int at = 0;
    while (at < bundle.length) {
      int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
      String name = ascii(bundle, at + 2, length);
      at += 2 + length;
      int size = 0;
      for (int i = 0; i < 4; i++) {
        size = size << 8 | (bundle[at + i] & 0xff);
      }
      into.put(name, new File(bundle, at + 4, size));
      at += 4 + size;
    }
  }

  /** A class's name. A charset's decoder would take longer than all the rest. */
  private static String ascii(byte[] bytes, int from, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) bytes[from + i];
    }
    return new String(text);
  }

  /** A class file, which is given away: the engine asks for each once. */
  byte @Nullable [] take(String name) {
    fetch(name);
    File known = classes.remove(name);
    return known == null ? null : known.bytes();
  }

  /** A file of data by its name as a resource. */
  byte @Nullable [] resource(String name) {
    int slash = name.lastIndexOf('/');
    String stored = name.substring(0, slash + 1) + "data" + name.substring(slash);
    fetch(stored);
    File known = classes.get(stored);
    return known == null ? null : known.bytes();
  }

  private void fetch(String name) {
    if (classes.containsKey(name)) {
      return;
    }
    int slash = name.lastIndexOf('/');
    String folder = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    if (toFetch.contains(folder)) {
      add(fetched(folder));
      toFetch.remove(folder);
    }
  }

  private byte[] fetched(String bundle) {
    byte[] packed = fetch.apply(bundle);
    if (packed == null) {
      throw new Host.NotFetched(bundle);
    }
    return unpacked(packed);
  }

  /** The whole class file of a class that came without some code; fetched if it is not here yet. */
  byte[] whole(String name) {
    if (whole.isEmpty()) {
      addWhole(fetched(WHOLE));
    }
    File known = whole.remove(name);
    if (known == null) {
      throw new IllegalStateException("The bundle of whole class files has no " + name + ".");
    }
    return known.bytes();
  }

  private static byte[] unpacked(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
