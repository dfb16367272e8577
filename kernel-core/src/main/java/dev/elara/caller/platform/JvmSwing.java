package dev.elara.caller.platform;

import java.awt.EventQueue;
import java.awt.SecondaryLoop;
import java.awt.Toolkit;

/** The event thread of AWT and Swing. */
final class JvmSwing implements JvmEventThread {

  @Override
  public boolean isHere() {
    return EventQueue.isDispatchThread();
  }

  @Override
  public void later(Runnable event) {
    EventQueue.invokeLater(event);
  }

  @Override
  public Nested nested() {
    SecondaryLoop loop = Toolkit.getDefaultToolkit().getSystemEventQueue().createSecondaryLoop();
    return new Nested() {
      @Override
      public void enter() {
        if (!loop.enter()) {
          throw new IllegalStateException("AWT does not let its events go on inside of this one.");
        }
      }

      @Override
      public void exit() {
        boolean _ = loop.exit();
      }
    };
  }
}
