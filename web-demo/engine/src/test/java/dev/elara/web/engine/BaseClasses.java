package dev.elara.web.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds what nearly every session uses, by running usual cells, and writes the list of it that the
 * first bundle is made of: {@code src/main/web/base-classes.txt}, classes and the methods that ran.
 * To be run again when cells begin to fetch packages early.
 */
final class BaseClasses {

  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "System.out.println(\"x\"); int x = 2; x",
          "record P(int x, String y) {} new P(1, \"a\")",
          "var l = new ArrayList<Integer>(); for (int i = 0; i < 3; i++) l.add(i); l",
          "Map.of(1, 2)",
          "IntStream.range(0, 5).mapToObj(i -> \"a\" + i).collect(Collectors.joining(\",\"))",
          "List.of(3, 1).stream().sorted(Comparator.reverseOrder()).map(i -> i * 2).toList()",
          "new HashMap<>(Map.of(\"a\", 1)).merge(\"a\", 1, Integer::sum)",
          "int[] few = {1}; few[3] = 2;",
          "await(Caller.current().callSoon(() -> 3))",
          "display(3)",
          "String.format(\"%d %.2f %s\", 1, 2.5, \"x\")",
          "Thread.startVirtualThread(() -> {}).join()",
          "sealed interface S permits A, B {} record A(int v) implements S {}"
              + " record B(String s) implements S {} S s = new A(3);"
              + " switch (s) { case A(int v) -> v; case B(var q) -> 0; }",
          "enum E { X, Y } E.valueOf(\"X\")",
          "new int[] {1, 2}",
          "Math.sqrt(2)",
          "Optional.of(1).map(i -> i + 1)",
          "new StringBuilder(\"a\").append(1).reverse()",
          "\"a,b\".split(\",\")",
          "throw new IllegalStateException(\"x\")");

  private BaseClasses() {}

  private static String line(ClassTable classes, String name) {
    VmClass type = classes.loaded(name);
    var methods = new TreeSet<String>();
    if (type != null) {
      for (VmMethod method : type.methods.values()) {
        if (method.instructions != null) {
          methods.add(method.info.name());
        }
      }
    }
    return String.join(" ", name, String.join(" ", methods)).strip();
  }

  /** Argument: the file to write. */
  public static void main(String[] args) throws IOException {
    var kernel = new KernelInEngine();
    for (String type : List.of("kernel_info", "comm_info")) {
      kernel.send("shell", type + "_request", "{}");
      String _ = kernel.await("\"msg_type\":\"" + type + "_reply\"");
    }
    CELLS.forEach(kernel::run);
    kernel.send(
        "shell", "execute_request", "{\"code\":\"while (true) {}\",\"store_history\":true}");
    String _ = kernel.await("\"msg_type\":\"execute_input\"");
    kernel.send("control", "interrupt_request", "{}");
    String _ = kernel.await("\"msg_type\":\"execute_reply\"");
    Files.write(
        Path.of(args[0]),
        kernel.host.given.stream().map(each -> line(kernel.engine.vm.classes, each)).toList());
  }
}
