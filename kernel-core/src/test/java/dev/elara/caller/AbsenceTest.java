package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that blocks outside of its caller's knowledge. */
@Timeout(120)
class AbsenceTest {

  private final Caller caller = Caller.of(Modifier.NEW_THREAD);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    caller.stop(true);
    caller.stopped().waitSync();
  }

  @Test
  void othersRunWhileATaskIsAwayAndItGoesOnWhenItIsItsTurn() {
    var first =
        caller.callSoon(() -> {
          seen.add("first leaves");
          away();
          seen.add("first is back");
          return 1;
        });
    var second =
        caller.callSoon(() -> {
          release.countDown();
          seen.add("second ends");
          return 2;
        });
    assertThat(first.waitSync() + second.waitSync()).isEqualTo(3);
    assertThat(seen).containsExactly("first leaves", "second ends", "first is back");
  }

  @Test
  void aCallerIsNotOverWhileATaskIsAway() {
    var task = caller.callSoon(this::away);
    var _ = caller.callSoon(this::letGo).waitSync();
    caller.stop();
    caller.stopped().waitSync();
    assertThat(task.done()).isTrue();
  }

  @Test
  void aPlainThreadIsNeverAway() {
    assertThat(Absence.begin()).isNull();
  }

  private @Nullable Object letGo() {
    release.countDown();
    return null;
  }

  private @Nullable Object away() {
    try (var _ = Absence.begin()) {
      release.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    return null;
  }
}
