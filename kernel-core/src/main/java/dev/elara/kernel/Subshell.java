package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.message.Channel;
import dev.elara.shell.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shell that cells are run in: the main one, or one created beside it, with a caller, queues, an
 * execution count, a history and an abort mark of its own.
 *
 * <p>Thread-safe.
 *
 * @see <a
 *     href="https://jupyter.org/enhancement-proposals/91-kernel-subshells/kernel-subshells.html">JEP
 *     91</a>
 */
final class Subshell {

  private final @Nullable String id;
  private final Caller caller;
  private final Shell shell;
  private final HistorySession history;
  private final Arrivals arrivals = new Arrivals(System::nanoTime);

  private final Map<String, SerialQueue> queues = new HashMap<>(); // guarded by this
  private int count; // guarded by this

  Subshell(@Nullable String id, Caller caller, Shell shell, HistorySession history) {
    this.id = id;
    this.caller = caller;
    this.shell = shell;
    this.history = history;
  }

  /** Its id; null for the main shell. */
  @Nullable String id() {
    return id;
  }

  /** Where its cells run. */
  Caller caller() {
    return caller;
  }

  Shell shell() {
    return shell;
  }

  HistorySession history() {
    return history;
  }

  /** The queue of the messages of one type on one channel. */
  synchronized SerialQueue queue(Channel channel, String type, Caller runsOn) {
    return queues.computeIfAbsent(channel.wireName() + " " + type, key -> new SerialQueue(runsOn));
  }

  /** Answers all that is queued here with an error. */
  void failQueued(Interruption why) {
    List<SerialQueue> all;
    synchronized (this) {
      all = List.copyOf(queues.values());
    }
    all.forEach(queue -> queue.fail(why.name(), why.reason()));
  }

  /** In which order its cells came. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** The execution count of a cell about to run: a new one if it is stored. */
  synchronized int nextCount(boolean stored) {
    return stored ? ++count : count + 1;
  }

  /** The count of the last stored cell; 0 before the first. */
  synchronized int count() {
    return count;
  }
}
