package dev.elara.web.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the compiler's worker. The messages are those of {@code web-demo/README.md}. Thread-safe.
 */
final class CompilerPort {

  /** An answer, and the class files that came with it. */
  record Reply(Map<String, @Nullable Object> fields, List<byte[]> buffers) {}

  private final Map<Integer, CompletableFuture<Reply>> asked = new ConcurrentHashMap<>();

  /** Guarded by this. */
  private int requests;

  /**
   * Blocks until the compiler has answered.
   *
   * @throws IllegalStateException if the compiler has failed
   */
  Reply ask(String what, Map<String, @Nullable Object> fields) {
    var reply = new CompletableFuture<Reply>();
    int id = nextId();
    asked.put(id, reply);
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("to", "compiler");
    request.put("id", id);
    request.put("do", what);
    request.putAll(fields);
    Port.send(JsonWriter.text(request), new byte[0][]);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return checked(reply.get());
        } catch (InterruptedException later) {
          interrupted = true; // the compiler is never slow; whoever waits must stay in step with it
        } catch (ExecutionException failed) {
          throw new IllegalStateException("The compiler's answer is lost.", failed);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized int nextId() {
    return ++requests;
  }

  private static Reply checked(Reply reply) {
    Object error = reply.fields.get("error");
    if (error != null) {
      throw new IllegalStateException("The compiler has failed: " + error);
    }
    return reply;
  }

  /** Takes what the compiler sent. */
  void received(Map<String, @Nullable Object> fields, List<byte[]> buffers) {
    if (fields.get("id") instanceof Integer id) {
      CompletableFuture<Reply> waiting = asked.remove(id);
      if (waiting != null) {
        boolean _ = waiting.complete(new Reply(fields, buffers));
      }
    }
  }
}
