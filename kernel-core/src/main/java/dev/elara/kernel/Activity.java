package dev.elara.kernel;

/**
 * Hears when a kernel has something to do, for what may only happen while it has not. Called on the
 * threads that do it, so neither method may block; as often the one as the other, at the same time
 * for requests that are handled side by side.
 */
public interface Activity {

  /** Nobody's. */
  Activity UNHEARD =
      new Activity() {
        @Override
        public void began() {}

        @Override
        public void ended() {}
      };

  /** The kernel works on a request from now on; it has not said busy yet. */
  void began();

  /** That request is answered, and idle has been said. */
  void ended();
}
