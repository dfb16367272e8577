package dev.elara.web.platform;

import dev.elara.caller.platform.Parker;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;

/** Parks a coroutine: its continuation is kept here until it is woken from the event loop. */
final class BrowserParker implements Parker {

  private @Nullable AsyncCallback<@Nullable Void> continuation;
  private boolean waking;
  private boolean permit;
  private boolean comesBack;

  @Override
  public void park() {
    if (permit) {
      permit = false;
      return;
    }
    suspend();
  }

  /** Goes to the end of the strands that are to go on. */
  void giveWay() {
    comesBack = true;
    suspend();
  }

  private void suspend() {
    Object task = Slots.task;
    Object context = Slots.context;
    BrowserStrand strand = Slots.strand;
    Slots.clear();
    sleep(this);
    Slots.task = task;
    Slots.context = context;
    Slots.strand = strand;
  }

  @Override
  public boolean parkInterruptibly() {
    park();
    return true;
  }

  @Override
  public void unpark() {
    if (continuation == null || waking) {
      permit = true;
    } else {
      waking = true;
      Wakeups.add(this);
    }
  }

  /** Goes on with the coroutine, until it parks again or ends. Called by the event loop. */
  void goOn() {
    AsyncCallback<@Nullable Void> sleeper = continuation;
    continuation = null;
    waking = false;
    if (sleeper != null) {
      sleeper.complete(null);
    }
  }

  @Async
  private static native void sleep(BrowserParker parker);

  @SuppressWarnings("UnusedMethod") // TeaVM calls it in the place of the native one
  private static void sleep(BrowserParker parker, AsyncCallback<@Nullable Void> callback) {
    parker.continuation = callback;
    if (parker.comesBack) {
      parker.comesBack = false;
      parker.unpark();
    }
  }
}
