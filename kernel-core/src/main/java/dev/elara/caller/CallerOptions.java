package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/**
 * What a caller should be.
 *
 * @param name its name; null for one made up
 * @param backend what its strands are; null for the parent's or the platform's default
 * @param isProtected whether {@link Caller#stop()} without force does nothing
 */
public record CallerOptions(@Nullable String name, @Nullable Backend backend, boolean isProtected) {

  /** Nothing in particular. */
  public static final CallerOptions DEFAULT = new CallerOptions(null, null, false);

  /** With a name. */
  public static CallerOptions named(String name) {
    return new CallerOptions(name, null, false);
  }

  /** With a backend. */
  public CallerOptions on(Backend chosen) {
    return new CallerOptions(name, chosen, isProtected);
  }

  /** Protected from being stopped without force. */
  public CallerOptions protect() {
    return new CallerOptions(name, backend, true);
  }
}
