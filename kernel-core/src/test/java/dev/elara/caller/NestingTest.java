package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task that never waits runs on the stack of the one that waits for it, and nobody can tell. */
class NestingTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ContextVar<String> VARIABLE = new ContextVar<>("variable");

  private final Caller caller = Caller.of(Modifier.NEW_THREAD);
  private final List<String> notes = new ArrayList<>(); // only tasks write to it
  private Work<@Nullable Object> behaviour = Thread::currentThread;

  /** One function, so that the caller gets to know it, whatever it does. */
  private final Work<@Nullable Object> function = () -> behaviour.run();

  @AfterEach
  void stop() {
    caller.stop(true);
    caller.stopped().waitSync();
  }

  @Test
  void itRunsInTheThreadOfTheOneThatWaits() throws Exception {
    known();
    assertThat(inTask(this::runsInMyThread)).isTrue();
  }

  @Test
  void itHasItsOwnContextAndPendingAndTheOneThatWaitsHasTheOldOnesAfterwards() throws Exception {
    known();
    behaviour =
        () -> {
          notes.add(VARIABLE.get() + " " + Caller.currentPending().metadata().get("who"));
          VARIABLE.set("changed inside");
          return Caller.current();
        };
    inTask(() -> {
      VARIABLE.set("when scheduled");
      Pending<?> me = Caller.currentPending();
      var request = CallRequest.of(function).metadata(Map.of("who", "the inner"));
      Pending<?> inner = caller.scheduleCall(request);
      VARIABLE.set("afterwards");
      assertThat(inner.await()).isSameAs(caller);
      notes.add(VARIABLE.get());
      assertThat(Caller.currentPending()).isSameAs(me);
      return null;
    });
    assertThat(notes).containsExactly("when scheduled the inner", "afterwards");
  }

  @Test
  void whatWasReadyBeforeTheWaitRunsBeforeTheOneThatWaitsGoesOn() throws Exception {
    known();
    behaviour = () -> notes.add("inner");
    inTask(() -> {
      Pending<?> inner = caller.callSoon(function);
      caller.callDirect(() -> notes.add("ready"));
      inner.await();
      return notes.add("outer");
    });
    assertThat(notes).containsExactly("inner", "ready", "outer");
  }

  @Test
  void whatItThrowsIsThrownWhereItIsWaitedFor() throws Exception {
    known();
    behaviour =
        () -> {
          throw new IOException("thrown inside");
        };
    assertThatThrownBy(() -> inTask(() -> caller.callSoon(function).await()))
        .isInstanceOf(IOException.class)
        .hasMessage("thrown inside");
  }

  @Test
  void ifItWaitsAfterAllOthersRunAndItIsNotRunSoAgain() throws Exception {
    known();
    Pending<String> gate = new Pending<>();
    CountDownLatch begun = new CountDownLatch(1); // before that, nobody else is to be ready
    behaviour =
        () -> {
          begun.countDown();
          return gate.await();
        };
    Pending<@Nullable Object> outer = caller.callSoon(() -> caller.callSoon(function).await());
    begun.await();
    caller.callSoon(() -> gate.setResult("opened by another task"));
    assertThat(outer.await(LONG)).isEqualTo("opened by another task");
    behaviour = Thread::currentThread;
    assertThat(inTask(this::runsInMyThread)).isFalse();
  }

  @Test
  void ifTheOneThatWaitsIsCancelledItIsCancelledTooAndBothCleanUp() throws Exception {
    known();
    CountDownLatch waiting = new CountDownLatch(1);
    behaviour =
        () -> {
          waiting.countDown();
          try {
            return new Pending<>().await();
          } finally {
            Caller.checkpoint();
            notes.add("inner");
          }
        };
    List<Pending<?>> inner = new ArrayList<>();
    Pending<@Nullable Object> outer =
        caller.callSoon(() -> {
          Pending<@Nullable Object> call = caller.callSoon(function);
          inner.add(call);
          try {
            return call.await();
          } finally {
            notes.add("outer");
          }
        });
    waiting.await();
    outer.cancel("not needed");
    assertThatThrownBy(() -> outer.await(LONG))
        .isInstanceOf(PendingCancelled.class)
        .hasMessage("not needed");
    assertThat(inner.getFirst().cancelled()).isTrue();
    assertThat(notes).containsExactly("inner", "outer");
  }

  @Test
  void ifItIsAbandonedSoIsTheOneWhoseStackItRunsOnAndTheCallerGoesOn() throws Exception {
    known();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    behaviour =
        () -> {
          running.countDown();
          released.await();
          return null;
        };
    List<Pending<?>> inner = new ArrayList<>();
    Pending<@Nullable Object> outer =
        caller.callSoon(() -> {
          Pending<@Nullable Object> call = caller.callSoon(function);
          inner.add(call);
          return call.await();
        });
    running.await();
    IllegalStateException reason = new IllegalStateException("stuck");
    assertThat(caller.abandon(inner.getFirst(), reason)).isTrue();
    assertThatThrownBy(() -> outer.await(LONG)).isSameAs(reason);
    assertThat(caller.callSoon(() -> "goes on").await(LONG)).isEqualTo("goes on");
    released.countDown();
  }

  @Test
  void howDeepItGoesIsBounded() throws Exception {
    known();
    int[] left = {2_000};
    behaviour = () -> left[0]-- == 0 ? "bottom" : caller.callSoon(function).await();
    assertThat(inTask(() -> caller.callSoon(function).await())).isEqualTo("bottom");
  }

  @Test
  void whatAnInterruptIsMeantForStillHasItAfterwards() throws Exception {
    known();
    behaviour = Thread::interrupted;
    boolean[] seen = new boolean[2];
    inTask(() -> {
      Thread.currentThread().interrupt();
      seen[0] = (Boolean) caller.callSoon(function).await();
      seen[1] = Thread.interrupted();
      return null;
    });
    assertThat(seen).containsExactly(false, true);
  }

  private boolean runsInMyThread() {
    return Thread.currentThread().equals(caller.callSoon(function).await());
  }

  /** Lets the caller see the function end without waiting, often enough. */
  private void known() throws Exception {
    inTask(() -> {
      for (int i = 0; i < 50; i++) {
        caller.callSoon(function).await();
      }
      return null;
    });
  }

  private <T extends @Nullable Object> T inTask(Work<T> work) {
    return caller.callSoon(work).await(LONG);
  }
}
