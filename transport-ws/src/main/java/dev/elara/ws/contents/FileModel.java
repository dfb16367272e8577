package dev.elara.ws.contents;

import dev.elara.message.Content;
import dev.elara.ws.contents.ContentsProblem.Kind;
import dev.elara.ws.wire.Json;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files as the contents API shows them. */
final class FileModel {

  private static final Set<PosixFilePermission> MAY_BE_WRITTEN_BY =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private FileModel() {}

  /** {@code directory}, {@code notebook} or {@code file}. */
  static String typeOf(Path file) {
    if (Files.isDirectory(file)) {
      return "directory";
    }
    return file.getFileName().toString().endsWith(".ipynb") ? "notebook" : "file";
  }

  /** The model without content. */
  static Map<String, @Nullable Object> base(Root root, Path file, String type) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String path = root.path(file);
    boolean directory = attributes.isDirectory();
    return Content.of(
        "name",
        path.isEmpty() ? "" : file.getFileName().toString(),
        "path",
        path,
        "type",
        type,
        "created",
        Timestamps.micros(attributes.creationTime().toInstant()),
        "last_modified",
        Timestamps.micros(attributes.lastModifiedTime().toInstant()),
        "writable",
        isWritable(file),
        "size",
        directory ? null : attributes.size(),
        "mimetype",
        null,
        "format",
        null,
        "content",
        null);
  }

  /** Not what is marked as read-only, though whoever owns the folder could replace it. */
  static boolean isWritable(Path file) throws IOException {
    var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    boolean marked =
        posix != null
            && Collections.disjoint(posix.readAttributes().permissions(), MAY_BE_WRITTEN_BY);
    return !marked && Files.isWritable(file);
  }

  static Map<String, @Nullable Object> read(
      Root root, Path file, @Nullable String type, @Nullable String format, boolean withContent)
      throws IOException, ContentsProblem {
    String shown = type == null ? typeOf(file) : type;
    Map<String, @Nullable Object> model = base(root, file, shown);
    if (!withContent) {
      return model;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (shown.equals("notebook")) {
      model.put("content", notebook(root.path(file), bytes));
      model.put("format", "json");
      return model;
    }
    String text = "base64".equals(format) ? null : text(bytes);
    if (text == null && "text".equals(format)) {
      throw new ContentsProblem(Kind.INVALID, "'" + root.path(file) + "' is not text in UTF-8.");
    }
    model.put("content", text == null ? Base64.getEncoder().encodeToString(bytes) : text);
    model.put("format", text == null ? "base64" : "text");
    model.put("mimetype", text == null ? "application/octet-stream" : "text/plain");
    return model;
  }

  private static Map<String, @Nullable Object> notebook(String path, byte[] bytes)
      throws ContentsProblem {
    try {
      return Notebooks.joinLines(
          format4(path, Json.readObject(bytes.length == 0 ? empty("notebook") : bytes)));
    } catch (MalformedFrame malformed) {
      throw new ContentsProblem(
          Kind.INVALID,
          "'" + path + "' is not a notebook: it " + malformed.reason() + ". Open it as a file.");
    }
  }

  /** Nothing is shown of a format that would be lost when the notebook is saved. */
  private static Map<String, @Nullable Object> format4(
      String path, Map<String, @Nullable Object> notebook) throws ContentsProblem {
    Object format = notebook.get("nbformat");
    if (format instanceof Number number && number.intValue() == 3) {
      return OldNotebooks.upgraded(notebook);
    }
    if (format instanceof Number number && number.intValue() == 4) {
      return notebook;
    }
    throw new ContentsProblem(
        Kind.INVALID,
        "'"
            + path
            + "' cannot be opened as a notebook: its nbformat is "
            + format
            + ", and 3 and 4 can be read. Open it as a file.");
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }

  /** The bytes to be written for a model that a client sent. */
  static byte[] bytes(Map<String, @Nullable Object> model) throws ContentsProblem {
    Object content = model.get("content");
    boolean notebook = "notebook".equals(model.get("type")) || "json".equals(model.get("format"));
    if (notebook && content instanceof Map<?, ?> tree) {
      if (!(tree.get("cells") instanceof List<?>)) {
        throw new ContentsProblem(Kind.INVALID, "The content is no notebook: it has no cells.");
      }
      byte[] json = Json.writeIndented(Notebooks.splitLines(tree));
      byte[] ended = java.util.Arrays.copyOf(json, json.length + 1);
      ended[json.length] = '\n';
      return ended;
    }
    if (!notebook && content instanceof String text) {
      return "base64".equals(model.get("format"))
          ? decoded(text)
          : text.getBytes(StandardCharsets.UTF_8);
    }
    if (content == null && !notebook) {
      throw new ContentsProblem(Kind.INVALID, "There is no content to save.");
    }
    throw new ContentsProblem(Kind.INVALID, "The content does not fit the type and format.");
  }

  private static byte[] decoded(String base64) throws ContentsProblem {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException malformed) {
      throw new ContentsProblem(Kind.INVALID, "The content is not base64.");
    }
  }

  /** What a new file holds. */
  static byte[] empty(String type) {
    if (!type.equals("notebook")) {
      return new byte[0];
    }
    return Json.writeIndented(
        Content.of("cells", List.of(), "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5));
  }
}
