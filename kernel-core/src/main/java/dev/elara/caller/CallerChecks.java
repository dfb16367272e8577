package dev.elara.caller;

import dev.elara.caller.platform.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused to those who ask for a caller, and how that is said. */
final class CallerChecks {

  private CallerChecks() {}

  /**
   * The caller, if it is as asked for.
   *
   * @throws IllegalArgumentException if it has another name, backend or host
   */
  static Caller checked(Caller caller, CallerOptions asked) {
    String name = caller.name();
    String askedName = asked.name();
    if (askedName != null && !askedName.isEmpty() && !askedName.equals(name)) {
      throw new IllegalArgumentException(
          "Asked for a caller named '" + askedName + "', but the one here is '" + name + "'.");
    }
    if (asked.backend() != null && asked.backend() != caller.backend()) {
      throw new IllegalArgumentException(
          "Asked for a caller with backend "
              + asked.backend()
              + ", but '"
              + name
              + "' has "
              + caller.backend()
              + ".");
    }
    if (asked.host() != null && asked.host() != caller.host()) {
      throw new IllegalArgumentException(
          "Asked for a caller with host "
              + asked.host()
              + ", but '"
              + name
              + "' has "
              + (caller.host() == null ? "a thread of its own" : caller.host())
              + ".");
    }
    return caller;
  }

  /** Throws if there is a caller in the current context: a thread has one. */
  static void refuseSecond() {
    Caller here = Caller.currentOrNull();
    if (here != null) {
      throw new IllegalStateException(
          "There is a caller here already: " + here + ". Use it, or get a child of it.");
    }
  }

  /** Throws if there is a caller on that event thread: it has one, as every thread has. */
  static void refuseSecondOn(@Nullable Host host) {
    for (Caller other : host == null ? List.<Caller>of() : Registry.all()) {
      if (other.host() == host && !other.state().isClosed()) {
        throw new IllegalStateException(
            "There is a caller on the event thread of "
                + host
                + " already: "
                + other
                + ". Use it.");
      }
    }
  }

  /**
   * The caller of the main thread.
   *
   * @throws IllegalStateException if there is none
   */
  static Caller mainCaller() {
    Caller main = Registry.main();
    if (main == null) {
      throw new IllegalStateException(
          "The main thread has no caller. Make one with Caller.of(Modifier.MANUAL) and enter it"
              + " there.");
    }
    return main;
  }
}
