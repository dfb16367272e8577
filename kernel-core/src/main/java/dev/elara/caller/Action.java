package dev.elara.caller;

/** A function a caller runs for its effect. */
@FunctionalInterface
public interface Action {

  /** Does it. May wait on pendings; whatever it throws is carried by its {@link Pending}. */
  void run() throws Exception;
}
