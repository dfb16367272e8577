package dev.elara.ws.http;

import dev.elara.ws.channels.ClientSocket;
import dev.elara.ws.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Takes connections that become WebSockets. */
public interface Upgrades {

  /** Who listens to one WebSocket. Called on its thread; must not block. */
  interface Listener {
    /** The connection is there. */
    void opened(ClientSocket socket);

    /** A message has arrived. */
    void received(Frame frame);

    /** It takes more again after it did not. */
    void writable();

    /** The other end is asked for an answer, behind all that was sent. */
    default void pinged() {}

    /** The other end has answered. */
    default void ponged() {}

    /** The connection is gone. */
    void closed();
  }

  /**
   * The listener for a request that asks to become a WebSocket, or null if there is no WebSocket at
   * its path.
   *
   * @throws HttpProblem if it cannot be served
   */
  @Nullable Listener accept(Request request) throws HttpProblem;

  /** These, or else the others. */
  default Upgrades or(Upgrades others) {
    return request -> {
      Listener listener = accept(request);
      return listener == null ? others.accept(request) : listener;
    };
  }
}
