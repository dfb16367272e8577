package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.web.bundle.Bundles;
import dev.elara.web.bundle.OfferedApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Calls what the compiler offers to cells, with arguments as they come: whatever a method does, it
 * does not end for want of a native method or a class. {@code -Dsweep.every=1} for all classes, one
 * in so many otherwise, drawn from {@code -Dsweep.seed}.
 */
class ApiSweepTest {

  private static final int EVERY = Integer.getInteger("sweep.every", 40);
  private static final long SEED = Long.getLong("sweep.seed", 1);

  /** Classes that one program calls. */
  private static final int AT_ONCE = 25;

  /** The classes that a page has, and no more. */
  private static final class Host extends JvmHost {
    @Override
    public byte @Nullable [] classFile(String name) {
      return Bundles.isOffered(name) ? super.classFile(name) : null;
    }
  }

  @Test
  void noMethodThatCellsMayCallEndsForWantOfANativeMethodOrAClass() throws IOException {
    var api = OfferedApi.find();
    var random = new Random(SEED);
    List<String> sample =
        api.classes().stream().filter(each -> random.nextInt(EVERY) == 0).toList();
    List<String> found = new ArrayList<>();
    for (int from = 0; from < sample.size(); from += AT_ONCE) {
      sweep(api, sample.subList(from, Math.min(sample.size(), from + AT_ONCE)), found);
    }
    assertThat(sample).isNotEmpty();
    assertThat(String.join("\n", found)).as("of %d classes", sample.size()).isEmpty();
  }

  /** Calls the members of these in one engine; when that breaks, the rest in another. */
  static void sweep(OfferedApi api, List<String> classes, List<String> found) throws IOException {
    List<String> left = classes;
    int start = 0;
    while (!left.isEmpty()) {
      var host = new Host();
      try {
        String outcome =
            Programs.inEngine(
                new Engine(host), "Sweep", Programs.compile("Sweep", source(api, left, start)));
        outcome.lines().filter(line -> !line.isBlank()).forEach(found::add);
        return;
      } catch (RuntimeException broken) {
        String[] last = host.printed.toString().lines().toList().getLast().split(" ", 2);
        found.add(last[1] + " breaks the engine: " + broken);
        left = left.subList(left.indexOf(last[1].split("#", 2)[0].replace('.', '/')), left.size());
        start = Integer.parseInt(last[0]) + 1;
      }
    }
  }

  /** The program, for these classes, the first one from a member on. */
  private static String source(OfferedApi api, List<String> classes, int start) throws IOException {
    try (InputStream in = ApiSweepTest.class.getResourceAsStream("/engine/Sweep.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace(
              "@CLASSES@", quoted(classes.stream().map(each -> each.replace('/', '.')).toList()))
          .replace(
              "@LACKING@",
              quoted(
                  api.lacking().stream()
                      .filter(each -> classes.contains(each.split("\\.", 2)[0]))
                      .toList()))
          .replace("@START@", String.valueOf(start));
    }
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(each -> '"' + each + '"').collect(Collectors.joining(","));
  }
}
