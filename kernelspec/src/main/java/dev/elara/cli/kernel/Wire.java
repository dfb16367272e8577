package dev.elara.cli.kernel;

import dev.elara.cli.CommandFailed;
import dev.elara.kernel.Kernel;
import dev.elara.message.MessageFactory;

/** What joins the kernel of a process to its clients. */
interface Wire {

  /**
   * Lets clients reach the kernel, which has not started. May block until they can.
   *
   * @throws CommandFailed if they cannot
   */
  void join(Kernel kernel, MessageFactory messages);

  /** Sends what is on its way and disconnects; blocks for a moment. */
  void close();
}
