package dev.elara.web.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what nearly every session uses, by running usual cells, and writes the list of it that the
 * first bundle is made of: classes and the methods that ran. A step of each build, so that the list
 * fits the code; by a clock that only looking at it moves, so that it is the same each time.
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
          "throw new IllegalStateException(\"x\")",
          "volatile boolean over;");

  /** The first stop is to be as quick as the next. */
  private static final List<String> STOPPED =
      List.of(
          "while (true) {}",
          "Thread.sleep(1_000_000);",
          "while (true) new java.math.BigInteger(\\\"3\\\").pow(40_000);");

  /** A quick machine, and a slow one on which waits and turns end elsewhere. */
  private static final List<Integer> NANOS_PER_LOOK = List.of(2_000, 50_000);

  private static final class SteadyHost extends JvmHost {
    private final int step;
    private long now;

    SteadyHost(int step) {
      this.step = step;
    }

    @Override
    public long nanoTime() {
      return now += step;
    }

    @Override
    public long currentTimeMillis() {
      return nanoTime() / 1_000_000;
    }

    @Override
    public byte[] random(int count) {
      return new byte[count];
    }
  }

  private BaseClasses() {}

  /** Runs the cells; what was asked for, with the methods that ran. */
  private static Map<String, Set<String>> ran(SteadyHost host) {
    var kernel = new KernelInEngine(host);
    for (String type : List.of("kernel_info", "comm_info")) {
      kernel.send("shell", type + "_request", "{}");
      String _ = kernel.await("\"msg_type\":\"" + type + "_reply\"");
    }
    CELLS.forEach(kernel::run);
    for (String each : STOPPED) {
      String besides = "{\"code\":\"// thread\\nwhile (!over) Thread.sleep(1);\"}";
      String _ = kernel.send("shell", "execute_request", besides);
      String code = "System.out.println(1);\\n" + each;
      kernel.send("shell", "execute_request", "{\"code\":\"" + code + "\"}");
      String _ = kernel.await("\"msg_type\":\"stream\"");
      kernel.engine.deliver("{\"interrupt\":true}", List.of());
      kernel.run("over = true");
      kernel.run("over = false");
    }
    var all = new TreeMap<String, Set<String>>();
    host.given.forEach(each -> all.put(each, methods(kernel.engine.vm.classes.loaded(each))));
    return all;
  }

  private static Set<String> methods(@Nullable VmClass type) {
    var ran = new TreeSet<String>();
    if (type != null) {
      for (VmMethod method : type.methods.values()) {
        if (method.instructions != null) {
          ran.add(method.info.name());
        }
      }
    }
    return ran;
  }

  /** Argument: the file to write. */
  public static void main(String[] args) throws IOException {
    var all = new TreeMap<String, Set<String>>();
    for (int step : NANOS_PER_LOOK) {
      ran(new SteadyHost(step))
          .forEach(
              (name, methods) -> all.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(methods));
    }
    Files.write(
        Path.of(args[0]),
        all.entrySet().stream()
            .map(each -> (each.getKey() + " " + String.join(" ", each.getValue())).strip())
            .toList());
  }
}
