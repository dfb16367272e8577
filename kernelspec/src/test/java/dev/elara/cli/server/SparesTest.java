package dev.elara.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How many kernels are started ahead, and which. */
class SparesTest implements Spares.Maker<String, SparesTest.Fake> {

  /** A kernel of the tests. */
  static final class Fake {
    private final String like;
    private boolean alive = true;

    Fake(String like) {
      this.like = like;
    }
  }

  private final List<Fake> made = new ArrayList<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Queue<Runnable> starts = new ArrayDeque<>();
  private boolean failing;
  private long now;
  private final Spares<String, Fake> spares =
      new Spares<>(this, starts::add, (_, task) -> later.add(task), () -> now);

  @Override
  public Fake make(String like) throws IOException {
    if (failing) {
      throw new IOException("no memory");
    }
    made.add(new Fake(like));
    return made.getLast();
  }

  @Override
  public boolean isAlive(Fake kernel) {
    return kernel.alive;
  }

  @Override
  public CompletableFuture<Void> end(Fake kernel) {
    kernel.alive = false;
    return CompletableFuture.completedFuture(null);
  }

  private void run(Queue<Runnable> tasks) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void ask(String like) {
    spares.asked(like);
    run(starts);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private List<String> alive() {
    return made.stream().filter(one -> one.alive).map(one -> one.like).toList();
  }

  @Test
  void oneIsKeptAheadAndIsTakenOnce() {
    spares.prepare("a");
    spares.prepare("a");
    run(starts);
    assertThat(alive()).containsExactly("a");
    assertThat(spares.take("a")).isSameAs(made.getFirst());
    assertThat(spares.take("a")).isNull();
  }

  @Test
  void oneThatIsLikeNothingAskedForIsNotTaken() {
    spares.prepare("a");
    run(starts);
    assertThat(spares.take("b")).isNull();
    assertThat(alive()).containsExactly("a");
  }

  @Test
  void whoAsksSeveralTimesInARowFindsAsManyAheadUpToThree() {
    for (int kernels : new int[] {1, 2, 3, 3}) {
      ask("a");
      assertThat(alive()).hasSize(kernels);
    }
  }

  @Test
  void whoAsksNowAndThenFindsOne() {
    for (int i = 0; i < 5; i++) {
      ask("a");
      pass(Spares.WINDOW.plusSeconds(1));
    }
    assertThat(alive()).containsExactly("a");
  }

  @Test
  void afterCalmThereIsOneAgainOfTheLastKind() {
    ask("a");
    ask("b");
    assertThat(alive()).containsExactly("a", "b", "b");
    pass(Spares.CALM);
    run(later);
    assertThat(alive()).containsExactly("b");
  }

  @Test
  void whileOthersStillAskNothingIsEnded() {
    ask("a");
    ask("a");
    pass(Spares.CALM.minusSeconds(1));
    later.poll().run();
    assertThat(alive()).hasSize(2);
  }

  @Test
  void ofMoreThanThreeTheOldestEnd() {
    for (String like : List.of("a", "b", "c", "d")) {
      ask(like);
      pass(Spares.WINDOW.plusSeconds(1));
    }
    assertThat(alive()).containsExactly("b", "c", "d");
  }

  @Test
  void oneThatHasDiedIsNotHandedOutAndIsReplaced() {
    ask("a");
    made.getFirst().alive = false;
    pass(Spares.WINDOW.plusSeconds(1));
    assertThat(spares.take("a")).isNull();
    ask("a");
    made.getLast().alive = false;
    ask("a");
    assertThat(alive()).hasSize(2);
  }

  @Test
  void oneThatCannotBeStartedIsNotHandedOutAndStandsInNobodysWay() {
    failing = true;
    ask("a");
    assertThat(spares.take("a")).isNull();
    failing = false;
    pass(Spares.WINDOW.plusSeconds(1));
    ask("a");
    assertThat(spares.take("a")).isNotNull();
  }

  @Test
  void closedItEndsAllAlsoThoseThatAreStillBeingStartedAndStartsNoMore() throws Exception {
    ask("a");
    spares.asked("a");
    CompletableFuture<Void> closing = CompletableFuture.runAsync(spares::close);
    run(starts);
    closing.get();
    assertThat(made).hasSize(2);
    assertThat(alive()).isEmpty();
    ask("a");
    assertThat(alive()).isEmpty();
  }
}
