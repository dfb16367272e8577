package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Rules 54 and 55 for channels. */
final class ChannelRules extends InWorld {

  ChannelRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(ChannelRules::new)
        .add(
            54,
            "items come out in the order they were sent",
            ChannelRules::itemsComeOutInTheOrderTheyWereSent)
        .add(
            54,
            "a receiver hands its caller on and receivers are served in the order they came",
            ChannelRules::aReceiverHandsItsCallerOnAndReceiversAreServedInTheOrderTheyCame)
        .add(
            54,
            "a sender waits while a bounded channel is full and senders are served in the order they came",
            ChannelRules
                ::aSenderWaitsWhileABoundedChannelIsFullAndSendersAreServedInTheOrderTheyCame)
        .add(
            54,
            "without capacity a sender waits until a receiver has taken its item",
            ChannelRules::withoutCapacityASenderWaitsUntilAReceiverHasTakenItsItem)
        .add(
            55,
            "a receiver that is cancelled or times out takes no item",
            ChannelRules::aReceiverThatIsCancelledOrTimesOutTakesNoItem)
        .add(
            55,
            "a receiver that has its item before it is cancelled keeps it",
            ChannelRules::aReceiverThatHasItsItemBeforeItIsCancelledKeepsIt)
        .add(
            55,
            "a sender that is cancelled or times out has sent nothing",
            ChannelRules::aSenderThatIsCancelledOrTimesOutHasSentNothing)
        .add(
            54,
            "a closed channel gives what is in it and then says that it is closed",
            ChannelRules::aClosedChannelGivesWhatIsInItAndThenSaysThatItIsClosed)
        .add(54, "closing tells those who wait", ChannelRules::closingTellsThoseWhoWait)
        .add(
            54,
            "iterating receives until the channel is closed and empty",
            ChannelRules::iteratingReceivesUntilTheChannelIsClosedAndEmpty)
        .add(
            54,
            "a plain thread blocks until there is an item",
            ChannelRules::aPlainThreadBlocksUntilThereIsAnItem)
        .add(54, "a negative capacity is refused", ChannelRules::aNegativeCapacityIsRefused);
  }

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Caller caller = world.caller("one");
  private final Caller other = world.caller("two");
  private final Channel<String> unbounded = Channel.unbounded();
  private final Channel<String> bounded = Channel.bounded(1);
  private final Channel<String> direct = Channel.bounded(0);

  private Pending<Void> receiver(Caller where, Channel<String> channel, String name) {
    Pending<Void> task = where.callSoon(() -> world.add(name + channel.receive()));
    world.settle();
    return task;
  }

  private Pending<Void> sender(Caller where, Channel<String> channel, String item) {
    Pending<Void> task = where.callSoon(() -> channel.send(item));
    world.settle();
    return task;
  }

  void itemsComeOutInTheOrderTheyWereSent() {
    unbounded.send("a");
    assertThat(unbounded.trySend("b")).isTrue();
    sender(other, unbounded, "c");
    receiver(caller, unbounded, "");
    receiver(caller, unbounded, "");
    assertThat(unbounded.tryReceive()).isEqualTo("c");
    assertThat(unbounded.tryReceive()).isNull();
    assertThat(world.notes()).containsExactly("a", "b");
  }

  void aReceiverHandsItsCallerOnAndReceiversAreServedInTheOrderTheyCame() {
    receiver(caller, unbounded, "1");
    receiver(caller, unbounded, "2");
    assertThat(caller.callSoon(() -> "served").waitSync()).isEqualTo("served");
    sender(other, unbounded, "a");
    sender(caller, unbounded, "b");
    assertThat(world.notes()).containsExactly("1a", "2b");
  }

  void aSenderWaitsWhileABoundedChannelIsFullAndSendersAreServedInTheOrderTheyCame() {
    bounded.send("a");
    Pending<Void> first = sender(caller, bounded, "b");
    Pending<Void> second = sender(other, bounded, "c");
    assertThat(bounded.trySend("d")).isFalse();
    assertThat(bounded.receive()).isEqualTo("a");
    world.settle();
    assertThat(first.done()).isTrue();
    assertThat(second.done()).isFalse();
    assertThat(bounded.receive() + bounded.receive()).isEqualTo("bc");
  }

  void withoutCapacityASenderWaitsUntilAReceiverHasTakenItsItem() {
    Pending<Void> sender = sender(caller, direct, "a");
    assertThat(sender.done()).isFalse();
    assertThat(direct.size()).isZero();
    assertThat(direct.receive()).isEqualTo("a");
    sender.waitSync();
    receiver(caller, direct, "1");
    assertThat(direct.trySend("b")).isTrue();
    world.settle();
    assertThat(world.notes()).containsExactly("1b");
    assertThat(direct.trySend("c")).isFalse();
  }

  void aReceiverThatIsCancelledOrTimesOutTakesNoItem() {
    Pending<Void> cancelled = receiver(caller, unbounded, "cancelled");
    Pending<String> late = caller.callSoon(() -> String.valueOf(unbounded.receive(SECOND)));
    world.settle();
    receiver(other, unbounded, "third ");
    cancelled.cancel("stop");
    world.advance(SECOND);
    assertThat(late.waitSync()).isEqualTo("null");
    unbounded.send("a");
    world.settle();
    assertThat(world.notes()).containsExactly("third a");
    assertThat(unbounded.size()).isZero();
  }

  void aReceiverThatHasItsItemBeforeItIsCancelledKeepsIt() {
    Pending<Void> receiver = receiver(caller, unbounded, "");
    caller.callSoon(() -> {
      unbounded.send("kept");
      receiver.cancel("too late");
    });
    world.settle();
    assertThat(world.notes()).containsExactly("kept");
    assertThat(unbounded.size()).isZero();
  }

  void aSenderThatIsCancelledOrTimesOutHasSentNothing() {
    bounded.send("a");
    Pending<Void> cancelled = sender(caller, bounded, "cancelled");
    Pending<Boolean> late = other.callSoon(() -> bounded.send("late", SECOND));
    world.settle();
    cancelled.cancel("stop");
    world.advance(SECOND);
    assertThat(late.waitSync()).isFalse();
    assertThat(bounded.receive()).isEqualTo("a");
    assertThat(bounded.tryReceive()).isNull();
  }

  void aClosedChannelGivesWhatIsInItAndThenSaysThatItIsClosed() {
    unbounded.send("a");
    unbounded.close();
    assertThat(unbounded.isClosed()).isTrue();
    assertThatThrownBy(() -> unbounded.send("b")).isInstanceOf(ChannelClosed.class);
    assertThatThrownBy(() -> unbounded.trySend("b")).isInstanceOf(ChannelClosed.class);
    assertThat(unbounded.receive()).isEqualTo("a");
    assertThatThrownBy(unbounded::receive).isInstanceOf(ChannelClosed.class);
    assertThatThrownBy(unbounded::tryReceive).isInstanceOf(ChannelClosed.class);
    assertThatThrownBy(() -> unbounded.receive(SECOND)).isInstanceOf(ChannelClosed.class);
  }

  void closingTellsThoseWhoWait() {
    Pending<Void> receiver = receiver(caller, unbounded, "");
    bounded.send("a");
    Pending<Void> sender = sender(other, bounded, "b");
    unbounded.close();
    bounded.close();
    assertThatThrownBy(receiver::waitSync).isInstanceOf(ChannelClosed.class);
    assertThatThrownBy(sender::waitSync)
        .isInstanceOf(ChannelClosed.class)
        .hasMessageContaining("not sent");
    assertThat(bounded.receive()).isEqualTo("a");
    assertThatThrownBy(bounded::receive).isInstanceOf(ChannelClosed.class);
  }

  void iteratingReceivesUntilTheChannelIsClosedAndEmpty() {
    Pending<Void> consumer =
        caller.callSoon(() -> {
          for (String item : bounded) {
            world.add(item);
          }
          world.add("end");
        });
    other.callSoon(() -> {
      for (int i = 0; i < 5; i++) {
        bounded.send("item " + i);
      }
      bounded.close();
    });
    consumer.waitSync();
    assertThat(world.notes())
        .containsExactly("item 0", "item 1", "item 2", "item 3", "item 4", "end");
    Iterator<String> over = bounded.iterator();
    assertThat(over.hasNext()).isFalse();
    assertThatThrownBy(over::next).isInstanceOf(NoSuchElementException.class);
  }

  void aPlainThreadBlocksUntilThereIsAnItem() {
    caller.callSoon(() -> {
      world.until(() -> unbounded.waiting() == 1);
      unbounded.send("for a thread");
    });
    assertThat(unbounded.receive()).isEqualTo("for a thread");
  }

  void aNegativeCapacityIsRefused() {
    assertThatThrownBy(() -> Channel.bounded(-1)).hasMessageContaining("zero or more");
  }
}
