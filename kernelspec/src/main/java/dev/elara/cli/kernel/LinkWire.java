package dev.elara.cli.kernel;

import dev.elara.cli.CommandFailed;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.Log;
import dev.elara.message.MessageFactory;
import dev.elara.ws.link.LinkedConnection;
import java.io.IOException;
import java.nio.file.Path;

/** The private socket of a server that started this process; the kernel ends with the server. */
final class LinkWire implements Wire {

  private final LinkedConnection link;
  private final Log log;

  LinkWire(Path socket, Log log) {
    this.log = log;
    try {
      link = LinkedConnection.to(socket, log);
    } catch (IOException e) {
      throw new CommandFailed("No server waits at %s: %s".formatted(socket, e.getMessage()));
    }
  }

  @Override
  public void join(Kernel kernel, MessageFactory messages) {
    kernel.attach(link);
    link.start(
        kernel::receive,
        () -> {
          log.info("The server of this kernel has ended; so does the kernel.");
          kernel.shutdown(false);
        });
  }

  @Override
  public void close() {
    link.close();
  }
}
