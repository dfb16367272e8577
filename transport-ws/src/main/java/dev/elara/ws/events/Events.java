package dev.elara.ws.events;

import dev.elara.message.Content;
import dev.elara.ws.channels.ClientSocket;
import dev.elara.ws.http.Upgrades;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Json;
import dev.elara.ws.wire.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The event bus of a server: what happens to kernels and files, and what clients tell each other.
 * Who subscribes hears what happens from then on; nothing is kept.
 *
 * <p>Thread-safe; never blocks.
 *
 * @see <a href="https://jupyter-server.readthedocs.io/en/latest/operators/events.html">Events</a>
 */
public final class Events {

  private static final String SCHEMAS = "https://events.jupyter.org/jupyter_server/";
  private static final int TRY_AGAIN_LATER = 1013;

  private final Set<ClientSocket> subscribers = ConcurrentHashMap.newKeySet();

  /** Says what was done to a kernel: start, restart, interrupt or shutdown. */
  public void kernel(String action, String id, String spec) {
    emit(
        SCHEMAS + "kernel_actions/v1",
        "1",
        Content.of("action", action, "kernel_id", id, "kernel_name", spec, "status", "success"));
  }

  /** Says what was done to a file: create, save, rename, copy or delete. */
  public void file(String action, String path, @Nullable String source) {
    Map<String, @Nullable Object> data = Content.of("action", action, "path", path);
    if (source != null) {
      data.put("source_path", source);
    }
    emit(SCHEMAS + "contents_service/v1", "1", data);
  }

  /** Tells every subscriber. */
  public void emit(String schema, String version, Map<String, @Nullable Object> data) {
    Map<String, @Nullable Object> event =
        new LinkedHashMap<>(
            Content.of(
                "schema_id",
                schema,
                "__schema__",
                schema,
                "__schema_version__",
                version,
                "__metadata_version__",
                1,
                "__timestamp__",
                Timestamps.micros(Instant.now())));
    event.putAll(data);
    Frame frame = new Frame.Text(Json.write(event));
    subscribers.forEach(one -> one.execute(() -> tell(one, frame)));
  }

  private static void tell(ClientSocket subscriber, Frame event) {
    if (subscriber.writable()) {
      subscriber.send(event, sent -> {});
    } else {
      subscriber.close(TRY_AGAIN_LATER, "events are not read as fast as they happen");
    }
  }

  /** What listens to the connection of one subscriber. */
  public Upgrades.Listener subscriber() {
    return new Upgrades.Listener() {
      private @Nullable ClientSocket socket;

      @Override
      public void opened(ClientSocket opened) {
        socket = opened;
        subscribers.add(opened);
      }

      @Override
      public void received(Frame frame) {
        // Events are emitted by POST; a subscriber has nothing to say.
      }

      @Override
      public void writable() {}

      @Override
      public void closed() {
        if (socket != null) {
          subscribers.remove(socket);
        }
      }
    };
  }
}
