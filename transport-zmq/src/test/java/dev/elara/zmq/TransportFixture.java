package dev.elara.zmq;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A transport on real sockets, with a handler that stands for a kernel, for the tests of one. */
@Timeout(120)
abstract class TransportFixture {

  final MessageFactory messages = new MessageFactory("kernel-session", "k", Instant::now);
  final RecordingLog log = new RecordingLog();
  final List<AutoCloseable> opened = new ArrayList<>();
  ZmqTransport transport;

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  void start(MessageHandler handler) throws IOException {
    start(ConnectionFile.local(), handler, Limits.STANDARD);
  }

  void start(ConnectionFile where, MessageHandler handler, Limits limits) throws IOException {
    transport = new ZmqTransport(where, messages, handler, log, limits);
    opened.add(transport);
    transport.start();
  }

  ConnectionFile connection() {
    return transport.connection();
  }

  Client client() {
    Client client = new Client(connection());
    opened.add(client);
    return client;
  }

  void answer(Message request, ReplyAddress asker) {
    asker.send(messages.message(request.channel(), "reply", request.header(), Content.ok()));
  }

  void transportPublishes(String type, Map<String, Object> content) {
    transport.publish(messages.message(Channel.IOPUB, type, Header.NONE, content));
  }

  Message stream(Message request, String text) {
    return messages.message(
        Channel.IOPUB, "stream", request.header(), Content.of("name", "stdout", "text", text));
  }

  Message status(Message request, String state) {
    return messages.message(
        Channel.IOPUB, "status", request.header(), Content.of("execution_state", state));
  }
}
