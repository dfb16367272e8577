package dev.elara.zmq;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Lets only this process's own {@link IpcDoor}s connect to the sockets behind them: those know a
 * password that never leaves the process.
 *
 * <p>Asked by JeroMQ over a socket inside the context; runs on a thread of its own and ends with
 * the context.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">ZAP</a>
 */
final class Gatekeeper implements Runnable {

  private static final String ADDRESS = "inproc://zeromq.zap.01";
  private static final int REQUEST_ID = 1;
  private static final int MECHANISM = 5;
  private static final int PASSWORD = 7;

  private final byte[] password = Zmtp.ascii(UUID.randomUUID().toString());
  private final ZMQ.Socket socket;

  Gatekeeper(ZMQ.Context context) {
    socket = context.socket(SocketType.REP);
    socket.bind(ADDRESS);
  }

  /** What opens the gate. */
  byte[] password() {
    return password;
  }

  @Override
  public void run() {
    boolean open = true;
    while (open) {
      try {
        answer(question());
      } catch (ZMQException ended) {
        open = ended.getErrorCode() != ZMQ.Error.ETERM.getCode();
      }
    }
    socket.close();
  }

  private List<byte[]> question() {
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame != null) {
        frames.add(frame);
      }
    } while (socket.hasReceiveMore());
    return frames;
  }

  private void answer(List<byte[]> question) {
    if (question.size() <= REQUEST_ID) {
      return;
    }
    boolean welcome =
        question.size() > PASSWORD
            && "PLAIN".equals(new String(question.get(MECHANISM), ZMQ.CHARSET))
            && MessageDigest.isEqual(question.get(PASSWORD), password);
    socket.sendMore("1.0");
    socket.sendMore(question.get(REQUEST_ID));
    socket.sendMore(welcome ? "200" : "400");
    socket.sendMore(welcome ? "" : "This socket is reached by its Unix-domain socket.");
    socket.sendMore("");
    socket.send(new byte[0]);
  }
}
