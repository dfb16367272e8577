package dev.elara.cli.run;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;

/** What takes requests: a kernel's {@code receive}. */
@FunctionalInterface
interface RequestTarget {

  /** Takes a request; never blocks. */
  void receive(Message message, ReplyAddress replyTo);
}
