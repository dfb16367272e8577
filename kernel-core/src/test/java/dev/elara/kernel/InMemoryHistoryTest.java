package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.HistoryAccess;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryHistoryTest {

  private final HistorySession session = sessionWith("a = 1", "b = 2", "a = 1", "print a");

  private static HistorySession sessionWith(String... cells) {
    HistorySession session = new InMemoryHistory().open(null);
    for (int i = 0; i < cells.length; i++) {
      session.input(i + 1, cells[i]);
    }
    return session;
  }

  private List<Integer> lines(HistoryAccess access) {
    return session.find(access).stream().map(HistorySession.Entry::line).toList();
  }

  @Test
  void aRangeReachesFromItsStartToBeforeItsStop() {
    assertThat(lines(new HistoryAccess.Range(0, 2, 4))).containsExactly(2, 3);
    assertThat(lines(new HistoryAccess.Range(0, 2, null))).containsExactly(2, 3, 4);
    assertThat(lines(new HistoryAccess.Range(session.number(), 1, 2))).containsExactly(1);
    assertThat(lines(new HistoryAccess.Range(-1, 1, null))).isEmpty();
  }

  @Test
  void aTailIsTheLastLinesInOrder() {
    assertThat(lines(new HistoryAccess.Tail(2))).containsExactly(3, 4);
    assertThat(lines(new HistoryAccess.Tail(99))).containsExactly(1, 2, 3, 4);
    assertThat(lines(new HistoryAccess.Tail(null))).containsExactly(1, 2, 3, 4);
    assertThat(lines(new HistoryAccess.Tail(0))).isEmpty();
  }

  @Test
  void aSearchFindsTheLatestThatMatchInOrder() {
    assertThat(lines(new HistoryAccess.Search("*= ?", null, false))).containsExactly(1, 2, 3);
    assertThat(lines(new HistoryAccess.Search("*= ?", 2, false))).containsExactly(2, 3);
  }

  @Test
  void ofEqualLinesAUniqueSearchFindsTheLatest() {
    assertThat(lines(new HistoryAccess.Search("a*", null, true))).containsExactly(3);
  }

  @Test
  void anOutputBelongsToItsLine() {
    session.output(2, "2");
    assertThat(session.find(new HistoryAccess.Range(0, 2, 3)))
        .containsExactly(new HistorySession.Entry(session.number(), 2, "b = 2", "2"));
  }

  @Test
  void aSubshellHasASessionOfItsOwn() {
    History history = new InMemoryHistory();
    HistorySession main = history.open(null);
    HistorySession sub = history.open("sub");
    sub.input(1, "in the subshell");
    assertThat(main.find(new HistoryAccess.Tail(null))).isEmpty();
    assertThat(sub.number()).isNotEqualTo(main.number());
  }
}
