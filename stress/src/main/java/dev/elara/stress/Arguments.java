package dev.elara.stress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code --name number} pairs of a command line. */
record Arguments(Map<String, Long> numbers) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a name not in {@code known}, or if it has no number
   */
  static Arguments parse(String[] args, List<String> known) {
    Map<String, Long> numbers = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
      if (!known.contains(name) || i + 1 == args.length || !args[i + 1].matches("\\d{1,12}")) {
        throw new IllegalArgumentException(
            "Not understood: '" + args[i] + "'. Known, each with a number: --" + known);
      }
      numbers.put(name, Long.parseLong(args[i + 1]));
    }
    return new Arguments(numbers);
  }

  long get(String name, long otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }
}
