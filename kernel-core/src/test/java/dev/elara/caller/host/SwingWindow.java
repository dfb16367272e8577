package dev.elara.caller.host;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.time.Duration;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/** A frame with a button. */
final class SwingWindow implements Window {

  private volatile @Nullable JFrame frame;

  @Override
  public boolean isEventThread() {
    return EventQueue.isDispatchThread();
  }

  @Override
  public void show(Runnable clicked) {
    JButton button = new JButton("Click");
    button.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent event) {
            clicked.run();
          }
        });
    JFrame shown = new JFrame("Elara");
    shown.add(button);
    shown.setBounds(50, 50, 300, 200);
    shown.setVisible(true);
    frame = shown;
  }

  @Override
  public boolean isShown() {
    JFrame shown = frame;
    return shown != null && shown.isShowing();
  }

  @Override
  public void click() {
    JFrame shown = frame;
    if (shown == null) {
      return;
    }
    Point corner = shown.getLocationOnScreen();
    try {
      Robot robot = new Robot();
      robot.mouseMove(corner.x + shown.getWidth() / 2, corner.y + shown.getHeight() / 2);
      robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
      robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    } catch (AWTException e) {
      throw new IllegalStateException("There is no pointer to click with.", e);
    }
  }

  @Override
  public void dialog(Duration close) {
    JDialog dialog = new JDialog(frame, "Wait", true);
    dialog.setSize(100, 100);
    Timer timer = new Timer((int) close.toMillis(), event -> dialog.dispose());
    timer.setRepeats(false);
    timer.start();
    dialog.setVisible(true);
  }
}
