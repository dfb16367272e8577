package dev.elara.ws.contents;

import dev.elara.ws.contents.ContentsProblem.Kind;
import dev.elara.ws.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders below one directory: listed, read, created, saved, renamed, copied, deleted.
 *
 * <p>Thread-safe as far as the file system is; blocks on it. Two saves of one file do not mix.
 *
 * @see <a href="https://jupyter-server.readthedocs.io/en/latest/developers/contents.html">Contents
 *     API</a>
 */
public final class Contents {

  private final Root root;
  private final Checkpoints checkpoints;

  /**
   * Below that directory.
   *
   * @throws IOException if it is no directory
   */
  public Contents(Path directory) throws IOException {
    this.root = new Root(directory);
    this.checkpoints = new Checkpoints(root);
  }

  /** The directory itself, without links. */
  public Path directory() {
    return root.directory();
  }

  /** The copies that were put aside of files here. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Something to be done with a file. */
  @FunctionalInterface
  interface Work<T> {
    T run(Path file) throws IOException, ContentsProblem;
  }

  /** Does it, and turns what the file system says into what a client understands. */
  <T> T with(String path, Work<T> work) throws ContentsProblem {
    Path file = root.resolve(path);
    try {
      return work.run(file);
    } catch (NoSuchFileException gone) {
      throw new ContentsProblem(Kind.NOT_FOUND, "There is no file or folder '" + path + "'.");
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException taken) {
      throw new ContentsProblem(Kind.CONFLICT, "'" + path + "' exists already.");
    } catch (AccessDeniedException denied) {
      throw new ContentsProblem(
          Kind.FORBIDDEN, "The system does not give access to '" + path + "'.");
    } catch (FileSystemException failed) {
      throw new ContentsProblem(
          Kind.FORBIDDEN, "'" + path + "' cannot be used: " + failed.getReason() + ".");
    } catch (IOException failed) {
      throw new ContentsProblem(
          Kind.FORBIDDEN, "'" + path + "' cannot be used: " + failed.getMessage() + ".");
    }
  }

  /**
   * A file or folder.
   *
   * @param type what it must be: {@code notebook}, {@code file}, {@code directory}, or null
   * @param format {@code text} or {@code base64} for a file, or null for what fits
   */
  public Map<String, @Nullable Object> read(
      String path, @Nullable String type, @Nullable String format, boolean withContent)
      throws ContentsProblem {
    return with(
        path,
        file -> {
          if (!Files.exists(file)) {
            throw new NoSuchFileException(path);
          }
          if (Files.isDirectory(file)) {
            if (type != null && !type.equals("directory")) {
              throw new ContentsProblem(
                  Kind.INVALID, "'" + path + "' is a folder, not a " + type + ".");
            }
            return folder(file, withContent);
          }
          if ("directory".equals(type)) {
            throw new ContentsProblem(Kind.INVALID, "'" + path + "' is a file, not a folder.");
          }
          return FileModel.read(root, file, type, format, withContent);
        });
  }

  /** The bytes of a file. */
  public byte[] bytes(String path) throws ContentsProblem {
    return with(
        path,
        file -> {
          if (Files.isDirectory(file)) {
            throw new ContentsProblem(Kind.INVALID, "'" + path + "' is a folder.");
          }
          return Files.readAllBytes(file);
        });
  }

