package dev.elara.zmq;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers the signatures that were accepted, so that nobody sends a recorded message again.
 *
 * <p>Keeps 65,536 of them and, when full, forgets the oldest tenth, as the reference implementation
 * does. Thread-safe; never blocks.
 */
final class ReplayGuard {

  static final int CAPACITY = 65_536;

  private final Set<String> seen = new LinkedHashSet<>(); // guarded by this

  /** Takes note of a signature; false if it was noted before. */
  synchronized boolean admit(byte[] signature) {
    boolean fresh = seen.add(new String(signature, StandardCharsets.ISO_8859_1));
    if (seen.size() > CAPACITY) {
      forgetOldest(CAPACITY / 10);
    }
    return fresh;
  }

  private void forgetOldest(int count) {
    Iterator<String> oldest = seen.iterator();
    for (int i = 0; i < count; i++) {
      oldest.next();
      oldest.remove();
    }
  }
}
