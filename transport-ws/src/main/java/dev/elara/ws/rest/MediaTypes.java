package dev.elara.ws.rest;

import java.util.Locale;
import java.util.Map;

/** Media types by the end of a file's name. */
public final class MediaTypes {

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("ipynb", "application/x-ipynb+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("java", "text/plain; charset=utf-8"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"));

  private MediaTypes() {}

  /** The type of a file of that name. */
  public static String of(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return KNOWN.getOrDefault(end, "application/octet-stream");
  }

  /** The type under which a user's file is handed out: a script is no script there. */
  static String ofDownload(String name) {
    String type = of(name);
    return type.startsWith("text/javascript") ? "text/plain; charset=utf-8" : type;
  }
}
