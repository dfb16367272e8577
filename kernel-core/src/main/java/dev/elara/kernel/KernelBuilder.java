package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.display.Renderers;
import dev.elara.message.MessageFactory;
import dev.elara.shell.Shell;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a kernel together. Not thread-safe; used once. */
public final class KernelBuilder {

  final Shell shell;
  private String session = UUID.randomUUID().toString();
  private String username = "kernel";
  private Supplier<Instant> clock = Instant::now;
  private @Nullable MessageFactory messages;
  @Nullable Caller shellCaller;
  Renderers renderers = new Renderers();
  History history = new InMemoryHistory();
  Settings settings = Settings.DEFAULT;
  Log log = Log.NONE;
  Activity activity = Activity.UNHEARD;

  KernelBuilder(Shell shell) {
    this.shell = shell;
  }

  /**
   * The caller on which cells run, such as one that the main thread will enter. Without it the
   * kernel starts a thread of its own.
   */
  public KernelBuilder shellCaller(Caller caller) {
    this.shellCaller = caller;
    return this;
  }

  /** The renderers that {@code display} uses in cells; an empty registry by default. */
  public KernelBuilder renderers(Renderers registry) {
    this.renderers = registry;
    return this;
  }

  /** Where cells are remembered; in memory by default. The kernel closes it. */
  public KernelBuilder history(History store) {
    this.history = store;
    return this;
  }

  /** Limits and delays. */
  public KernelBuilder settings(Settings changed) {
    this.settings = changed;
    return this;
  }

  /** Where log lines go; nowhere by default. */
  public KernelBuilder log(Log lines) {
    this.log = lines;
    return this;
  }

  /** Who hears when the kernel has something to do; nobody by default. */
  public KernelBuilder activity(Activity listener) {
    this.activity = listener;
    return this;
  }

  /** The session id in all headers; random by default. */
  public KernelBuilder session(String id) {
    this.session = id;
    return this;
  }

  /** The username in all headers; {@code kernel} by default. */
  public KernelBuilder username(String name) {
    this.username = name;
    return this;
  }

  /** The time in all headers; the system's by default. */
  public KernelBuilder clock(Supplier<Instant> time) {
    this.clock = time;
    return this;
  }

  /**
   * Makes all messages, instead of one for {@link #session}, {@link #username} and {@link #clock}:
   * for a kernel that shares it with a transport, so that their message ids differ.
   */
  public KernelBuilder messages(MessageFactory shared) {
    this.messages = shared;
    return this;
  }

  MessageFactory messages() {
    return messages == null ? new MessageFactory(session, username, clock) : messages;
  }

  /** The kernel, ready to be attached to and to receive; it answers once it is started. */
  public Kernel build() {
    return new Kernel(this);
  }
}
