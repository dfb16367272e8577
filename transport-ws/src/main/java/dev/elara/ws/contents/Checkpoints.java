package dev.elara.ws.contents;

import dev.elara.message.Content;
import dev.elara.ws.contents.ContentsProblem.Kind;
import dev.elara.ws.files.AtomicFile;
import dev.elara.ws.wire.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One copy put aside of each file, in the folder {@code .ipynb_checkpoints} beside it, as Jupyter
 * keeps them. Thread-safe as far as the file system is; blocks on it.
 */
public final class Checkpoints {

  static final String FOLDER = ".ipynb_checkpoints";
  private static final String ID = "checkpoint";

  private final Root root;

  Checkpoints(Root root) {
    this.root = root;
  }

  private static Path copyOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    return file.resolveSibling(FOLDER)
        .resolve(name.substring(0, dot) + "-checkpoint" + name.substring(dot));
  }

  private Path file(String path) throws ContentsProblem {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new ContentsProblem(Kind.NOT_FOUND, "There is no file '" + path + "'.");
    }
    return file;
  }

  private static void checkId(String id) throws ContentsProblem {
    if (!id.equals(ID)) {
      throw new ContentsProblem(Kind.NOT_FOUND, "There is no checkpoint '" + id + "'.");
    }
  }

  /** The copies there are: none or one. */
  public List<Map<String, @Nullable Object>> list(String path) throws ContentsProblem, IOException {
    Path copy = copyOf(file(path));
    return isPlain(copy) ? List.of(model(copy)) : List.of();
  }

  /** Puts a copy aside, in place of the one before. */
  public Map<String, @Nullable Object> create(String path) throws ContentsProblem, IOException {
    Path file = file(path);
    Path copy = copyOf(file);
    Path folder = Objects.requireNonNull(copy.getParent());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    AtomicFile.write(copy, Files.readAllBytes(file));
    return model(copy);
  }

  /** Brings the copy back. */
  public void restore(String path, String id) throws ContentsProblem, IOException {
    checkId(id);
    Path file = file(path);
    AtomicFile.write(file, Files.readAllBytes(existing(path, file)));
  }

  /** Throws the copy away. */
  public void delete(String path, String id) throws ContentsProblem, IOException {
    checkId(id);
    Files.delete(existing(path, file(path)));
  }

  private static Path existing(String path, Path file) throws ContentsProblem {
    Path copy = copyOf(file);
    if (!isPlain(copy)) {
      throw new ContentsProblem(Kind.NOT_FOUND, "There is no checkpoint of '" + path + "'.");
    }
    return copy;
  }

  /** A link could lead anywhere. */
  private static boolean isPlain(Path copy) {
    return Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(Objects.requireNonNull(copy.getParent()), LinkOption.NOFOLLOW_LINKS);
  }

  private static Map<String, @Nullable Object> model(Path copy) throws IOException {
    return Content.of(
        "id", ID, "last_modified", Timestamps.micros(Files.getLastModifiedTime(copy).toInstant()));
  }

  void moved(Path from, Path to) throws IOException {
    Path copy = copyOf(from);
    if (isPlain(copy)) {
      Path target = copyOf(to);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void deleted(Path file) throws IOException {
    Path copy = copyOf(file);
    if (isPlain(copy)) {
      Files.delete(copy);
    }
  }

  void deleteFolder(Path folder) throws IOException {
    Path copies = folder.resolve(FOLDER);
    if (!Files.isDirectory(copies, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.list(copies)) {
      for (Path one : all.toList()) {
        Files.delete(one);
      }
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.delete(copies);
  }
}
