package dev.elara.kernel;

/** How a request is run on its caller. */
enum RunMode {
  /** In the scheduler itself; it must not wait. */
  DIRECT,
  /** In order, one at a time. */
  QUEUE,
  /** As a task beside others of the same caller. */
  TASK,
  /** In a worker with a thread of its own. */
  THREAD
}
