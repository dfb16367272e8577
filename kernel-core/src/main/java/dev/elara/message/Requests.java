package dev.elara.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests from messages. Lenient where the protocol has a default, strict about what is
 * there: a field of the wrong type is an error rather than a guess.
 */
public final class Requests {

  private Requests() {}

  /**
   * The request in a message. Never blocks; thread-safe.
   *
   * @throws InvalidContent if a required field is missing or one has the wrong type
   */
  public static Request parse(Message message) {
    return parse(message.type(), message.content());
  }

  /**
   * The request of type {@code type} with {@code content}.
   *
   * @throws InvalidContent if a required field is missing or one has the wrong type
   */
  public static Request parse(String type, Map<String, @Nullable Object> content) {
    Fields fields = new Fields(type, content);
    return switch (type) {
      case "execute_request" -> execute(fields);
      case "kernel_info_request" -> new Request.KernelInfo();
      case "complete_request" -> complete(fields);
      case "inspect_request" -> inspect(fields);
      case "is_complete_request" -> new Request.IsComplete(fields.text("code"));
      case "history_request" -> history(fields);
      case "comm_info_request" -> new Request.CommInfo(fields.textOrNull("target_name"));
      case "connect_request" -> new Request.Connect();
      case "comm_open" ->
          new Request.CommOpen(
              fields.text("comm_id"), fields.text("target_name"), fields.object("data"));
      case "comm_msg" -> new Request.CommMessage(fields.text("comm_id"), fields.object("data"));
      case "comm_close" -> new Request.CommClose(fields.text("comm_id"), fields.object("data"));
      case "shutdown_request" -> new Request.Shutdown(fields.flag("restart", false));
      case "interrupt_request" -> new Request.Interrupt();
      case "create_subshell_request" -> new Request.CreateSubshell();
      case "delete_subshell_request" -> new Request.DeleteSubshell(fields.text("subshell_id"));
      case "list_subshell_request" -> new Request.ListSubshells();
      case "debug_request" -> new Request.Debug(content);
      case "input_reply" -> new Request.InputReply(fields.text("value"));
      default -> new Request.Unknown(type);
    };
  }

  private static Request execute(Fields fields) {
    boolean silent = fields.flag("silent", false);
    return new Request.Execute(
        fields.text("code"),
        silent,
        fields.flag("store_history", !silent) && !silent,
        fields.texts("user_expressions"),
        fields.flag("allow_stdin", false),
        fields.flag("stop_on_error", true));
  }

  private static Request complete(Fields fields) {
    String code = fields.text("code");
    return new Request.Complete(code, cursor(fields, code));
  }

  private static Request inspect(Fields fields) {
    String code = fields.text("code");
    int detail = fields.integer("detail_level", 0);
    if (detail != 0 && detail != 1) {
      throw fields.wrong("detail_level", "0 or 1", detail);
    }
    return new Request.Inspect(code, cursor(fields, code), detail);
  }

  /** A missing position is the end of the code, one outside of it the nearest end. */
  private static int cursor(Fields fields, String code) {
    Integer position = fields.integerOrNull("cursor_pos");
    return position == null ? code.length() : CodePoints.toUtf16(code, position);
  }

  /** All of its fields must be right, also those that the kind of access has no use for. */
  private static Request history(Fields fields) {
    boolean output = fields.flag("output", false);
    fields.flag("raw", true); // a cell is remembered as it was sent
    String access = fields.text("hist_access_type");
    var range =
        new HistoryAccess.Range(
            fields.integer("session", 0), fields.integer("start", 0), fields.integerOrNull("stop"));
    var tail = new HistoryAccess.Tail(fields.integerOrNull("n"));
    var search =
        new HistoryAccess.Search(
            fields.text("pattern", "*"), tail.n(), fields.flag("unique", false));
    return switch (access) {
      case "range" -> new Request.History(output, range);
      case "tail" -> new Request.History(output, tail);
      case "search" -> new Request.History(output, search);
      default -> throw fields.wrong("hist_access_type", "'range', 'tail' or 'search'", access);
    };
  }
}
