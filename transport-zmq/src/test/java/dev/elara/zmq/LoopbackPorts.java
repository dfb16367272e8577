package dev.elara.zmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The ports on which this process's network namespace listens on the loopback address (Linux). */
final class LoopbackPorts {

  private static final String LISTENS = "0A";

  private LoopbackPorts() {}

  /** Those whose socket belongs to a process. */
  static List<Integer> of(long pid) throws IOException {
    List<String> inodes;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      inodes =
          files.map(LoopbackPorts::target).filter(text -> text.startsWith("socket:[")).toList();
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/" + pid + "/net/" + table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row[3].equals(LISTENS) && inodes.contains("socket:[" + row[9] + "]"))
        .map(row -> Integer.parseInt(row[1].substring(row[1].indexOf(':') + 1), 16))
        .toList();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException none) {
      return Stream.of();
    }
  }
}
