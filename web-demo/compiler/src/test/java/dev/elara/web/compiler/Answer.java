package dev.elara.web.compiler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elara.java.assist.Assist;
import dev.elara.java.cell.CellCompiler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What a compiler made of a cell, to be compared.
 *
 * @param classes the class files' names and digests
 * @param entries what is run
 * @param notes what the user is told
 * @param page the error page; empty if nothing is wrong
 */
record Answer(List<String> classes, List<String> entries, List<String> notes, List<String> page) {

  /** A cell compiled by this JDK's javac. */
  static Answer of(CellCompiler compiler, Assist assist, String name, String source) {
    var cell = compiler.compile(compiler.main(), name, source);
    return new Answer(
        cell.classes().stream().map(file -> digest(file.binaryName(), file.bytes())).toList(),
        cell.entries(),
        cell.notes(),
        cell.failed() ? assist.failure(compiler.main(), cell).traceback() : List.of());
  }

  /** A reply of the compiler's port. */
  static Answer of(JsonNode reply) {
    if (reply.has("error")) {
      return new Answer(List.of(), List.of(), List.of(), List.of(reply.get("error").asText()));
    }
    var classes = new ArrayList<String>();
    for (JsonNode file : reply.get("classes")) {
      byte[] bytes = Base64.getDecoder().decode(file.get("bytes").asText());
      classes.add(digest(file.get("name").asText(), bytes));
    }
    return new Answer(
        classes,
        texts(reply.get("entries")),
        texts(reply.get("notes")),
        texts(reply.path("failure").path("traceback")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String digest(String name, byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return name + " " + bytes.length + " " + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
