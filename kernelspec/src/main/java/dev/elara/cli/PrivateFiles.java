package dev.elara.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that only their user can read, where the file system knows of that. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes an empty file, unless it is there. What is there keeps its permissions. */
  public static void createFile(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      createFolders(folder);
    }
    try {
      Files.createFile(file, permissions("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // Its user may have opened it to others.
    }
  }

  /** Makes or replaces a file. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    createFile(file);
    Files.write(file, content);
  }

  /** Makes a folder and those above it, unless they are there. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
  }

  private static FileAttribute<?>[] permissions(String posix) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))
        }
        : new FileAttribute<?>[0];
  }
}
