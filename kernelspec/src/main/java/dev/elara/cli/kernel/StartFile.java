package dev.elara.cli.kernel;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.PrivateFiles;
import dev.elara.zmq.ConnectionFile;
import dev.elara.zmq.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The file a kernel is started with: a connection file, or a registration file (JEP 66), whose
 * sender is told where the kernel listens. Then the kernel writes the connection file itself,
 * beside the other, for further clients.
 */
final class StartFile {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path file;
  private final ConnectionFile connection;
  private final @Nullable Registration registration;

  private StartFile(Path file, ConnectionFile connection, @Nullable Registration registration) {
    this.file = file;
    this.connection = connection;
    this.registration = registration;
  }

  /**
   * Reads a file of either kind; blocks for it.
   *
   * @throws CommandFailed if it cannot be used; says why
   */
  static StartFile read(Path file) {
    try {
      Registration registration = ConnectionFile.readRegistration(file).orElse(null);
      return new StartFile(
          file,
          registration == null ? ConnectionFile.read(file) : registration.socket(),
          registration);
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  /** Where to listen. */
  ConnectionFile connection() {
    return connection;
  }

  /**
   * Tells who waits for it where the kernel listens; blocks until that is acknowledged.
   *
   * @throws CommandFailed if it is not
   */
  void announce(ConnectionFile bound) {
    if (registration == null) {
      return;
    }
    try {
      PrivateFiles.write(written(registration), bound.toJson());
      registration.register(bound, PATIENCE);
    } catch (IOException e) {
      forget();
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  /** Removes what {@link #announce} has written. */
  void forget() {
    if (registration != null) {
      try {
        Files.deleteIfExists(written(registration));
      } catch (IOException _) {
        // The process ends; nobody could do anything about it.
      }
    }
  }

  private Path written(Registration of) {
    String name = of.kernelId().replaceAll("[^A-Za-z0-9_-]", "_");
    return file.resolveSibling("kernel-" + name + "-connection.json");
  }
}
