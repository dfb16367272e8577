package dev.elara.caller;

/**
 * How to go through pendings as they complete.
 *
 * @param maxConcurrent how many of those drawn from an iterator may be unfinished; a collection is
 *     watched whole
 * @param cancelUnfinished whether leaving early cancels those that are not done
 */
public record CompletionOptions(int maxConcurrent, boolean cancelUnfinished) {

  /** As many at once as a caller keeps workers; leaving early cancels the rest. */
  public static final CompletionOptions DEFAULT =
      new CompletionOptions(Caller.MAX_IDLE_POOL_INSTANCES, true);

  public CompletionOptions {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "The most to be unfinished at once is " + maxConcurrent + "; use one or more.");
    }
  }

  /** The same with another limit. */
  public CompletionOptions maxConcurrent(int maxConcurrent) {
    return new CompletionOptions(maxConcurrent, cancelUnfinished);
  }

  /** The same, letting those that are not done go on when the iteration is left. */
  public CompletionOptions keepingUnfinished() {
    return new CompletionOptions(maxConcurrent, false);
  }
}
