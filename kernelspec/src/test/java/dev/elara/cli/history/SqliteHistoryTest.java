package dev.elara.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.History;
import dev.elara.kernel.HistorySession;
import dev.elara.kernel.HistorySession.Entry;
import dev.elara.kernel.Log;
import dev.elara.message.HistoryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest {

  private static final HistoryAccess EVERYTHING = new HistoryAccess.Tail(null);

  @TempDir private Path folder;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final Log log = (_, line, _) -> warnings.add(line);

  private Path file() {
    return folder.resolve("new folder").resolve("history.sqlite");
  }

  private History history() {
    return history(file());
  }

  private History history(Path file) {
    return new SqliteHistory(file, folder.resolve("native"), log);
  }

  /** A session of its own whose kernel has ended. */
  private void earlier(String... cells) {
    try (History history = history()) {
      run(history.open(null), cells);
    }
  }

  private static void run(HistorySession session, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      session.input(i + 1, cells[i]);
    }
  }

  private static List<String> inputs(HistorySession session, HistoryAccess access) {
    return session.find(access).stream().map(Entry::input).toList();
  }

  @Test
  void whatAnEarlierKernelRanIsFound() {
    earlier("first", "second");
    earlier("third");
    try (History history = history()) {
      HistorySession session = history.open(null);
      run(session, "fourth");
      assertThat(inputs(session, EVERYTHING)).containsExactly("first", "second", "third", "fourth");
      assertThat(inputs(session, new HistoryAccess.Tail(2))).containsExactly("third", "fourth");
      assertThat(inputs(session, new HistoryAccess.Tail(0))).isEmpty();
      assertThat(inputs(session, new HistoryAccess.Tail(-1))).isEmpty();
    }
  }

  @Test
  void aRangeCountsSessionsBackOrNamesOne() {
    earlier("old 1", "old 2", "old 3");
    earlier("newer");
    try (History history = history()) {
      HistorySession session = history.open(null);
      HistorySession subshell = history.open("sub");
      run(subshell, "in the subshell");
      run(session, "own 1", "own 2");
      assertThat(inputs(session, new HistoryAccess.Range(0, 0, null)))
          .containsExactly("own 1", "own 2");
      assertThat(inputs(session, new HistoryAccess.Range(-1, 0, null))).containsExactly("newer");
      assertThat(inputs(session, new HistoryAccess.Range(-2, 2, 3))).containsExactly("old 2");
      assertThat(inputs(session, new HistoryAccess.Range(-99, 0, null))).isEmpty();
      assertThat(inputs(session, new HistoryAccess.Range(Integer.MIN_VALUE, 0, null))).isEmpty();
      assertThat(inputs(session, new HistoryAccess.Range(1, 3, 99))).containsExactly("old 3");
      assertThat(inputs(subshell, new HistoryAccess.Range(0, 1, null)))
          .containsExactly("in the subshell");
      assertThat(session.find(new HistoryAccess.Range(session.number(), 2, null)))
          .containsExactly(new Entry(session.number(), 2, "own 2", null));
    }
  }

  @Test
  void aSearchGoesThroughAllSessionsAndKeepsTheLatestOfEqualCells() {
    earlier("int a = 1;", "int b = 2;", "int a = 1;");
    earlier("int a = 1;", "String c;");
    try (History history = history()) {
      HistorySession session = history.open(null);
      assertThat(inputs(session, new HistoryAccess.Search("int ? = *", null, false))).hasSize(4);
      assertThat(session.find(new HistoryAccess.Search("int*", null, true)))
          .containsExactly(
              new Entry(1, 2, "int b = 2;", null), new Entry(2, 1, "int a = 1;", null));
      assertThat(inputs(session, new HistoryAccess.Search("int [b-z]*", 1, true)))
          .containsExactly("int b = 2;");
      assertThat(inputs(session, new HistoryAccess.Search("*a*".repeat(30_000), null, false)))
          .isEmpty();
    }
  }

  @Test
  void anOutputIsKeptWithItsCellAndTextComesBackAsItWas() {
    String odd = "\"q'; DROP TABLE cells; -- \n\t😀 \u0000 é";
    try (History history = history()) {
      HistorySession session = history.open(null);
      session.input(1, odd);
      session.output(1, "42" + odd);
      session.output(7, "of no cell");
    }
    try (History history = history()) {
      assertThat(history.open(null).find(EVERYTHING))
          .containsExactly(new Entry(1, 1, odd, "42" + odd));
    }
  }

  @Test
  void theOwnSessionCountsAsTheLatestThoughAnotherKernelBeganLater() {
    try (History one = history();
        History other = history()) {
      HistorySession own = one.open(null);
      run(own, "own");
      one.flush();
      run(other.open(null), "of the other");
      other.flush();
      assertThat(inputs(own, EVERYTHING)).containsExactly("of the other", "own");
    }
  }

  @Test
  void kernelsThatWriteAtOnceLoseNothing() throws Exception {
    List<Thread> kernels =
        IntStream.range(0, 3).mapToObj(_ -> Thread.ofPlatform().start(this::hundredCells)).toList();
    for (Thread kernel : kernels) {
      kernel.join();
    }
    try (History history = history()) {
      List<Entry> all = history.open(null).find(EVERYTHING);
      assertThat(all).hasSize(300);
      assertThat(all.stream().map(Entry::session).distinct()).hasSize(3);
    }
    assertThat(warnings).isEmpty();
  }

  private void hundredCells() {
    try (History history = history()) {
      HistorySession session = history.open(null);
      for (int line = 1; line <= 100; line++) {
        session.input(line, "cell");
        if (line % 20 == 0) {
          assertThat(session.number()).isPositive(); // writes at once
        }
      }
    }
  }

  @Test
  void onlyItsUserReadsTheFile() throws IOException {
    earlier("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingIsWrittenBeforeTheFirstCell() {
    try (History history = history()) {
      history.open(null);
      history.flush();
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void aFileThatCannotBeMadeIsSaidOnceAndTheHistoryGoesOnInMemory() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("a file"), "");
    try (History history = history(inTheWay.resolve("history.sqlite"))) {
      HistorySession session = history.open(null);
      run(session, "first", "second");
      assertThat(inputs(session, EVERYTHING)).containsExactly("first", "second");
      session.input(3, "third");
      session.output(3, "3");
      assertThat(session.find(new HistoryAccess.Tail(1)))
          .containsExactly(new Entry(session.number(), 3, "third", "3"));
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("a file/history.sqlite", "in memory", "ELARA_HISTORY");
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "not a database ".repeat(100));
    try (History history = history(text)) {
      HistorySession session = history.open(null);
      run(session, "first");
      assertThat(inputs(session, EVERYTHING)).containsExactly("first");
    }
    assertThat(warnings).singleElement().asString().contains("not a database");
    assertThat(text).hasContent("not a database ".repeat(100));
  }

  @Test
  void aFileOfALaterVersionIsLeftAsItIs() throws SQLException {
    earlier("first");
    inFile("PRAGMA user_version = 99");
    earlier("second");
    assertThat(warnings).singleElement().asString().contains("later version");
  }

  @Test
  void whenTheFileBreaksTheHistoryGoesOnWithWhatCouldBeRead() throws SQLException {
    try (History history = history()) {
      HistorySession session = history.open(null);
      run(session, "before");
      session.output(1, "1");
      history.flush();
      // Writing fails from here on as on a full disk; reading does not.
      inFile(
          "CREATE TRIGGER full BEFORE INSERT ON cells BEGIN SELECT RAISE(FAIL, 'disk full'); END");
      session.input(2, "after");
      assertThat(session.find(EVERYTHING))
          .containsExactly(
              new Entry(session.number(), 1, "before", "1"),
              new Entry(session.number(), 2, "after", null));
    }
    assertThat(warnings).singleElement().asString().contains("disk full");
  }

  @Test
  void aLockThatStaysAtTheEndIsSaid() throws SQLException {
    earlier("first");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      earlier("second");
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("locked by another process", "1 change");
  }

  /** A lock that keeps others from writing, but lets them read. */
  @Test
  void aQuestionWaitsUntilWhatRanBeforeItIsWritten() throws Exception {
    try (History history = history()) {
      HistorySession session = history.open(null);
      run(session, "first");
      history.flush();
      CompletableFuture<List<Entry>> answer;
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        session.input(2, "second");
        answer =
            CompletableFuture.supplyAsync(
                () -> session.find(EVERYTHING), Thread::startVirtualThread);
        history.flush();
        history.flush();
        statement.execute("COMMIT");
      }
      assertThat(answer.get(60, TimeUnit.SECONDS))
          .extracting(Entry::input)
          .containsExactly("first", "second");
    }
  }

  @Test
  void whatCouldNotBeWrittenBecauseOfALockIsWrittenAfterIt() throws SQLException {
    try (History history = history()) {
      HistorySession session = history.open(null);
      run(session, "first");
      history.flush();
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        session.input(2, "second");
        history.flush();
        history.flush();
        statement.execute("COMMIT");
      }
      assertThat(session.find(EVERYTHING))
          .extracting(Entry::input)
          .containsExactly("first", "second");
    }
    assertThat(warnings).isEmpty();
    try (History later = history()) {
      assertThat(later.open(null).find(EVERYTHING))
          .extracting(Entry::input)
          .containsExactly("first", "second");
    }
  }

  private void inFile(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
