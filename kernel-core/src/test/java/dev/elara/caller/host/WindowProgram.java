package dev.elara.caller.host;

import dev.elara.caller.Action;
import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Channel;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingCancelled;
import dev.elara.caller.PendingGroup;
import dev.elara.caller.ReturnWhen;
import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Host;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a caller on an event thread, with a window on the screen. Each check prints
 * its sentence when it has passed; a failure ends the program.
 */
final class WindowProgram {

  private final Host host;
  private final Window window;
  private final Caller ui;
  private final Channel<String> clicks = Channel.unbounded();

  private WindowProgram(Host host) {
    this.host = host;
    window =
        switch (host) {
          case SWING -> new SwingWindow();
          case JAVAFX -> new JavaFxWindow();
        };
    ui = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("ui").host(host));
  }

  /** Started by {@code HostIT}. */
  public static void main(String[] args) throws Exception {
    Host host = Host.valueOf(args[0]);
    try {
      new WindowProgram(host).run();
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    ui.callSoon(() -> window.show(() -> clicks.send("clicked"))).waitSync();
    check("its tasks run on the event thread", this::onTheEventThread);
    check("its window is clicked on while a task waits", this::clickedOnWhileATaskWaits);
    check("tasks end in any order", this::inAnyOrder);
    check("tasks that wait inside a dialog's events end", this::insideADialog);
    check("code that cannot be left waits too", this::whereItCannotBeLeft);
    check("toThread leaves the event thread", this::toThread);
    check("a group of it is waited for and cancelled", this::group);
    check("a task on a virtual strand takes its turn", this::virtualStrand);
    check("it names its host and refuses a second caller", this::named);
    check("it stops, and its tasks clean up", this::stops);
  }

  private void check(String sentence, Action check) throws Exception {
    check.run();
    System.out.println(host + ": " + sentence);
  }

  private void onTheEventThread() {
    ui.callSoon(
            () -> {
              Caller before = Caller.current();
              expect(window.isEventThread(), "begins on the event thread");
              Caller.sleep(Duration.ofMillis(10));
              expect(window.isEventThread(), "goes on there after a wait");
              expect(before == ui && Caller.current() == ui, "is in its caller throughout");
            })
        .waitSync();
    expect(!window.isEventThread(), "the rest does not");
  }

  /** The click gets through while two tasks of the event thread wait, one of them for it. */
  private void clickedOnWhileATaskWaits() throws Exception {
    Pending<String> gate = new Pending<>();
    Pending<String> other = ui.callSoon(() -> gate.await());
    Pending<String> click = ui.callSoon(() -> clicks.receive());
    while (!click.done()) {
      if (window.isShown()) {
        window.click();
      }
      var _ = Caller.waitFor(List.of(click), Duration.ofMillis(200), done());
    }
    expect(click.result().equals("clicked"), "the window was clicked on");
    expect(!other.done(), "the first task still waits");
    boolean _ = gate.setResult("opened");
    expect(other.waitSync().equals("opened"), "and ends when it may");
  }

  private static ReturnWhen done() {
    return ReturnWhen.ALL_COMPLETED;
  }

  /** With nested event loops the first could not end before the second. */
  private void inAnyOrder() {
    Pending<Integer> forFirst = new Pending<>();
    Pending<Integer> forSecond = new Pending<>();
    Pending<Integer> first = ui.callSoon(() -> forFirst.await() + 1);
    Pending<Integer> second = ui.callSoon(() -> forSecond.await() + first.await());
    Pending<Integer> third = ui.callSoon(() -> second.await() + 1);
    ui.callSoon(() -> Caller.sleep(Duration.ofMillis(20))).waitSync();
    boolean _ = forFirst.setResult(1);
    expect(first.waitSync() == 2, "the first ends first");
    boolean _ = forSecond.setResult(10);
    expect(third.waitSync() == 13, "what waits for one that waits ends");
  }

  private void insideADialog() {
    Pending<Integer> gate = new Pending<>();
    Pending<Integer> before = ui.callSoon(() -> gate.await());
    Pending<Integer> dialog =
        ui.callSoon(() -> {
          window.dialog(Duration.ofMillis(500));
          return 1;
        });
    Pending<Integer> inside = ui.callSoon(() -> 2);
    boolean _ = gate.setResult(3);
    expect(before.waitSync() == 3, "a task from before goes on in the dialog's events, or after");
    expect(dialog.waitSync() == 1 && inside.waitSync() == 2, "and so do the others");
  }

  /** A class that is being initialised has a native frame on the stack. */
  private static final class Initialised {
    static final int VALUE;

    static {
      Caller.sleep(Duration.ofMillis(50));
      VALUE = 7;
    }

    private Initialised() {}
  }

  private void whereItCannotBeLeft() {
    AtomicInteger others = new AtomicInteger();
    Pending<Integer> stuck = ui.callSoon(() -> Initialised.VALUE);
    Pending<Integer> other = ui.callSoon(others::incrementAndGet);
    expect(stuck.waitSync() == 7, "it waits in a nested event loop");
    expect(other.waitSync() == 1, "and others go on");
    Object monitor = new Object();
    Pending<Integer> locked =
        ui.callSoon(() -> {
          synchronized (monitor) {
            Caller.sleep(Duration.ofMillis(20));
            return 8;
          }
        });
    expect(locked.waitSync() == 8, "also with a monitor held");
  }

  private void toThread() {
    boolean there = ui.callSoon(() -> ui.toThread(() -> window.isEventThread()).await()).waitSync();
    expect(!there, "a worker has a thread of its own");
  }

  private void group() {
    AtomicInteger ended = new AtomicInteger();
    Pending<?> group =
        ui.callSoon(() ->
            new PendingGroup()
                .run(() -> {
                  for (int i = 0; i < 20; i++) {
                    ui.callSoon(() -> {
                      Caller.sleep(Duration.ofMillis(5));
                      return ended.incrementAndGet();
                    });
                  }
                }));
    var _ = group.waitSync();
    expect(ended.get() == 20, "all its members have ended");
    Pending<Integer> never = new Pending<>();
    Pending<Integer> cancelled = ui.callSoon(() -> never.await());
    ui.callSoon(() -> 0).waitSync();
    cancelled.cancelAndWait("no more");
    expect(cancelled.cancelled() && never.cancelled(), "cancelled, and what it waited for");
  }

  private void virtualStrand() {
    Pending<Boolean> there =
        ui.callUsingBackend(
            Backend.VIRTUAL,
            () -> {
              Caller.sleep(Duration.ofMillis(5));
              return Caller.current() == ui && Thread.currentThread().isVirtual();
            });
    expect(there.waitSync(), "in the caller, on a virtual thread");
  }

  private void named() {
    expect(ui.toString().contains("host=" + host), "toString tells the host: " + ui);
    expect(refused(() -> Caller.of(Modifier.NEW_THREAD, CallerOptions.DEFAULT.host(host))), "one");
    expect(
        refused(() -> ui.callSoon(() -> Caller.of(Modifier.CURRENT, other())).waitSync()),
        "another host is an error");
  }

  private CallerOptions other() {
    return CallerOptions.DEFAULT.host(host == Host.SWING ? Host.JAVAFX : Host.SWING);
  }

  private static boolean refused(Runnable attempt) {
    try {
      attempt.run();
      return false;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return true;
    }
  }

  private void stops() {
    Pending<@Nullable Void> cleaned = new Pending<>();
    Pending<?> task =
        ui.callSoon(() -> {
          try {
            new Pending<>().await();
          } catch (PendingCancelled stopping) {
            Caller.sleep(Duration.ofMillis(10));
            boolean _ = cleaned.setResult(null);
          }
        });
    ui.callSoon(() -> 0).waitSync();
    ui.stop();
    var _ = ui.stopped().waitSync();
    expect(cleaned.done() && task.cancelled(), "its task waited while it cleaned up");
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("Not so: " + what);
    }
  }
}
