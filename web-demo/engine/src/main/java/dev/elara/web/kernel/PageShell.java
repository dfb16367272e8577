package dev.elara.web.kernel;

import dev.elara.display.Renderers;
import dev.elara.java.JavaLanguage;
import dev.elara.java.cell.ClassFile;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.magic.CellMagics;
import dev.elara.java.magic.Magics;
import dev.elara.java.render.TextRenderer;
import dev.elara.java.runtime.CellRunner;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Execution;
import dev.elara.shell.Language;
import dev.elara.shell.Outcome;
import dev.elara.shell.Shell;
import dev.elara.shell.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java as a language where the compiler is another worker. Thread-safe. */
final class PageShell implements Shell {

  private final CompilerPort compiler;
  private final CellMagics magics;
  private final CellRunner runner;
  private final Object loading;
  private final String layer;

  PageShell(CompilerPort compiler, Renderers renderers) {
    this.compiler = compiler;
    this.magics = new CellMagics(new Magics());
    this.layer = "";
    this.loading = new Object();
    renderers.register(new TextRenderer());
    this.runner = new CellRunner(ClassLoader.getSystemClassLoader(), renderers, this::sourceOf);
  }

  private PageShell(PageShell parent, String layer) {
    this.compiler = parent.compiler;
    this.magics = parent.magics;
    this.runner = parent.runner;
    this.loading = parent.loading;
    this.layer = layer;
  }

  @Override
  public Language language() {
    return JavaLanguage.LANGUAGE;
  }

  @Override
  public Outcome evaluate(Execution execution) {
    try {
      return magics.evaluate(execution, java -> run(execution, "Cell " + execution.count(), java));
    } catch (Throwable thrown) {
      return execution.interrupted() ? CellRunner.interrupted(execution) : failure(thrown);
    }
  }

  @Override
  public Outcome evaluateExpression(Execution execution, String expression) {
    return run(execution, "Expression of cell " + execution.count(), expression);
  }

  private Outcome run(Execution execution, String name, String source) {
    CompilerPort.Reply reply;
    CompiledCell cell;
    CellRunner.Loaded loaded;
    synchronized (loading) { // no cell is loaded before one it may refer to
      reply = ask("compile", "cell", name, "source", source);
      cell = cell(reply, name, source);
      Port.define(reply.buffers().toArray(new byte[0][]));
      loaded = runner.load(cell);
    }
    for (String note : cell.notes()) {
      execution.write(StreamName.STDERR, note + "\n");
    }
    if (execution.interrupted()) {
      return CellRunner.interrupted(execution);
    }
    Outcome outcome =
        cell.entries().isEmpty() ? new Outcome.Success(null) : runner.run(execution, loaded);
    return switch (outcome) {
      case Outcome.Failure failure -> failure;
      case Outcome.Success success ->
          reply.fields().get("failure") instanceof Map<?, ?> failure
              ? new Outcome.Failure(
                  String.valueOf(failure.get("name")),
                  String.valueOf(failure.get("message")),
                  texts(failure.get("traceback")))
              : success;
    };
  }

  private static CompiledCell cell(CompilerPort.Reply reply, String name, String source) {
    List<ClassFile> classes = new ArrayList<>();
    if (reply.fields().get("classes") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> file) {
          classes.add(
              new ClassFile(String.valueOf(file.get("name")), reply.buffers().get(classes.size())));
        }
      }
    }
    return new CompiledCell(
        name,
        source,
        classes,
        texts(reply.fields().get("entries")),
        Boolean.TRUE.equals(reply.fields().get("hasValue")),
        List.of(),
        texts(reply.fields().get("notes")));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }

  private CompilerPort.Reply ask(String what, @Nullable Object... fields) {
    Map<String, @Nullable Object> request = new HashMap<>();
    request.put("layer", layer);
    for (int i = 0; i < fields.length; i += 2) {
      request.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    return compiler.ask(what, request);
  }

  private @Nullable String sourceOf(String binaryName) {
    Object found = ask("sourceOf", "name", binaryName).fields().get("definition");
    return found instanceof Map<?, ?> definition && definition.get("source") instanceof String text
        ? text
        : null;
  }

  @Override
  public Completions complete(String code, int cursor) {
    Completions magic = magics.complete(code, cursor);
    return magic == null ? completeJava(magics.withoutMagics(code), cursor) : magic;
  }

  private Completions completeJava(String code, int cursor) {
    Map<String, @Nullable Object> reply = ask("complete", "code", code, "cursor", cursor).fields();
    List<Completions.Item> items = new ArrayList<>();
    if (reply.get("items") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> item && item.get("text") instanceof String text) {
          items.add(
              new Completions.Item(
                  text,
                  item.get("kind") instanceof String kind ? kind : null,
                  item.get("signature") instanceof String signature ? signature : null));
        }
      }
    }
    return new Completions(items, number(reply, "start", cursor), number(reply, "end", cursor));
  }

  private static int number(Map<String, @Nullable Object> reply, String field, int otherwise) {
    return reply.get(field) instanceof Number number ? number.intValue() : otherwise;
  }

  @Override
  public @Nullable MimeBundle inspect(String code, int cursor, int detail) {
    MimeBundle magic = magics.inspect(code, cursor);
    return magic == null ? inspectJava(magics.withoutMagics(code), cursor, detail) : magic;
  }

  private @Nullable MimeBundle inspectJava(String code, int cursor, int detail) {
    Object data =
        ask("inspect", "code", code, "cursor", cursor, "detail", detail).fields().get("data");
    if (!(data instanceof Map<?, ?> bundle)) {
      return null;
    }
    Map<String, @Nullable Object> texts = new HashMap<>();
    bundle.forEach((type, text) -> texts.put(String.valueOf(type), text));
    return new MimeBundle(texts, Map.of());
  }

  @Override
  public Completeness isComplete(String code) {
    Completeness magic = magics.isComplete(code);
    if (magic != null) {
      return magic;
    }
    Map<String, @Nullable Object> reply =
        ask("isComplete", "code", magics.withoutMagics(code)).fields();
    return switch (String.valueOf(reply.get("status"))) {
      case "complete" -> new Completeness.Complete();
      case "incomplete" -> new Completeness.Incomplete(String.valueOf(reply.get("indent")));
      case "invalid" -> new Completeness.Invalid();
      default -> new Completeness.Unknown();
    };
  }

  @Override
  public Shell subshell(String id) {
    var _ = compiler.ask("open", Map.of("layer", id));
    return new PageShell(this, id);
  }

  @Override
  public Outcome.Failure failure(Throwable thrown) {
    return runner.failure(thrown);
  }

  @Override
  public List<String> stack(Execution execution) {
    return runner.stack(execution);
  }

  @Override
  public void close() {
    var _ = ask("close");
  }
}
