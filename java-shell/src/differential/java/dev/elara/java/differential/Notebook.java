package dev.elara.java.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code cells of a notebook file, in order. */
public record Notebook(String name, List<String> cells) {

  private static final Path OURS = Path.of("java-shell", "src", "test", "resources", "notebooks");
  private static final Path OTHERS = Path.of("..", "shared", "notebooks", "java-guide");

  /**
   * Notebooks of the kind one learns Java with: our own and, where they lie beside the repository,
   * those other people wrote.
   */
  public static List<Notebook> all(Path repository) throws IOException {
    var notebooks = new ArrayList<Notebook>();
    for (var folder : List.of(repository.resolve(OURS), repository.resolve(OTHERS))) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          for (var file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
            notebooks.add(read(file));
          }
        }
      }
    }
    return notebooks;
  }

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
