package dev.elara.web.engine;

import dev.elara.caller.Caller;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.java.cell.Problem;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The kernel run by the engine, with the JVM's compiler at the other end of its port. */
final class KernelInEngine {

  final JvmHost host;
  final Engine engine;
  private final CellCompiler compiler = new JavacCellCompiler(settings());
  private final Deque<String> fromKernel = new ArrayDeque<>();
  private int requests;
  private @Nullable String failed;

  KernelInEngine() {
    this(new JvmHost());
  }

  KernelInEngine(JvmHost host) {
    this.host = host;
    engine = new Engine(host);
    host.sent = this::sent;
    engine.call(
        "dev.elara.web.kernel.PageKernel",
        "main()V",
        new Engine.End() {
          @Override
          public void returned(@Nullable Object result) {
            failed = "The kernel has ended.";
          }

          @Override
          public void threw(String description) {
            failed = description;
          }
        });
    String _ = await("\"ready\":true");
  }

  static CompilerSettings settings() {
    return new CompilerSettings(
        List.of(codeOf(Caller.class), codeOf(NullMarked.class)),
        List.of(),
        false,
        CompilerSettings.KERNEL_IMPORTS);
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sent(String text) {
    if (text.startsWith("{\"to\":\"compiler\"")) {
      compile(text);
    } else {
      fromKernel.add(text);
    }
  }

  private void compile(String request) {
    int id = Integer.parseInt(field(request, "id"));
    if (!request.contains("\"do\":\"compile\"")) {
      engine.deliver("{\"from\":\"compiler\",\"id\":" + id + "}", List.of());
      return;
    }
    CompiledCell cell =
        compiler.compile(compiler.main(), text(request, "cell"), text(request, "source"));
    var classes = new StringBuilder();
    List<byte[]> bytes = new ArrayList<>();
    cell.classes()
        .forEach(file -> {
          classes.append(classes.isEmpty() ? "" : ",");
          classes.append("{\"name\":\"").append(file.binaryName()).append("\"}");
          bytes.add(file.bytes());
        });
    String failure = "null";
    if (cell.failed()) {
      Problem first = cell.problems().getFirst();
      failure =
          "{\"name\":\"CompileError\",\"message\":\""
              + first.message().replace('"', '\'').replace('\n', ' ')
              + "\",\"traceback\":[]}";
    }
    engine.deliver(
        "{\"from\":\"compiler\",\"id\":"
            + id
            + ",\"classes\":["
            + classes
            + "],\"entries\":["
            + String.join(",", cell.entries().stream().map(each -> "\"" + each + "\"").toList())
            + "],\"hasValue\":"
            + cell.hasValue()
            + ",\"notes\":[],\"failure\":"
            + failure
            + "}",
        bytes);
  }

  private static String field(String json, String name) {
    int start = json.indexOf("\"" + name + "\":") + name.length() + 3;
    int end = start;
    while ("0123456789".indexOf(json.charAt(end)) >= 0) {
      end++;
    }
    return json.substring(start, end);
  }

  /** A string field, as the kernel's writer escapes it. */
  private static String text(String json, String name) {
    int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    var text = new StringBuilder();
    while (json.charAt(at) != '"') {
      char each = json.charAt(at++);
      if (each == '\\') {
        char kind = json.charAt(at++);
        if (kind == 'u') {
          text.append((char) Integer.parseInt(json, at, at + 4, 16));
          at += 4;
        } else {
          text.append(kind == 'n' ? '\n' : kind);
        }
      } else {
        text.append(each);
      }
    }
    return text.toString();
  }

  /** Runs until the kernel has sent a message with this in it, and gives that. */
  String await(String part) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (System.nanoTime() < end) {
      while (!fromKernel.isEmpty()) {
        String next = fromKernel.poll();
        if (next.contains(part)) {
          return next;
        }
      }
      if (failed != null) {
        throw new AssertionError(failed);
      }
      long pause = engine.run(20);
      if (pause != 0 && fromKernel.isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    throw new AssertionError("The kernel sent nothing with " + part + "; log: " + host.printed);
  }

  /** Sends a request; returns its id. */
  String send(String channel, String type, String content) {
    String id = "r" + requests++;
    engine.deliver(
        "{\"channel\":\""
            + channel
            + "\",\"header\":{\"msg_id\":\""
            + id
            + "\",\"msg_type\":\""
            + type
            + "\",\"session\":\"s\",\"username\":\"u\",\"version\":\"5.4\",\"date\":\"2026-01-01T00:00:00Z\"},"
            + "\"parent_header\":{},\"metadata\":{},\"content\":"
            + content
            + "}",
        List.of());
    return id;
  }

  /** Runs a cell; everything it sends until it is idle again. */
  List<String> run(String code) {
    String content =
        "{\"code\":\""
            + code.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
            + "\",\"silent\":false,\"store_history\":true,\"user_expressions\":{},"
            + "\"allow_stdin\":false,\"stop_on_error\":true}";
    String id = send("shell", "execute_request", content);
    List<String> all = new ArrayList<>();
    String next;
    do {
      next = await("\"msg_id\":\"" + id + "\"");
      all.add(next);
    } while (!next.contains("\"execution_state\":\"idle\""));
    return all;
  }
}
