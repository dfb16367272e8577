package dev.elara.web.contract;

import dev.elara.caller.Ground;
import dev.elara.caller.Where;
import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Platform;
import dev.elara.web.platform.BrowserPlatform;
import org.teavm.jso.JSBody;

/** The one thread of a browser or of Node. */
final class BrowserGround implements Ground {

  private final Platform platform = new BrowserPlatform();

  @Override
  public String name() {
    return "a browser's thread";
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public Backend backend() {
    return Backend.GREEN;
  }

  @Override
  public Backend other() {
    return Backend.VIRTUAL;
  }

  @Override
  public Backend running() {
    return Backend.GREEN;
  }

  @Override
  public void collectGarbage() {
    collect();
  }

  @JSBody(
      script =
          "if (typeof gc !== 'function') {"
              + "  throw new Error('no gc(): start Node with --expose-gc, Chromium with"
              + " --js-flags=--expose-gc');"
              + "}"
              + "gc();")
  private static native void collect();

  @Override
  public boolean suits(Where where) {
    return where != Where.JVM;
  }
}
