package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The transport with CurveZMQ. */
class CurveIT extends TransportFixture {

  private static final int ATTEMPTS = 30;

  private void startEncrypted() throws IOException {
    ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
    ConnectionFile local = ConnectionFile.local();
    ConnectionFile encrypted =
        new ConnectionFile(
            local.transport(),
            local.ip(),
            local.ports(),
            local.key(),
            local.scheme(),
            new CurveKeys(keys.publicKey, keys.secretKey));
    start(encrypted, this::answer, Limits.STANDARD);
  }

  @Test
  void aClientThatKnowsTheKeyIsAnswered() throws Exception {
    startEncrypted();
    try (ZContext context = new ZContext()) {
      ZMQ.Curve.KeyPair own = ZMQ.Curve.generateKeyPair();
      ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
      shell.setCurvePublicKey(ZMQ.Curve.z85Decode(own.publicKey));
      shell.setCurveSecretKey(ZMQ.Curve.z85Decode(own.secretKey));
      shell.setCurveServerKey(connection().curve().publicBytes());
      shell.setReceiveTimeOut(2_000);
      shell.connect("tcp://127.0.0.1:" + connection().port(Port.SHELL));
      assertThat(ask(shell).type()).isEqualTo("reply");
    }
  }

  /** Asks again: a JeroMQ client may lose what it sends right after connecting. */
  private Message ask(ZMQ.Socket shell) throws MalformedMessage {
    WireFormat wire =
        new WireFormat(new Signer(connection().scheme(), connection().key()), Limits.STANDARD);
    for (int i = 0; i < ATTEMPTS; i++) {
      List<byte[]> request =
          wire.write(List.of(), messages.message(Channel.SHELL, "ask", Header.NONE, Map.of()));
      for (byte[] frame : request.subList(0, request.size() - 1)) {
        shell.sendMore(frame);
      }
      shell.send(request.getLast());
      List<byte[]> reply = new ArrayList<>();
      for (byte[] frame = shell.recv(); frame != null; ) {
        reply.add(frame);
        frame = shell.hasReceiveMore() ? shell.recv() : null;
      }
      if (!reply.isEmpty()) {
        return wire.read(Channel.SHELL, reply).message();
      }
    }
    throw new AssertionError("No answer");
  }

  @Test
  void aClientThatDoesNotEncryptIsNotLetIn() throws IOException {
    startEncrypted();
    for (Port port : Port.values()) {
      assertThatThrownBy(() -> new ZmtpSocket(connection().port(port), "DEALER", new byte[0]))
          .isInstanceOf(AssertionError.class);
    }
  }
}
