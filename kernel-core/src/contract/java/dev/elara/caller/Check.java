package dev.elara.caller;

/**
 * A check of one rule of the contract. Plain Java without annotations and reflection, so that the
 * same check runs under JUnit and in a browser.
 *
 * @param rule the number of the rule, as in {@link Contract}
 * @param sentence what it shows
 * @param where where it holds
 * @param body the check; it throws if the rule does not hold
 */
public record Check(int rule, String sentence, Where where, Body body) {

  /** A check in a world. */
  public interface Body {
    /** Throws if the rule does not hold. */
    void run(World world) throws Exception;
  }

  /** Runs it in a world of its own on that ground; blocks until it has ended. */
  public void run(Ground ground) throws Exception {
    try (World world = new World(ground)) {
      body.run(world);
    }
  }
}
