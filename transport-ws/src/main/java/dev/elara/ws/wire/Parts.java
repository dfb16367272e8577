package dev.elara.ws.wire;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both subprotocols check in the parts of a message. */
final class Parts {

  private Parts() {}

  /**
   * The channel of that name; shell without one, as Jupyter Server's gateway client leaves it out.
   */
  static Channel channel(@Nullable Object name) throws MalformedFrame {
    return switch (name) {
      case null -> Channel.SHELL;
      case String text ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "shell", "" -> Channel.SHELL;
            case "control" -> Channel.CONTROL;
            case "stdin" -> Channel.STDIN;
            case "iopub" -> Channel.IOPUB;
            default ->
                throw new MalformedFrame(
                    MalformedFrame.PROTOCOL_ERROR,
                    "the channel is none of shell, control, stdin and iopub");
          };
      default ->
          throw new MalformedFrame(MalformedFrame.PROTOCOL_ERROR, "the channel is not a text");
    };
  }

  static Message message(
      Channel channel,
      Map<String, @Nullable Object> header,
      Map<String, @Nullable Object> parent,
      Map<String, @Nullable Object> metadata,
      Map<String, @Nullable Object> content,
      List<byte[]> buffers)
      throws MalformedFrame {
    checkText(header, "msg_id");
    checkText(header, "msg_type");
    return new Message(channel, new Header(header), new Header(parent), metadata, content, buffers);
  }

  private static void checkText(Map<String, @Nullable Object> header, String field)
      throws MalformedFrame {
    if (!(header.get(field) instanceof String text) || text.isEmpty()) {
      throw new MalformedFrame(
          MalformedFrame.PROTOCOL_ERROR, "the header has no " + field + ", or it is not a text");
    }
  }
}
