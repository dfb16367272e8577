package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strands of one caller that are idle, the home strand apart from the others. Refers to nothing
 * else of the caller: it is what remains to be tidied up when a caller was collected.
 */
final class StrandPool {

  private static final int LIMIT = 8;

  private final Guard guard; // the scheduler's
  private final ArrayDeque<Strand> idle = new ArrayDeque<>(); // guarded by guard, like all below
  private @Nullable Strand home; // the strand of the caller's own thread
  private boolean homeIsIdle;
  private int made; // how many strands there were, for their names

  StrandPool(Guard guard) {
    this.guard = guard;
  }

  /** Makes a strand the home. Called under guard, like all but {@link #close}. */
  void home(Strand strand) {
    home = strand;
    made++;
  }

  /** Takes a strand in that has nothing to do; false if there are enough. */
  boolean add(Strand strand) {
    if (strand == home) {
      homeIsIdle = true;
      return true;
    }
    return idle.size() < LIMIT && idle.add(strand);
  }

  /** Lets a busy strand go that does not end its task. */
  void lose(Strand strand) {
    strand.lost = true;
    home = home == strand ? null : home;
  }

  /** An idle strand, the home strand first, or a new one. */
  Strand idleOrNew(Caller caller, Backend backend) {
    Strand strand = take(backend);
    if (strand == null) {
      made++;
      boolean replacesHome = home == null && backend == caller.backend();
      boolean counted =
          !replacesHome && backend != Backend.VIRTUAL; // of those there may be millions
      String name = counted ? caller.name() + " (" + made + ")" : caller.name();
      Platform platform = caller.platform();
      strand = new Strand(platform, backend, name);
      home = replacesHome ? strand : home;
    }
    return strand;
  }

  private @Nullable Strand take(Backend backend) {
    if (homeIsIdle && home != null && home.backend == backend) {
      homeIsIdle = false;
      return home;
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
      if (homeIsIdle && home != null) {
        ending.add(home);
        homeIsIdle = false;
      }
      ending.forEach(strand -> strand.exit = true);
    } finally {
      guard.unlock();
    }
    ending.forEach(Strand::wake);
  }
}
