package dev.elara.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A list of checks in the making. */
public final class Checks {

  private final List<Check> all = new ArrayList<>();

  /** A part of the contract whose checks share what {@code setUp} makes for each of them. */
  public <T> Part<T> in(Function<World, T> setUp) {
    return new Part<>(setUp);
  }

  /** All checks, in the order in which they were added. */
  public List<Check> all() {
    return List.copyOf(all);
  }

  /** Checks that share what they need. */
  public final class Part<T> {

    /** A check, given what it needs. */
    public interface Body<T> {
      /** Throws if the rule does not hold. */
      void run(T part) throws Exception;
    }

    private final Function<World, T> setUp;

    private Part(Function<World, T> setUp) {
      this.setUp = setUp;
    }

    /** Adds a check that holds everywhere. */
    public Part<T> add(int rule, String sentence, Body<T> body) {
      return add(rule, Where.EVERYWHERE, sentence, body);
    }

    /** Adds a check that holds in some places only. */
    public Part<T> add(int rule, Where where, String sentence, Body<T> body) {
      all.add(new Check(rule, sentence, where, world -> body.run(setUp.apply(world))));
      return this;
    }
  }
}
