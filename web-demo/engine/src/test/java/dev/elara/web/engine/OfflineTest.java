package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfflineTest {

  private static final class Host extends JvmHost {
    boolean online;

    @Override
    public byte @Nullable [] classFile(String name) {
      if (!online && name.equals("java/util/PriorityQueue")) {
        throw new NotFetched("java.util");
      }
      return super.classFile(name);
    }
  }

  @Test
  void aClassThatCannotBeFetchedIsAnErrorOfTheCellAndIsFetchedWhenItCan() {
    var host = new Host();
    var engine = new Engine(host);
    var program =
        Case.of("Offline", "", "", "out.append(new PriorityQueue<>(List.of(3, 1)).peek());");
    var classes = Programs.compile(program.name(), program.source());
    assertThat(Programs.inEngine(engine, program.name(), classes))
        .startsWith(
            "threw java.lang.NoClassDefFoundError: java.util.PriorityQueue is not here yet");
    host.online = true;
    assertThat(Programs.inEngine(engine, program.name(), classes)).isEqualTo("1");
  }
}