  private Map<String, @Nullable Object> folder(Path folder, boolean withContent)
      throws IOException, ContentsProblem {
    Map<String, @Nullable Object> model = FileModel.base(root, folder, "directory");
    if (withContent) {
      List<Object> entries = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(root::isShown).sorted().toList()) {
          entries.add(FileModel.base(root, file, FileModel.typeOf(file)));
        }
      } catch (UncheckedIOException failed) {
        throw Objects.requireNonNull(failed.getCause());
      }
      model.put("content", entries);
      model.put("format", "json");
    }
    return model;
  }

  /**
   * Saves a file or makes a folder.
   *
   * @param known when the client saw the file changed last; if it was changed since, that is a
   *     conflict; null overwrites
   */
  public Map<String, @Nullable Object> save(
      String path, Map<String, @Nullable Object> model, @Nullable Instant known)
      throws ContentsProblem {
    if (path.isEmpty()) {
      throw new ContentsProblem(Kind.INVALID, "The directory itself cannot be saved.");
    }
    return with(
        path,
        file -> {
          if ("directory".equals(model.get("type"))) {
            if (!Files.isDirectory(file)) {
              Files.createDirectory(file);
            }
            return folder(file, false);
          }
          if (Files.isDirectory(file)) {
            throw new ContentsProblem(Kind.CONFLICT, "'" + path + "' is a folder.");
          }
          if (Files.exists(file) && !FileModel.isWritable(file)) {
            throw new ContentsProblem(Kind.FORBIDDEN, "'" + path + "' is read-only.");
          }
          byte[] bytes = FileModel.bytes(model);
          synchronized (this) {
            if (isContinued(model)) {
              Files.write(file, bytes, StandardOpenOption.APPEND);
            } else {
              checkUnchanged(path, file, known);
              AtomicFile.write(file, bytes);
            }
          }
          return FileModel.base(root, file, FileModel.typeOf(file));
        });
  }

  /**
   * Large files come in chunks that are numbered from 1; the last one is number -1. Each but the
   * first continues the file.
   */
  private static boolean isContinued(Map<String, @Nullable Object> model) throws ContentsProblem {
    return switch (model.get("chunk")) {
      case null -> false;
      case Number _ when !"file".equals(model.get("type")) ->
          throw new ContentsProblem(
              Kind.INVALID, "Only what has the type 'file' can be saved in chunks.");
      case Number chunk -> chunk.intValue() != 1;
      default -> throw new ContentsProblem(Kind.INVALID, "The field 'chunk' is not a number.");
    };
  }

  private static void checkUnchanged(String path, Path file, @Nullable Instant known)
      throws IOException, ContentsProblem {
    if (known == null || !Files.exists(file)) {
      return;
    }
    FileTime changed = Files.getLastModifiedTime(file);
    // Clients keep microseconds, or milliseconds.
    if (changed.toInstant().toEpochMilli() > known.toEpochMilli()) {
      throw new ContentsProblem(
          Kind.CONFLICT,
          "'" + path + "' was changed on disk after it was read. Reload it, or save it anyway.");
    }
  }

  /** Makes an untitled file, notebook or folder in a folder. */
  public Map<String, @Nullable Object> create(
      String folder, String type, @Nullable String extension) throws ContentsProblem {
    return with(
        folder,
        file -> {
          String name =
              switch (type) {
                case "notebook" -> free(file, "Untitled", "", ".ipynb");
                case "directory" -> free(file, "Untitled Folder", " ", "");
                case "file" -> free(file, "untitled", "", extension == null ? "" : extension);
                default ->
                    throw new ContentsProblem(
                        Kind.INVALID, "The type is none of notebook, file and directory: " + type);
              };
          Path made = root.resolve(join(folder, name));
          if (type.equals("directory")) {
            Files.createDirectory(made);
          } else {
            Files.write(made, FileModel.empty(type), StandardOpenOption.CREATE_NEW);
          }
          return FileModel.base(root, made, FileModel.typeOf(made));
        });
  }

  /** Copies a file into a folder, under a free name. */
  public Map<String, @Nullable Object> copy(String from, String folder) throws ContentsProblem {
    Path source = root.resolve(from);
    return with(
        folder,
        into -> {
          if (!Files.isRegularFile(source)) {
            throw new ContentsProblem(Kind.INVALID, "Only a file can be copied: '" + from + "'.");
          }
          String name = source.getFileName().toString();
          int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
          Path copy =
              root.resolve(
                  join(
                      folder,
                      free(into, name.substring(0, dot) + "-Copy", "1", name.substring(dot))));
          Files.copy(source, copy);
          return FileModel.base(root, copy, FileModel.typeOf(copy));
        });
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** A name that is not taken: the stem, then the stem with 1 (or 2), 2, 3, … behind it. */
  private static String free(Path folder, String stem, String first, String extension)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    String name = first.isBlank() ? stem + extension : stem + first + extension;
    for (int i = first.isBlank() ? 1 : 2;
        Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        i++) {
      name = stem + (first.equals(" ") ? " " : "") + i + extension;
    }
    return name;
  }

  /** Renames or moves; never over something else. */
  public Map<String, @Nullable Object> rename(String from, String to) throws ContentsProblem {
    Path target = root.resolve(to);
    if (from.isEmpty() || to.isEmpty()) {
      throw new ContentsProblem(Kind.INVALID, "The directory itself cannot be renamed.");
    }
    return with(
        from,
        source -> {
          if (!source.equals(target)) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isSame(source, target)) {
              throw new ContentsProblem(Kind.CONFLICT, "'" + to + "' exists already.");
            }
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            checkpoints.moved(source, target);
          }
          return FileModel.base(root, target, FileModel.typeOf(target));
        });
  }

  /** On a file system that ignores case both may name one file. */
  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(other) && Files.isSameFile(one, other);
  }

  /** Deletes a file, or a folder that holds nothing but what nobody sees. */
  public void delete(String path) throws ContentsProblem {
    if (path.isEmpty()) {
      throw new ContentsProblem(Kind.INVALID, "The directory itself cannot be deleted.");
    }
    with(
        path,
        file -> {
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            deleteFolder(path, file);
          } else {
            Files.delete(file);
            checkpoints.deleted(file);
          }
          return path;
        });
  }

  private void deleteFolder(String path, Path folder) throws IOException, ContentsProblem {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(one -> !one.getFileName().toString().equals(Checkpoints.FOLDER))) {
        throw new ContentsProblem(Kind.INVALID, "The folder '" + path + "' is not empty.");
      }
    }
    checkpoints.deleteFolder(folder);
    Files.delete(folder);
  }
}
