package dev.elara.java.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code cells of a notebook file, in order. */
public record Notebook(String name, List<String> cells) {

  /** Reads a file in the format of Jupyter. */
  public static Notebook read(Path file) throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(file.toFile());
    var cells = new ArrayList<String>();
    for (var cell : notebook.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(source(cell.path("source")));
      }
    }
    return new Notebook(file.getFileName().toString(), cells);
  }

  /** One text or a list of lines. */
  private static String source(JsonNode source) {
    if (source.isTextual()) {
      return source.asText();
    }
    var text = new StringBuilder();
    source.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
