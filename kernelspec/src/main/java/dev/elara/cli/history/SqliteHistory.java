package dev.elara.cli.history;

import dev.elara.kernel.Glob;
import dev.elara.kernel.History;
import dev.elara.kernel.HistorySession;
import dev.elara.kernel.InMemoryHistory;
import dev.elara.kernel.Log;
import dev.elara.message.HistoryAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A history that lasts: of all this user's kernels, in one SQLite file.
 *
 * <p>Cells only append to a list; a thread of its own opens the database, some time after the first
 * cell, and writes what has gathered. {@link #flush} writes at once, and so does a question.
 *
 * <p>If the file cannot be used, from the start or from some moment on (a full disk), one warning
 * says so, and the history goes on in memory with what this kernel ran before.
 *
 * <p>Thread-safe. Remembering a cell never blocks; all else may block for the disk.
 */
public final class SqliteHistory implements History {

  /** How long changes gather before they are written together. */
  private static final Duration GATHER = Duration.ofMillis(500);

  /**
   * How long to wait for other kernels that write, and then to let go of the store: at the end, the
   * process has less than a second left.
   */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /** How often a question waits that long. */
  private static final int ATTEMPTS = 40;

  private final Path file;
  private final Path nativeFolder;
  private final Log log;

  private final Object queue = new Object(); // held while calling nothing
  private List<Waiting> waiting = new ArrayList<>(); // guarded by queue
  private boolean writerStarted; // guarded by queue
  private boolean closed; // guarded by queue

  private final Object store = new Object(); // outside of queue; held while the disk works
  private final List<Session> sessions = new ArrayList<>(); // guarded by store
  private @Nullable HistoryDatabase database; // guarded by store
  private @Nullable InMemoryHistory memory; // guarded by store: since the file failed

  /** A change that waits for its session's number, which only the database gives. */
  private record Waiting(Session session, IntFunction<Change> change) {}

  /**
   * A history in {@code file}, which is not touched yet.
   *
   * @param nativeFolder where SQLite's library is unpacked once
   */
  SqliteHistory(Path file, Path nativeFolder, Log log) {
    this.file = file;
    this.nativeFolder = nativeFolder;
    this.log = log;
  }

  @Override
  public HistorySession open(@Nullable String subshellId) {
    return new Session(subshellId);
  }

  @Override
  public void flush() {
    synchronized (store) {
      write();
    }
  }

  @Override
  public void close() {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.notifyAll();
    }
    synchronized (store) {
      try {
        boolean written = write();
        if (!written) {
          written = write();
        }
        if (!written) {
          log.warn(
              "%s is locked by another process: %d changes of the history were not written."
                  .formatted(file, unwritten()));
        }
        if (database != null) {
          database.close();
        }
      } catch (SQLException failed) {
        log.warn("The history in " + file + " was not closed cleanly.", failed);
      }
      database = null;
    }
  }

  private void remember(Session session, IntFunction<Change> change) {
    synchronized (queue) {
      boolean first = waiting.isEmpty();
      waiting.add(new Waiting(session, change));
      if (!writerStarted && !closed) {
        writerStarted = true;
        Thread.ofPlatform().daemon().name("elara-history").start(this::writeAsItComes);
      }
      if (first) {
        // What comes while it gathers, it will find.
        queue.notifyAll();
      }
    }
  }

  private void writeAsItComes() {
    try {
      while (gather()) {
        try {
          flush();
        } catch (OutOfMemoryError _) {
          // What waits still waits; there may be memory by the next time.
        }
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody does, questions and the end write on.
    }
  }

  /** Waits until there is something to write and a little longer; false when it is over. */
  private boolean gather() throws InterruptedException {
    synchronized (queue) {
      while (waiting.isEmpty() && !closed) {
        queue.wait();
      }
      long end = System.nanoTime() + GATHER.toNanos();
      for (long left = 1; left > 0 && !closed; ) {
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left > 0) {
          queue.wait(left);
        }
      }
      return !closed;
    }
  }

  /** How many changes wait. */
  private int unwritten() {
    synchronized (queue) {
      return waiting.size();
    }
  }

  private List<Waiting> takeWaiting() {
    synchronized (queue) {
      List<Waiting> taken = waiting;
      waiting = new ArrayList<>();
      return taken;
    }
  }

  private void putBack(List<Waiting> taken) {
    synchronized (queue) {
      waiting.addAll(0, taken);
    }
  }

  /** Writes what waits; false if another process is in the way, and it waits on. */
  private boolean write() {
    List<Waiting> taken = takeWaiting();
    if (taken.isEmpty()) {
      return true;
    }
    try {
      if (memory == null) {
        HistoryDatabase open = database();
        List<Change> changes = new ArrayList<>();
        for (Waiting one : taken) {
          changes.add(one.change().apply(one.session().row(open)));
        }
        open.write(changes);
        return true;
      }
    } catch (SQLException failed) {
      if (HistoryDatabase.isBusy(failed)) {
        putBack(taken);
        return false;
      }
      giveUpFile(failed);
    } catch (OutOfMemoryError full) {
      putBack(taken);
      throw full;
    }
    taken.forEach(one -> one.session().applyInMemory(one.change()));
    return true;
  }

  private HistoryDatabase database() throws SQLException {
    HistoryDatabase open = database;
    if (open == null) {
      try {
        SqliteLibrary.load(nativeFolder);
        open = new HistoryDatabase(file, PATIENCE);
      } catch (IOException failed) {
        throw new SQLException("it cannot be made: " + failed, failed);
      }
      database = open;
    }
    return open;
  }

  private void giveUpFile(SQLException why) {
    log.warn(
        "The history cannot be kept in %s: %s. It is kept in memory until this kernel ends. Make room for the file or repair it, move it away, or name another one in %s."
            .formatted(file, why.getMessage(), HistoryPlace.VARIABLE));
    InMemoryHistory instead = new InMemoryHistory();
    memory = instead;
    sessions.forEach(session -> session.goOnIn(instead));
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException also) {
      why.addSuppressed(also);
    }
    database = null;
  }

  /** A session whose row is made when it is first needed. Its fields are guarded by the store. */
  private final class Session implements HistorySession {

    private final @Nullable String subshellId;
    private int row;
    private @Nullable HistorySession inMemory;

    Session(@Nullable String subshellId) {
      this.subshellId = subshellId;
    }

    @Override
    public int number() {
      return ask(HistorySession::number, this::row);
    }

    @Override
    public void input(int line, String code) {
      remember(this, number -> new Change.Input(number, line, code));
    }

    @Override
    public void output(int line, String text) {
      remember(this, number -> new Change.Output(number, line, text));
    }

    @Override
    public List<Entry> find(HistoryAccess access) {
      return ask(session -> session.find(access), open -> find(open, access));
    }

    private <T> T ask(InMemory<T> memoryKnows, OnDisk<T> diskKnows) {
      SQLException busy = null;
      for (int i = 0; i < ATTEMPTS; i++) {
        synchronized (store) {
          if (!write()) {
            continue; // an answer now would lack what ran last
          }
          try {
            return memory == null ? diskKnows.from(database()) : memoryKnows.from(inMemory());
          } catch (SQLException failed) {
            if (HistoryDatabase.isBusy(failed)) {
              busy = failed;
            } else {
              giveUpFile(failed);
            }
          }
        }
      }
      throw new IllegalStateException("Another process keeps " + file + " locked.", busy);
    }

    private List<Entry> find(HistoryDatabase open, HistoryAccess access) throws SQLException {
      int own = row(open);
      return switch (access) {
        case HistoryAccess.Range(int session, int start, Integer stop) ->
            open.range(number(open, session), start, stop == null ? Integer.MAX_VALUE : stop);
        case HistoryAccess.Tail(Integer n) -> open.tail(own, atMost(n));
        case HistoryAccess.Search(String pattern, Integer n, boolean unique) ->
            open.search(own, Glob.matcher(pattern), atMost(n), unique);
      };
    }

    private int number(HistoryDatabase open, int asked) throws SQLException {
      if (asked > 0) {
        return asked;
      }
      int own = row(open);
      return asked == 0 ? own : open.sessionBefore(own, -asked);
    }

    private static int atMost(@Nullable Integer n) {
      return n == null ? Integer.MAX_VALUE : Math.max(0, n);
    }

    int row(HistoryDatabase open) throws SQLException {
      if (row == 0) {
        row = open.newSession(subshellId);
        sessions.add(this);
      }
      return row;
    }

    /** Takes over what can still be read. */
    void goOnIn(InMemoryHistory instead) {
      HistorySession copy = instead.open(subshellId);
      inMemory = copy;
      try {
        if (database != null) {
          database.range(row, 0, Integer.MAX_VALUE).forEach(entry -> copy(entry, copy));
        }
      } catch (SQLException unreadable) {
        log.warn("What ran before can no longer be read from " + file + ".", unreadable);
      }
    }

    private static void copy(Entry entry, HistorySession copy) {
      copy.input(entry.line(), entry.input());
      String output = entry.output();
      if (output != null) {
        copy.output(entry.line(), output);
      }
    }

    void applyInMemory(IntFunction<Change> change) {
      switch (change.apply(0)) {
        case Change.Input(int _, int line, String code) -> inMemory().input(line, code);
        case Change.Output(int _, int line, String text) -> inMemory().output(line, text);
      }
    }

    private HistorySession inMemory() {
      if (inMemory == null) {
        if (memory == null) {
          throw new IllegalStateException("The history is in its file.");
        }
        inMemory = memory.open(subshellId);
      }
      return inMemory;
    }
  }

  private interface InMemory<T> {
    T from(HistorySession session);
  }

  private interface OnDisk<T> {
    T from(HistoryDatabase database) throws SQLException;
  }
}
