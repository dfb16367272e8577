package dev.elara.kernel;

import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import dev.elara.shell.StdinNotAllowed;
import dev.elara.shell.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a cell, or of a comm's handler: what it sends is bound to the request that
 * caused it, for as long as anything of it runs.
 *
 * <p>Thread-safe.
 */
final class CellExecution implements Execution {

  private final Exchange exchange;
  private final Outbound outbound;
  private final Stdin stdin;
  private final Streams streams;
  private final @Nullable String subshellId;
  private final Source source;

  private final List<Map<String, @Nullable Object>> payloads = new ArrayList<>(); // guarded by this
  private final List<Runnable> hooks = new ArrayList<>(); // guarded by this
  private volatile @Nullable Interruption interruption; // written once, guarded by this

  /** What is run. */
  record Source(String code, int count, boolean silent, boolean allowStdin) {

    /** Of a handler that is no cell. */
    static final Source NONE = new Source("", 0, true, false);
  }

  CellExecution(
      Exchange exchange,
      Outbound outbound,
      Stdin stdin,
      Streams streams,
      @Nullable String subshellId,
      Source source) {
    this.exchange = exchange;
    this.outbound = outbound;
    this.stdin = stdin;
    this.streams = streams;
    this.subshellId = subshellId;
    this.source = source;
  }

  @Override
  public String code() {
    return source.code();
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public boolean silent() {
    return source.silent();
  }

  @Override
  public @Nullable String subshellId() {
    return subshellId;
  }

  @Override
  public Map<String, @Nullable Object> metadata() {
    return exchange.message().metadata();
  }

  @Override
  public void write(StreamName stream, String text) {
    streams.write(stream, text);
  }

  @Override
  public void flush() {
    streams.flush();
  }

  /** The header of the request that caused it. */
  Header parent() {
    return exchange.parent();
  }

  /** Flushes and says what was cut. */
  void finishStreams() {
    streams.finish();
  }

  @Override
  public void display(MimeBundle value, @Nullable String displayId) {
    Map<String, @Nullable Object> transients =
        displayId == null ? Map.of() : Content.of("display_id", displayId);
    show("display_data", value, transients);
  }

  @Override
  public void updateDisplay(MimeBundle value, String displayId) {
    show("update_display_data", value, Content.of("display_id", displayId));
  }

  private void show(String type, MimeBundle value, Map<String, @Nullable Object> transients) {
    publish(
        type,
        Content.of("data", value.data(), "metadata", value.metadata(), "transient", transients));
  }

  @Override
  public void clearOutput(boolean wait) {
    publish("clear_output", Content.of("wait", wait));
  }

  /** Publishes something of this execution, behind what it has written so far. */
  void publish(String type, Map<String, @Nullable Object> content) {
    streams.flush();
    outbound.publish(type, exchange.parent(), content);
  }

  @Override
  public @Nullable String readLine(String prompt, boolean password) {
    if (!source.allowStdin()) {
      throw new StdinNotAllowed();
    }
    streams.flush();
    return stdin.ask(this, exchange, prompt, password);
  }

  @Override
  public synchronized void payload(Map<String, @Nullable Object> payload) {
    payloads.add(payload);
  }

  synchronized List<Map<String, @Nullable Object>> payloads() {
    return List.copyOf(payloads);
  }

  @Override
  public boolean interrupted() {
    return interruption != null;
  }

  @Override
  public @Nullable String interruptReason() {
    Interruption why = interruption;
    return why == null ? null : why.reason();
  }

  /** Why it was asked to stop; null while it was not. */
  @Nullable Interruption interruption() {
    return interruption;
  }

  /** Asks this execution to stop; only the first time counts. */
  boolean interrupt(Interruption why) {
    List<Runnable> stops;
    synchronized (this) {
      if (interruption != null) {
        return false;
      }
      interruption = why;
      stops = List.copyOf(hooks);
      hooks.clear();
    }
    stops.forEach(Runnable::run);
    return true;
  }

  @Override
  public Runnable onInterrupt(Runnable stop) {
    synchronized (this) {
      if (interruption == null) {
        hooks.add(stop);
        return () -> remove(stop);
      }
    }
    stop.run();
    return () -> {};
  }

  private synchronized void remove(Runnable stop) {
    hooks.remove(stop);
  }
}
