package dev.elara.caller.host;

import dev.elara.caller.Action;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A stage with an empty pane. */
final class JavaFxWindow implements Window {

  private volatile @Nullable Stage stage;

  @Override
  public boolean isEventThread() {
    return Platform.isFxApplicationThread();
  }

  @Override
  public void show(Runnable clicked) {
    Pane pane = new Pane();
    pane.setOnMousePressed(event -> clicked.run());
    Stage shown = new Stage();
    shown.setTitle("Elara");
    shown.setScene(new Scene(pane, 300, 200));
    shown.setX(50);
    shown.setY(50);
    shown.show();
    stage = shown;
  }

  @Override
  public boolean isShown() {
    Stage shown = stage;
    return shown != null && shown.isShowing();
  }

  @Override
  public void click() {
    Stage shown = stage;
    if (shown != null) {
      onEventThread(() -> {
        Robot robot = new Robot();
        robot.mouseMove(shown.getX() + shown.getWidth() / 2, shown.getY() + 100);
        robot.mousePress(MouseButton.PRIMARY);
        robot.mouseRelease(MouseButton.PRIMARY);
      });
    }
  }

  @Override
  public void dialog(Duration close) {
    Object key = new Object();
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                Platform.runLater(() -> Platform.exitNestedEventLoop(key, null));
              }
            },
            close.toMillis());
    Object _ = Platform.enterNestedEventLoop(key);
  }

  private static void onEventThread(Action action) {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(() -> {
      try {
        action.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        done.countDown();
      }
    });
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
