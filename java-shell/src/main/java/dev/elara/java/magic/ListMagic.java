package dev.elara.java.magic;

import dev.elara.shell.StreamName;
import java.util.stream.Collectors;

/** {@code %lsmagic}. */
final class ListMagic implements Magic {

  private final Magics magics;

  ListMagic(Magics magics) {
    this.magics = magics;
  }

  @Override
  public String name() {
    return "lsmagic";
  }

  @Override
  public Kind kind() {
    return Kind.LINE;
  }

  @Override
  public String summary() {
    return "Lists the magics there are.";
  }

  @Override
  public void run(MagicCall call) {
    call.execution()
        .write(
            StreamName.STDOUT,
            magics.all().stream()
                .map(each ->
                    "%-12s%s%n".formatted(Magics.signed(each.kind(), each.name()), each.summary()))
                .collect(Collectors.joining()));
  }
}
