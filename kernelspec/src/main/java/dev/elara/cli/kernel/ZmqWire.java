package dev.elara.cli.kernel;

import dev.elara.cli.CommandFailed;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.Log;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.ZmqTransport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Jupyter's own way: the ZeroMQ sockets of a connection file. */
final class ZmqWire implements Wire {

  private final Path connectionFile;
  private final StartFile startFile;
  private final Log log;
  private @Nullable ZmqTransport transport;

  private ZmqWire(Path connectionFile, Log log) {
    this.connectionFile = connectionFile;
    this.startFile = StartFile.read(connectionFile);
    this.log = log;
  }

  /**
   * Of a connection file, or a registration file.
   *
   * @throws CommandFailed if the file cannot be used
   */
  static ZmqWire of(Path connectionFile, Log log) {
    return new ZmqWire(connectionFile, log);
  }

  @Override
  public void join(Kernel kernel, MessageFactory messages) {
    try {
      var opened = new ZmqTransport(startFile.connection(), messages, kernel::receive, log);
      transport = opened;
      kernel.attach(opened);
      opened.start();
      startFile.announce(opened.connection());
    } catch (IOException e) {
      throw new CommandFailed(
          "Cannot listen where %s says: %s".formatted(connectionFile, e.getMessage()));
    }
  }

  @Override
  public void close() {
    if (transport != null) {
      transport.close();
    }
    startFile.forget();
  }
}
