package dev.elara.zmq;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;

/** What takes the messages that arrive; a kernel's {@code receive}. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Takes a message, on the thread that owns the sockets: must not wait and must not run user code.
   */
  void receive(Message message, ReplyAddress replyTo);
}
