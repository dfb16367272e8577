package dev.elara.web.compiler;

import dev.elara.java.cell.ClassFile;
import dev.elara.java.namespace.Definition;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** The compiler's port: requests and replies as JavaScript objects. See web-demo/README.md. */
final class Port {

  private final Api api;
  private final Deque<Runnable> practice;
  private BrowserCompiler compiler;

  /** Compiles a first cell already, so that no user's cell is the first. */
  Port(Api api) {
    this.api = api;
    compiler = new BrowserCompiler(api);
    practice = new ArrayDeque<>(compiler.warmUp());
  }

  /** Practises a little for the cells to come. Returns whether there is more to practise. */
  boolean practise() {
    Runnable next = practice.poll();
    if (next != null) {
      next.run();
    }
    return !practice.isEmpty();
  }

  /** A request; which fields it has depends on what it asks for. */
  interface Request extends JSObject {
    @JSProperty
    int getId();

    @JSProperty
    String getDo();

    @JSProperty
    String getLayer();

    @JSProperty
    String getCell();

    @JSProperty
    String getSource();

    @JSProperty
    String getCode();

    @JSProperty
    int getCursor();

    @JSProperty
    int getDetail();

    @JSProperty
    String getName();
  }

  /** The reply to a request. Never throws. */
  Value answer(Request request) {
    var reply = object().with("id", JSNumber.valueOf(request.getId()));
    try {
      answer(request, reply);
    } catch (Throwable failed) {
      reply.with("error", text(failed.toString()));
    }
    return reply;
  }

  private void answer(Request request, Value reply) {
    switch (request.getDo()) {
      case "compile" ->
          compiled(
              compiler.compile(request.getLayer(), request.getCell(), request.getSource()), reply);
      case "complete" ->
          completions(
              compiler.complete(request.getLayer(), request.getCode(), request.getCursor()), reply);
      case "inspect" ->
          reply.with(
              "data",
              data(
                  compiler.inspect(
                      request.getLayer(),
                      request.getCode(),
                      request.getCursor(),
                      request.getDetail())));
      case "isComplete" -> completeness(compiler.isComplete(request.getCode()), reply);
      case "restart" -> compiler = new BrowserCompiler(api);
      case "open" -> compiler.open(request.getLayer());
      case "close" -> compiler.close(request.getLayer());
      case "reset" -> compiler.layer(request.getLayer()).reset();
      case "drop" ->
          reply.with(
              "dropped",
              JSBoolean.valueOf(compiler.layer(request.getLayer()).drop(request.getName())));
      case "names" -> {
        var layer = compiler.layer(request.getLayer());
        reply.with("names", list(layer.names().stream().map(Port::definition).toList()));
        reply.with("imports", texts(layer.imports()));
      }
      case "sourceOf" ->
          reply.with(
              "definition",
              compiler
                  .layer(request.getLayer())
                  .sourceOf(request.getName())
                  .<@Nullable JSObject>map(Port::definition)
                  .orElse(null));
      default ->
          throw new IllegalArgumentException(
              "The compiler cannot '" + request.getDo() + "'; see web-demo/README.md.");
    }
  }

  private static void compiled(BrowserCompiler.Answer answer, Value reply) {
    var cell = answer.cell();
    reply
        .with("classes", list(cell.classes().stream().map(Port::classFile).toList()))
        .with("entries", texts(cell.entries()))
        .with("hasValue", JSBoolean.valueOf(cell.hasValue()))
        .with("notes", texts(cell.notes()))
        .with("failure", answer.failure() == null ? null : failure(answer.failure()));
  }

  private static Value classFile(ClassFile file) {
    return object()
        .with("name", text(file.binaryName()))
        .with("bytes", Int8Array.copyFromJavaArray(file.bytes()));
  }

  private static Value failure(Outcome.Failure failure) {
    return object()
        .with("name", text(failure.name()))
        .with("message", text(failure.message()))
        .with("traceback", texts(failure.traceback()));
  }

  private static void completions(Completions completions, Value reply) {
    reply
        .with("items", list(completions.items().stream().map(Port::item).toList()))
        .with("start", JSNumber.valueOf(completions.start()))
        .with("end", JSNumber.valueOf(completions.end()));
  }

  private static Value item(Completions.Item item) {
    return object()
        .with("text", text(item.text()))
        .with("kind", textOrNull(item.kind()))
        .with("signature", textOrNull(item.signature()));
  }

  private static @Nullable Value data(@Nullable MimeBundle bundle) {
    if (bundle == null) {
      return null;
    }
    var data = object();
    bundle
        .data()
        .forEach((type, representation) -> data.with(type, text(String.valueOf(representation))));
    return data;
  }

  private static void completeness(Completeness answer, Value reply) {
    switch (answer) {
      case Completeness.Complete() -> reply.with("status", text("complete"));
      case Completeness.Incomplete(String indent) ->
          reply.with("status", text("incomplete")).with("indent", text(indent));
      case Completeness.Invalid() -> reply.with("status", text("invalid"));
      case Completeness.Unknown() -> reply.with("status", text("unknown"));
    }
  }

  private static Value definition(Definition definition) {
    return object()
        .with("kind", text(definition.kind().name()))
        .with("name", text(definition.name()))
        .with("type", text(definition.type()))
        .with("parameters", texts(definition.parameters()))
        .with("declaration", text(definition.declaration()))
        .with("owner", text(definition.owner()))
        .with("cell", text(definition.cell()))
        .with("source", text(definition.source()))
        .with("start", JSNumber.valueOf(definition.start()))
        .with("end", JSNumber.valueOf(definition.end()))
        .with("missing", texts(definition.missing()));
  }

  @JSBody(script = "return {};")
  private static native Value object();

  private static JSObject text(String text) {
    return JSString.valueOf(text);
  }

  private static @Nullable JSObject textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  private static JSObject texts(List<String> texts) {
    return list(texts.stream().map(Port::text).toList());
  }

  private static JSObject list(List<? extends JSObject> values) {
    var array = new JSArray<JSObject>();
    values.forEach(array::push);
    return array;
  }
}
