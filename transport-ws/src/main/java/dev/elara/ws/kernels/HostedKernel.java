package dev.elara.ws.kernels;

import dev.elara.kernel.Log;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Content;
import dev.elara.message.Message;
import dev.elara.ws.channels.KernelChannels;
import dev.elara.ws.wire.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A kernel of this server under one id, through restarts and crashes.
 *
 * <p>States: {@code RUNNING ──restart or crash──▶ RESTARTING ──▶ RUNNING}, {@code ──crashes too
 * often──▶ DEAD}, {@code any ──delete──▶ DELETED}. What clients send while it is restarting is
 * handed to the kernel that comes.
 *
 * <p>Thread-safe. {@link #start} and {@link #restart} may block; nothing else does.
 */
public final class HostedKernel {

  private enum State {
    RUNNING,
    RESTARTING,
    DEAD,
    DELETED
  }

  /** So many crashes in a row end in DEAD; a kernel that has answered since begins anew. */
  static final int CRASHES = 5;

  private record Held(Message request, ReplyAddress replyTo) {}

  private final String id;
  private final KernelLauncher launcher;
  private final KernelLauncher.Launch launch;
  private final KernelChannels channels;
  private final Log log;
  private final ArrayDeque<Held> held = new ArrayDeque<>(); // guarded by this
  private State state = State.RESTARTING; // guarded by this
  private @Nullable KernelLink link; // guarded by this
  private int crashes; // guarded by this
  private int generation; // guarded by this: counts the kernels started under this id
  private int heard; // guarded by this: the one of them whose word is passed on
  private volatile Instant lastActivity = Instant.now();

  HostedKernel(
      String id,
      KernelLauncher launcher,
      KernelLauncher.Launch launch,
      KernelChannels channels,
      Log log) {
    this.id = id;
    this.launcher = launcher;
    this.launch = launch;
    this.channels = channels;
    this.log = log;
  }

  /** Its id in addresses. */
  public String id() {
    return id;
  }

  /** Its kind. */
  public KernelSpec spec() {
    return launch.spec();
  }

  /** Its clients. */
  public KernelChannels channels() {
    return channels;
  }

  /** As REST shows it. */
  public Map<String, @Nullable Object> model() {
    return Content.of(
        "id",
        id,
        "name",
        launch.spec().name(),
        "last_activity",
        Timestamps.micros(lastActivity),
        "execution_state",
        channels.state(),
        "connections",
        channels.connections());
  }

  /** Hands the kernel a request of a client. */
  public void receive(Message request, ReplyAddress replyTo) {
    lastActivity = Instant.now();
    KernelLink running;
    synchronized (this) {
      running = link;
      if (running == null) {
        if (state == State.RESTARTING) {
          held.add(new Held(request, replyTo));
        }
        return;
      }
    }
    running.receive(request, replyTo);
  }

  /** Interrupts what runs; does nothing while nothing can run. */
  public void interrupt() {
    KernelLink running;
    synchronized (this) {
      running = link;
    }
    if (running != null) {
      running.interrupt();
    }
  }

  /**
   * Starts the kernel. Blocks until it is there.
   *
   * @throws IOException if it cannot be started
   */
  void start() throws IOException {
    int mine;
    synchronized (this) {
      mine = ++generation;
      heard = mine;
    }
    KernelLink started = launcher.launch(launch, everyone(mine), why -> ended(mine, why));
    ArrayDeque<Held> early;
    synchronized (this) {
      if (state == State.RESTARTING && generation == mine) {
        link = started;
        state = State.RUNNING;
        early = new ArrayDeque<>(held);
        held.clear();
        early.forEach(one -> started.receive(one.request(), one.replyTo()));
        return;
      }
    }
    started.end().join(); // deleted, restarted again or crashed meanwhile
  }

  /** Hears one of the kernels under this id, until it has ended and the next one is started. */
  private dev.elara.kernel.Connection everyone(int mine) {
    return message -> {
      synchronized (this) {
        if (heard != mine) {
          return;
        }
        if ("idle".equals(message.content().get("execution_state"))) {
          crashes = 0;
        }
      }
      lastActivity = Instant.now();
      channels.publish(message);
    };
  }

  /**
   * Ends the kernel and starts another under the same id. Blocks until it is there.
   *
   * @throws IOException if no other can be started; the kernel is dead then
   */
  public void restart() throws IOException {
    KernelLink old;
    synchronized (this) {
      if (state == State.DELETED) {
        return;
      }
      old = link;
      link = null;
      state = State.RESTARTING;
      generation++;
      crashes = 0;
    }
    // Not published: to Jupyter's clients "restarting" means that the kernel died by itself.
    channels.expect("restarting");
    if (old != null) {
      old.end().join();
      channels.expect("restarting");
    }
    startOrDie();
  }

  private void startOrDie() throws IOException {
    try {
      start();
    } catch (IOException failed) {
      synchronized (this) {
        state = State.DEAD;
        held.clear();
      }
      channels.publishStatus("dead");
      throw failed;
    }
  }

  private void ended(int which, String why) {
    boolean again;
    synchronized (this) {
      if (which != generation || state == State.DELETED || state == State.DEAD) {
        return;
      }
      link = null;
      again = ++crashes <= CRASHES;
      state = again ? State.RESTARTING : State.DEAD;
    }
    log.warn("Kernel " + id + " ended: " + why + (again ? " It is restarted." : ""));
    if (!again) {
      log.warn("Kernel " + id + " ended " + CRASHES + " times in a row and is left dead.");
      channels.publishStatus("dead");
      return;
    }
    channels.publishStatus("restarting");
    Thread.ofVirtual().name("restart " + id).start(this::restartAfterCrash);
  }

  private void restartAfterCrash() {
    try {
      startOrDie();
    } catch (IOException failed) {
      log.warn("Kernel " + id + " could not be restarted.", failed);
    }
  }

  /**
   * Ends the kernel for good; its connections are closed with 1000 when it has said all that it has
   * to say.
   */
  CompletableFuture<Void> delete() {
    KernelLink old;
    synchronized (this) {
      old = link;
      link = null;
      state = State.DELETED;
      held.clear();
    }
    var ended = old == null ? CompletableFuture.<Void>completedFuture(null) : old.end();
    return ended.thenRun(() -> {
      channels.publishStatus("dead");
      channels.close(1000, "the kernel was shut down");
    });
  }
}
