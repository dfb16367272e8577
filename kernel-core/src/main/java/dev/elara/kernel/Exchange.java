package dev.elara.kernel;

import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the kernel: busy, what it causes, exactly one reply, idle.
 *
 * <p>Thread-safe. Several may try to end it (the cell, a watchdog, the kernel's end): the first one
 * does.
 *
 * <pre>
 * RECEIVED ──open──▶ OPEN ──claim──▶ CLAIMED ──finish──▶ FINISHED
 *     └────────────────claim (opens)────▲
 * </pre>
 */
final class Exchange {

  private enum State {
    RECEIVED,
    OPEN,
    CLAIMED,
    FINISHED
  }

  private final Message message;
  private final ReplyAddress replyTo;
  private final Outbound outbound;
  private final Supplier<Map<String, @Nullable Object>> errorFields;
  private final AtomicReference<State> state = new AtomicReference<>(State.RECEIVED);
  private final Object opening = new Object(); // held while busy is being said

  /**
   * A request that has just arrived.
   *
   * @param errorFields what the type of its reply has beside the usual fields also in an error
   */
  Exchange(
      Message message,
      ReplyAddress replyTo,
      Outbound outbound,
      Supplier<Map<String, @Nullable Object>> errorFields) {
    this.message = message;
    this.replyTo = replyTo;
    this.outbound = outbound;
    this.errorFields = errorFields;
  }

  Message message() {
    return message;
  }

  /** The header that everything caused by this request carries as its parent. */
  Header parent() {
    return message.header();
  }

  ReplyAddress replyTo() {
    return replyTo;
  }

  /** Says busy, once. Returns only when it has been said, so that no reply comes before it. */
  void open() {
    synchronized (opening) {
      if (move(State.RECEIVED, State.OPEN)) {
        outbound.busy(parent());
      }
    }
  }

  /** Takes the right to end this exchange. Only the first to ask gets it. */
  boolean claim() {
    open();
    return move(State.OPEN, State.CLAIMED);
  }

  /** Whether someone has ended this exchange or is about to. */
  boolean claimed() {
    State now = state.get();
    return now == State.CLAIMED || now == State.FINISHED;
  }

  /** Sends the reply and says idle. Only for the one whose {@link #claim} succeeded. */
  void finish(@Nullable Map<String, @Nullable Object> reply) {
    if (move(State.CLAIMED, State.FINISHED)) {
      String type = replyType();
      if (type != null && reply != null) {
        outbound.send(message.channel(), type, message, replyTo, reply);
      }
      outbound.idle(parent());
    }
  }

  /** Ends this exchange with that reply, unless someone has already. */
  void answer(@Nullable Map<String, @Nullable Object> reply) {
    if (claim()) {
      finish(reply);
    }
  }

  /** Ends this exchange with an error, unless someone has ended it already. */
  void fail(String name, String problem) {
    if (claim()) {
      finish(error(name, problem, List.of(name + ": " + problem)));
    }
  }

  /** The content of an error reply to this request, all its fields included. */
  Map<String, @Nullable Object> error(String name, String problem, List<String> traceback) {
    Map<String, @Nullable Object> content = Content.error(name, problem, traceback);
    content.putAll(errorFields.get());
    return content;
  }

  /** Whether the protocol has a reply to this message. */
  boolean hasReply() {
    return replyType() != null;
  }

  /** The type of the reply; null where the protocol has none. */
  private @Nullable String replyType() {
    String type = message.type();
    return type.endsWith("_request")
        ? type.substring(0, type.length() - "request".length()) + "reply"
        : null;
  }

  private boolean move(State from, State to) {
    return state.compareAndSet(from, to);
  }
}
