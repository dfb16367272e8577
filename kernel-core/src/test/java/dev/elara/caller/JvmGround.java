package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.JvmPlatform;
import dev.elara.caller.platform.Platform;

/** The JVM with callers on ordinary or on virtual threads. */
record JvmGround(Backend backend) implements Ground {

  @Override
  public String name() {
    return "the JVM's " + backend + " threads";
  }

  @Override
  public Platform platform() {
    return new JvmPlatform();
  }

  @Override
  public Backend other() {
    return backend == Backend.PLATFORM ? Backend.VIRTUAL : Backend.PLATFORM;
  }

  @Override
  public Backend running() {
    return Thread.currentThread().isVirtual() ? Backend.VIRTUAL : Backend.PLATFORM;
  }

  @Override
  @SuppressWarnings("SystemGc") // the only way to ask
  public void collectGarbage() {
    System.gc();
  }

  @Override
  public boolean suits(Where where) {
    return where != Where.BROWSER;
  }
}
