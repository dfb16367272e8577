package dev.elara.comm;

/** What happens when a client opens a comm under a certain name. */
@FunctionalInterface
public interface CommTarget {

  /**
   * Takes a comm that a client has opened. Runs as a task, so it may wait; messages on the comm
   * follow after it returns. If it throws, the comm is closed.
   */
  void opened(Comm comm, CommMessage message);
}
