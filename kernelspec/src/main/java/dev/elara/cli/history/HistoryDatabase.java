package dev.elara.cli.history;

import dev.elara.cli.PrivateFiles;
import dev.elara.kernel.HistorySession.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The tables of the history: a row for each session, a row for each cell.
 *
 * <p>Any number of processes may write at once: a transaction takes the write lock at its beginning
 * and waits for another's to end. The journal is a rollback journal, because a write-ahead log
 * needs memory shared by all writers, which network file systems lack, and leaves files behind.
 *
 * <p>Not thread-safe; all methods block for the disk.
 */
final class HistoryDatabase implements AutoCloseable {

  /** What this version writes; a higher number in the file is a later version's. */
  private static final int VERSION = 1;

  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS sessions (
        session INTEGER PRIMARY KEY AUTOINCREMENT,
        started TEXT NOT NULL,
        subshell TEXT);
      CREATE TABLE IF NOT EXISTS cells (
        session INTEGER NOT NULL,
        line INTEGER NOT NULL,
        input TEXT NOT NULL,
        output TEXT,
        PRIMARY KEY (session, line));
      """;

  private static final String INPUT =
      "INSERT OR REPLACE INTO cells (input, session, line) VALUES (?, ?, ?)";

  private static final String OUTPUT = "UPDATE cells SET output = ? WHERE session = ? AND line = ?";

  private static final String CELLS = "SELECT session, line, input, output FROM cells ";

  /** The asking session counts as the latest, also if another kernel began after it. */
  private static final String LATEST_FIRST =
      " ORDER BY session = ? DESC, session DESC, line DESC LIMIT ?";

  private final Connection connection;

  /**
   * Opens the file, or makes it, readable by its user only.
   *
   * @throws SQLException if it is no history of this version, or cannot be used
   * @throws IOException if it cannot be made
   */
  HistoryDatabase(Path file, Duration patience) throws SQLException, IOException {
    PrivateFiles.createFile(file);
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout((int) patience.toMillis());
    connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      createTables();
    } catch (SQLException failed) {
      try {
        connection.close();
      } catch (SQLException also) {
        failed.addSuppressed(also);
      }
      throw failed;
    }
  }

  private void createTables() throws SQLException {
    int found;
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      found = version.getInt(1);
    }
    if (found > VERSION) {
      throw new SQLException(
          "a later version of Elara made it (its format is " + found + ", not " + VERSION + ")");
    }
    if (found < VERSION) {
      inTransaction(() -> {
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate(TABLES + "PRAGMA user_version = " + VERSION);
        }
      });
    }
  }

  /** Statements that take effect together or not at all. */
  private interface Statements {
    void run() throws SQLException;
  }

  /**
   * Not by {@link Connection#setAutoCommit}: after another process kept it from beginning, the
   * driver takes a transaction for granted that there is not.
   */
  private void inTransaction(Statements statements) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      statements.run();
      execute("COMMIT");
    } catch (SQLException failed) {
      try {
        execute("ROLLBACK");
      } catch (SQLException also) {
        failed.addSuppressed(also);
      }
      throw failed;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether a failure only says that another process was writing for all our patience. */
  static boolean isBusy(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /** Begins a session; its number. */
  int newSession(@Nullable String subshellId) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO sessions (started, subshell) VALUES (?, ?) RETURNING session")) {
      insert.setString(1, Instant.now().toString());
      insert.setString(2, subshellId);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Writes changes in one transaction: all of them or none. */
  void write(List<Change> changes) throws SQLException {
    inTransaction(() -> {
      try (PreparedStatement input = connection.prepareStatement(INPUT);
          PreparedStatement output = connection.prepareStatement(OUTPUT)) {
        for (Change change : changes) {
          switch (change) {
            case Change.Input(int session, int line, String code) ->
                execute(input, code, session, line);
            case Change.Output(int session, int line, String text) ->
                execute(output, text, session, line);
          }
        }
      }
    });
  }

  private static void execute(PreparedStatement statement, String text, int session, int line)
      throws SQLException {
    statement.setString(1, text);
    statement.setInt(2, session);
    statement.setInt(3, line);
    statement.executeUpdate();
  }

  /**
   * The main shell's session that is {@code back} sessions before {@code session}; 0 if there is
   * none.
   */
  int sessionBefore(int session, int back) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT session FROM sessions WHERE session < ? AND subshell IS NULL"
                + " ORDER BY session DESC LIMIT 1 OFFSET ?")) {
      query.setInt(1, session);
      query.setInt(2, back - 1);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /** Lines of one session, from {@code start} to before {@code stop}, oldest first. */
  List<Entry> range(int session, int start, int stop) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            CELLS + "WHERE session = ? AND line >= ? AND line < ? ORDER BY line")) {
      query.setInt(1, session);
      query.setInt(2, start);
      query.setInt(3, stop);
      List<Entry> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(entry(rows));
        }
      }
      return found;
    }
  }

  /** The last {@code n} lines of all sessions, as {@code session} sees them, oldest first. */
  List<Entry> tail(int session, int n) throws SQLException {
    return latest(session, n, n, _ -> true, false);
  }

  /** The last {@code n} lines that match, oldest first; of equal ones the latest if unique. */
  List<Entry> search(int session, Predicate<String> matches, int n, boolean unique)
      throws SQLException {
    return latest(session, -1, n, matches, unique);
  }

  /** Matched here and not by SQLite, which needs exponential time for some globs. */
  private List<Entry> latest(
      int session, int rowsAtMost, int n, Predicate<String> matches, boolean unique)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CELLS + LATEST_FIRST)) {
      query.setInt(1, session);
      query.setInt(2, rowsAtMost);
      Set<String> seen = new HashSet<>();
      List<Entry> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (found.size() < n && rows.next()) {
          Entry entry = entry(rows);
          if (matches.test(entry.input()) && (!unique || seen.add(entry.input()))) {
            found.add(entry);
          }
        }
      }
      return found.reversed();
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
