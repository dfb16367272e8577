package dev.elara.interim;

/** Stub. */
public interface Action {
  void run() throws Exception;
}
