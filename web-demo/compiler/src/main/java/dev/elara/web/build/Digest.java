package dev.elara.web.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of all that goes into a build, to tell whether it has to be done again. */
final class Digest {

  private final MessageDigest digest;

  Digest(String start) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
    add(start);
  }

  /** Adds a file, or the class files of a folder. Blocks to read. */
  void add(Path path) {
    if (Files.isDirectory(path)) {
      ClassFiles.of(path)
          .forEach((name, bytes) -> {
            add(name);
            digest.update(bytes);
          });
    } else {
      add(path.getFileName().toString());
      try {
        digest.update(Files.readAllBytes(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** What it comes to. Call once. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
