package dev.elara.ws.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a file so that whoever looks sees the old one or the new one, whole: into a new file
 * beside it, forced to the disk, then renamed. If anything fails, the old one is untouched and
 * nothing is left behind.
 *
 * <p>A symbolic link stays one: the file it points to is replaced.
 */
public final class AtomicFile {

  /** How bytes get into a new file; another one in tests. */
  interface Sink {
    /** Writes a new file, whole and forced to the disk. */
    void write(Path file, byte[] content) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Replaces or makes {@code file}; blocks for the disk.
   *
   * @throws IOException if it cannot be written; nothing has changed then
   */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, AtomicFile::writeAndForce);
  }

  static void write(Path file, byte[] content, Sink sink) throws IOException {
    Path target = behindLinks(file);
    // Not named after the file, whose name may be as long as the system allows.
    Path beside = target.resolveSibling(".~elara-" + UUID.randomUUID() + ".tmp");
    try {
      sink.write(beside, content);
      copyPermissions(target, beside);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static Path behindLinks(Path file) throws IOException {
    try {
      return file.toRealPath();
    } catch (NoSuchFileException _) {
      return file.toAbsolutePath();
    }
  }

  private static void writeAndForce(Path file, byte[] content) throws IOException {
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    if (Files.exists(from) && Files.getFileStore(from).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
      Files.setPosixFilePermissions(to, permissions);
    }
  }
}
