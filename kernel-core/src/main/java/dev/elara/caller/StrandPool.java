package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The idle strands of one caller, the home strand apart from the others. Refers to nothing else of
 * the caller: it is what remains to be tidied up when a caller was collected.
 */
final class StrandPool {

  private static final int LIMIT = 8;

  private final Guard guard;
  private final ArrayDeque<Strand> idle = new ArrayDeque<>(); // guarded by guard
  private @Nullable Strand home; // guarded by guard; null while it is busy

  StrandPool(Guard guard) {
    this.guard = guard;
  }

  /** Takes a strand in that has nothing to do; false if there are enough. Called under guard. */
  boolean add(Strand strand, boolean isHome) {
    if (isHome) {
      home = strand;
      return true;
    }
    return idle.size() < LIMIT && idle.add(strand);
  }

  /** Gives an idle strand, the home strand first, or null. Called under guard. */
  @Nullable Strand take(Backend backend) {
    Strand first = home;
    if (first != null && first.backend == backend) {
      home = null;
      return first;
    }
    for (Iterator<Strand> strands = idle.descendingIterator(); strands.hasNext(); ) {
      Strand strand = strands.next();
      if (strand.backend == backend) {
        strands.remove();
        return strand;
      }
    }
    return null;
  }

  /** Ends all idle strands. */
  void close() {
    List<Strand> ending;
    guard.lock();
    try {
      ending = new ArrayList<>(idle);
      idle.clear();
      if (home != null) {
        ending.add(home);
        home = null;
      }
      ending.forEach(strand -> strand.exit = true);
    } finally {
      guard.unlock();
    }
    ending.forEach(Strand::wake);
  }
}
