package dev.elara.kernel;

import dev.elara.message.Message;

/**
 * Where the answers to one request go: the client that asked, and nobody else. A reply leaves on
 * the channel the message names, which is that of the request; an {@code input_request} on stdin.
 *
 * <p>A cell's reply shares its queue with what {@link Connection#publish} takes on the same
 * transport, so that neither overtakes the other. A reply that says nothing of any output may
 * overtake it.
 */
public interface ReplyAddress {

  /** Takes a message for the asker. Never waits for it; called from any thread. */
  void send(Message message);

  /**
   * Who the client is: equal for the requests of one client, so that clients take turns where many
   * requests wait. By default each address is a client of its own.
   */
  default Object client() {
    return this;
  }

  /**
   * Whether a request that is answered without any waiting may be answered on the thread that hands
   * it over, which spares two changes of threads. Only for a connection whose {@link
   * Connection#publish} never blocks that thread.
   */
  default boolean answersInPlace() {
    return false;
  }
}
