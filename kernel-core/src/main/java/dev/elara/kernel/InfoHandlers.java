package dev.elara.kernel;

import dev.elara.comm.Comm;
import dev.elara.comm.CommManager;
import dev.elara.message.CodePoints;
import dev.elara.message.Content;
import dev.elara.message.MessageFactory;
import dev.elara.message.MimeBundle;
import dev.elara.message.Request;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Language;
import dev.elara.shell.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions that run no user code. Each method makes the content of one reply. */
final class InfoHandlers {

  private static final String TYPES = "_jupyter_types_experimental";

  private final Language language;
  private final CommManager comms;
  private final Outbound outbound;

  InfoHandlers(Language language, CommManager comms, Outbound outbound) {
    this.language = language;
    this.comms = comms;
    this.outbound = outbound;
  }

  Map<String, @Nullable Object> kernelInfo() {
    List<String> features = new ArrayList<>();
    features.add("kernel subshells");
    features.addAll(language.features());
    List<Map<String, @Nullable Object>> links = new ArrayList<>();
    language.helpLinks().forEach((text, url) -> links.add(Content.of("text", text, "url", url)));
    return Content.ok(
        "protocol_version",
        MessageFactory.PROTOCOL_VERSION,
        "implementation",
        language.implementation(),
        "implementation_version",
        language.implementationVersion(),
        "language_info",
        languageInfo(),
        "banner",
        language.banner(),
        "help_links",
        links,
        "debugger",
        features.contains("debugger"),
        "supported_features",
        features);
  }

  private Map<String, @Nullable Object> languageInfo() {
    return Content.of(
        "name",
        language.name(),
        "version",
        language.version(),
        "mimetype",
        language.mimeType(),
        "file_extension",
        language.fileExtension(),
        "codemirror_mode",
        language.codemirrorMode(),
        "pygments_lexer",
        language.pygmentsLexer());
  }

  Map<String, @Nullable Object> complete(Request.Complete request, Shell shell) {
    String code = request.code();
    Completions found = shell.complete(code, request.cursor());
    int start = CodePoints.fromUtf16(code, found.start());
    int end = CodePoints.fromUtf16(code, found.end());
    List<String> matches = new ArrayList<>();
    List<Map<String, @Nullable Object>> types = new ArrayList<>();
    for (Completions.Item item : found.items()) {
      matches.add(item.text());
      types.add(type(item, start, end));
    }
    return Content.ok(
        "matches",
        matches,
        "cursor_start",
        start,
        "cursor_end",
        end,
        "metadata",
        Content.of(TYPES, types));
  }

  private static Map<String, @Nullable Object> type(Completions.Item item, int start, int end) {
    Map<String, @Nullable Object> type =
        Content.of("start", start, "end", end, "text", item.text());
    type.put("type", item.kind() == null ? "<unknown>" : item.kind());
    if (item.signature() != null) {
      type.put("signature", item.signature());
    }
    return type;
  }

  Map<String, @Nullable Object> inspect(Request.Inspect request, Shell shell) {
    MimeBundle found = shell.inspect(request.code(), request.cursor(), request.detail());
    return found == null
        ? Content.ok("found", false, "data", Map.of(), "metadata", Map.of())
        : Content.ok("found", true, "data", found.data(), "metadata", found.metadata());
  }

  Map<String, @Nullable Object> isComplete(Request.IsComplete request, Shell shell) {
    return switch (shell.isComplete(request.code())) {
      case Completeness.Complete complete -> Content.of("status", "complete");
      case Completeness.Incomplete incomplete ->
          Content.of("status", "incomplete", "indent", incomplete.indent());
      case Completeness.Invalid invalid -> Content.of("status", "invalid");
      case Completeness.Unknown unknown -> Content.of("status", "unknown");
    };
  }

  Map<String, @Nullable Object> history(Request.History request, HistorySession session) {
    List<List<@Nullable Object>> lines = new ArrayList<>();
    for (HistorySession.Entry entry : session.find(request.access())) {
      List<@Nullable Object> line = new ArrayList<>();
      line.add(entry.session());
      line.add(entry.line());
      line.add(request.output() ? inputAndOutput(entry) : entry.input());
      lines.add(line);
    }
    return Content.ok("history", lines);
  }

  private static List<@Nullable Object> inputAndOutput(HistorySession.Entry entry) {
    List<@Nullable Object> both = new ArrayList<>();
    both.add(entry.input());
    both.add(entry.output());
    return both;
  }

  Map<String, @Nullable Object> commInfo(Request.CommInfo request) {
    String target = request.target();
    Map<String, @Nullable Object> open = new LinkedHashMap<>();
    for (Comm comm : comms.all()) {
      if (target == null || target.equals(comm.target())) {
        open.put(comm.id(), Content.of("target_name", comm.target()));
      }
    }
    return Content.ok("comms", open);
  }

  Map<String, @Nullable Object> connect() {
    Map<String, @Nullable Object> ports = outbound.ports();
    if (ports.isEmpty()) {
      String problem = "This kernel is not reached by ports.";
      return Content.error("NoPorts", problem);
    }
    Map<String, @Nullable Object> content = Content.ok();
    content.putAll(ports);
    return content;
  }
}
