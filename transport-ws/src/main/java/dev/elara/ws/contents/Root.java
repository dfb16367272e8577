package dev.elara.ws.contents;

import dev.elara.ws.contents.ContentsProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory that nothing escapes: paths from outside become files below it, or problems. Hidden
 * files, whose name begins with a dot, are not there for anyone outside.
 *
 * <p>Links are followed only as far as they stay below the directory. Immutable and thread-safe.
 */
final class Root {

  private final Path real;

  /**
   * Of an existing directory.
   *
   * @throws IOException if it is none
   */
  Root(Path directory) throws IOException {
    this.real = directory.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NoSuchFileException(directory + " is not a directory");
    }
  }

  Path directory() {
    return real;
  }

  /**
   * The file of a path such as {@code lessons/one.ipynb}, which need not exist.
   *
   * @throws ContentsProblem if it is outside, hidden or not a path at all
   */
  Path resolve(String path) throws ContentsProblem {
    Path file = real;
    for (String segment : segments(path)) {
      file = child(file, segment);
    }
    checkInside(file);
    return file;
  }

  private Path child(Path folder, String segment) throws ContentsProblem {
    try {
      Path child = folder.resolve(segment);
      if (child.getParent() == null || !child.getParent().equals(folder)) {
        throw new ContentsProblem(Kind.INVALID, "This is not the name of a file: " + segment);
      }
      return child;
    } catch (InvalidPathException invalid) {
      throw new ContentsProblem(Kind.INVALID, "This is not the name of a file: " + segment);
    }
  }

  /** The segments of a path; the root is the empty list. */
  static List<String> segments(String path) throws ContentsProblem {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty()) {
        continue;
      }
      if (isHidden(segment)) {
        throw new ContentsProblem(Kind.NOT_FOUND, "There is nothing to be seen at '" + path + "'.");
      }
      segments.add(segment);
    }
    return segments;
  }

  /** The deepest part of the file that exists must really be below the root. */
  private void checkInside(Path file) throws ContentsProblem {
    Path existing = file;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    try {
      if (existing == null || !existing.toRealPath().startsWith(real)) {
        throw outside(file);
      }
      if (!isFileOrFolder(existing)) {
        throw new ContentsProblem(
            Kind.NOT_FOUND, "'" + path(existing) + "' is neither a file nor a folder.");
      }
    } catch (IOException brokenLink) {
      throw outside(file);
    }
  }

  private ContentsProblem outside(Path file) {
    return new ContentsProblem(
        Kind.NOT_FOUND,
        "'" + path(file) + "' is a link that leads outside of this server's directory.");
  }

  /** The path of a file as clients write it. */
  String path(Path file) {
    return real.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  /** Whether a file of a folder's listing is shown. */
  boolean isShown(Path file) {
    String name = file.getFileName().toString();
    try {
      return !isHidden(name) && file.toRealPath().startsWith(real) && isFileOrFolder(file);
    } catch (IOException gone) {
      return false;
    }
  }

  /** A backslash would lead elsewhere on Windows. */
  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0;
  }

  /** Reading a pipe or a device might never end. */
  private static boolean isFileOrFolder(Path file) {
    return Files.isRegularFile(file) || Files.isDirectory(file);
  }
}
