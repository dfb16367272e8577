package dev.elara.ws.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Replaces a file as a whole or not at all: on a full disk the old one stays. */
final class AtomicFile {

  private AtomicFile() {}

  /** Writes all bytes. A link is followed: what it points to is replaced. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path parent = java.util.Objects.requireNonNull(target.getParent());
    // Not named after the file, whose name may be as long as the system allows.
    Path draft = Files.createTempFile(parent, ".~elara", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(false);
      }
      keepPermissions(target, draft);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (!to.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    boolean there = Files.exists(from, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> permissions =
        there
            ? Files.getPosixFilePermissions(from)
            : Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
    Files.setPosixFilePermissions(to, permissions);
  }
}
