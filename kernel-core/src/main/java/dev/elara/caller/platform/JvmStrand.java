package dev.elara.caller.platform;

import java.util.List;
import java.util.stream.Stream;

/** A thread as a strand. */
record JvmStrand(Thread thread) implements StrandHandle {

  @Override
  public void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
  public long id() {
    return thread.threadId();
  }

  @Override
  public String name() {
    return thread.getName();
  }

  @Override
  public List<String> stack() {
    return Stream.of(thread.getStackTrace()).map(StackTraceElement::toString).toList();
  }
}
