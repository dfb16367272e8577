package dev.elara.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notebook files for tests. */
public final class Notebooks {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Notebooks() {}

  /** A notebook of code cells that have not run; one empty cell if none is given. */
  public static String ofCode(String... sources) throws JsonProcessingException {
    List<String> all = sources.length == 0 ? List.of("") : Arrays.asList(sources);
    List<Map<String, @Nullable Object>> cells = new ArrayList<>();
    for (var source : all) {
      Map<String, @Nullable Object> cell = new HashMap<>();
      cell.put("cell_type", "code");
      cell.put("id", "cell-" + cells.size());
      cell.put("execution_count", null);
      cell.put("metadata", Map.of());
      cell.put("outputs", List.of());
      cell.put("source", source);
      cells.add(cell);
    }
    return notebook(cells);
  }

  /** A notebook of cells in the format's own words. */
  public static String ofJson(String... cells) {
    return "{\"cells\":["
        + String.join(",", cells)
        + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}";
  }

  private static String notebook(List<Map<String, @Nullable Object>> cells)
      throws JsonProcessingException {
    return JSON.writeValueAsString(
        Map.of(
            "cells",
            cells,
            "metadata",
            Map.of(
                "kernelspec",
                Map.of("name", "elara", "display_name", "Java", "language", "java"),
                "language_info",
                Map.of("name", "java", "mimetype", "text/x-java", "file_extension", ".java")),
            "nbformat",
            4,
            "nbformat_minor",
            5));
  }
}
