package dev.elara.java.magic;

import dev.elara.java.assist.Nearest;
import dev.elara.java.magic.Magic.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The magics of a session, by kind and name. Thread-safe; never blocks. */
public final class Magics {

  private final Map<String, Magic> bySignedName = new ConcurrentSkipListMap<>();

  /** Those that every session has. */
  public Magics() {
    register(new CallersMagic());
    register(new ListMagic(this));
  }

  /** Adds one, or replaces the one of that kind and name. */
  public void register(Magic magic) {
    if (!magic.name().matches("[A-Za-z]\\w*")) {
      throw new IllegalArgumentException(
          "A magic cannot be called '" + magic.name() + "'; use letters, digits and underscores.");
    }
    bySignedName.put(signed(magic.kind(), magic.name()), magic);
  }

  /** All of them, by name. */
  public List<Magic> all() {
    return List.copyOf(bySignedName.values());
  }

  /** That one; null if there is none. */
  public @Nullable Magic find(Kind kind, String name) {
    return bySignedName.get(signed(kind, name));
  }

  /**
   * That one.
   *
   * @throws MagicMisused if there is none; the message tells which one may have been meant
   */
  public Magic get(Kind kind, String name) {
    Magic magic = find(kind, name);
    if (magic == null) {
      throw new MagicMisused("There is no magic " + signed(kind, name) + ". " + advice(kind, name));
    }
    return magic;
  }

  private String advice(Kind kind, String name) {
    for (Kind other : Kind.values()) {
      if (find(other, name) != null) {
        return switch (other) {
          case LINE -> "But there is %" + name + ", for a single line.";
          case CELL -> "But there is %%" + name + ", on the first line of a cell.";
        };
      }
    }
    List<String> names =
        all().stream().filter(magic -> magic.kind() == kind).map(Magic::name).toList();
    List<String> near = Nearest.to(name, names);
    return near.isEmpty()
        ? "%lsmagic lists those there are."
        : "Did you mean " + signed(kind, String.join(" or " + kind.sign(), near)) + "?";
  }

  static String signed(Kind kind, String name) {
    return kind.sign() + name;
  }
}
