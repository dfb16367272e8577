package dev.elara.comm;

import dev.elara.caller.Caller;
import dev.elara.caller.ContextVar;
import dev.elara.message.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The comms of a kernel and the names under which clients may open more.
 *
 * <p>Thread-safe; never blocks but for the back-pressure of sending.
 */
public final class CommManager {

  /** The comms of the kernel that the current code runs in. The kernel binds it. */
  public static final ContextVar<CommManager> CURRENT = new ContextVar<>("comms");

  private final CommLink link;
  private final Map<String, CommTarget> targets = new LinkedHashMap<>(); // guarded by this
  private final Map<String, Comm> comms = new LinkedHashMap<>(); // guarded by this

  /** A manager without comms. */
  public CommManager(CommLink link) {
    this.link = link;
  }

  /**
   * The comms of the kernel that the calling code runs in.
   *
   * @throws IllegalStateException outside of a kernel's cells
   */
  public static CommManager current() {
    CommManager manager = CURRENT.get();
    if (manager == null) {
      throw new IllegalStateException(
          "There are no comms here: this code was not started by a cell. "
              + "Take CommManager.current() in a cell and hand it over.");
    }
    return manager;
  }

  /**
   * Lets clients open comms under {@code name}; replaces what was registered under it.
   *
   * @return call it to take the target away again
   */
  public synchronized Runnable register(String name, CommTarget target) {
    targets.put(name, target);
    return () -> unregister(name, target);
  }

  private synchronized void unregister(String name, CommTarget target) {
    targets.remove(name, target);
  }

  /** Opens a comm whose other end the clients make. Its messages come back to this caller. */
  public Comm open(String target, Map<String, @Nullable Object> data) {
    return open(target, UUID.randomUUID().toString(), CommMessage.of(data));
  }

  /** Opens a comm under an id of one's own. Its messages come back to the calling caller. */
  public Comm open(String target, String id, CommMessage message) {
    Comm comm = add(id, target, Caller.currentOrNull());
    link.send(
        "comm_open",
        message.metadata(),
        Content.of("comm_id", id, "target_name", target, "data", message.data()),
        message.buffers());
    return comm;
  }

  /** What is registered under a name; null if nothing. */
  public synchronized @Nullable CommTarget target(String name) {
    return targets.get(name);
  }

  /** Takes in a comm that a client opened. For the kernel. */
  public Comm accept(String id, String target, Caller owner) {
    return add(id, target, owner);
  }

  private synchronized Comm add(String id, String target, @Nullable Caller owner) {
    Comm comm = new Comm(this, link, id, target, owner);
    comms.put(id, comm);
    return comm;
  }

  /** The open comm of that id; null if there is none. */
  public synchronized @Nullable Comm find(String id) {
    return comms.get(id);
  }

  /** All open comms. */
  public synchronized List<Comm> all() {
    return List.copyOf(comms.values());
  }

  synchronized void forget(Comm comm) {
    comms.remove(comm.id(), comm);
  }

  /** Closes all comms and tells the clients. */
  public void closeAll() {
    all().forEach(Comm::close);
  }
}
