package dev.elara.web.engine;

import java.util.Map;
import java.util.TreeMap;

/**
 * Memory outside of the program's objects, as direct buffers have it: blocks at addresses of their
 * own, the lowest byte of a number first. What is not freed stays, so there is little of it.
 */
final class OffHeap {

  /** What a program may have of it, in bytes. */
  static final long LIMIT = 1L << 26;

  /** What a JVM would take from its system at once, in bytes. */
  static final int PAGE = 4096;

  private static final long FIRST = 1L << 16;
  private static final long GAP = 16;

  private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
  private long next = FIRST;
  private long taken;

  /** The address of a new block of zeros; 0 if there is no room. */
  long allocate(long size) {
    if (size > LIMIT - taken) {
      return 0;
    }
    long address = next;
    blocks.put(address, new byte[(int) size]);
    taken += size;
    next += (size + 2 * GAP - 1) / GAP * GAP;
    return address;
  }

  /** Forgets a block; nothing happens at 0. */
  void free(long address) {
    byte[] block = blocks.remove(address);
    taken -= block == null ? 0 : block.length;
  }

  /** A block of another size with the same bytes as far as they fit; 0 if there is no room. */
  long reallocate(long address, long size) {
    long made = allocate(size);
    if (made != 0 && address != 0) {
      byte[] old = block(address);
      System.arraycopy(old, 0, block(made), 0, (int) Math.min(old.length, size));
      free(address);
    }
    return made;
  }

  /** The block that an address lies in. */
  byte[] block(long address) {
    return find(address).getValue();
  }

  /** Where in its block an address lies. */
  int index(long address) {
    return (int) (address - find(address).getKey());
  }

  private Map.Entry<Long, byte[]> find(long address) {
    var found = blocks.floorEntry(address);
    if (found == null || address > found.getKey() + found.getValue().length) {
      throw new IllegalStateException("There is no memory at " + address + ".");
    }
    return found;
  }

  /** The number of eight bytes at an address. */
  long number(long address) {
    byte[] block = block(address);
    int at = index(address);
    long number = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      number = number << 8 | (block[at + i] & 0xff);
    }
    return number;
  }
}
