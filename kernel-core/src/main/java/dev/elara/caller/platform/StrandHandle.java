package dev.elara.caller.platform;

import java.util.List;

/** A strand as its platform knows it: a thread, or what stands for one. Thread-safe. */
public interface StrandHandle {

  /** Lets it run. Once; never blocks. Does nothing if it runs already. */
  void start();

  /** The id of the thread, or of the context in a browser. Unique in the process. */
  long id();

  /** The name of the thread. */
  String name();

  /** Where it is now, the innermost frame first; empty where the platform cannot tell. */
  List<String> stack();
}
