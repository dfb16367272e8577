package dev.elara.zmq;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Sends back whatever a client sends, on a thread of its own, so that a client sees a living kernel
 * whatever the kernel does. Ends when the sockets are terminated.
 */
final class Heartbeat implements Runnable {

  private final ZMQ.Socket socket;

  Heartbeat(ZMQ.Socket socket) {
    this.socket = socket;
  }

  @Override
  public void run() {
    boolean alive = true;
    while (alive) {
      try {
        byte[] frame = socket.recv();
        if (frame != null) {
          socket.send(frame, socket.hasReceiveMore() ? ZMQ.SNDMORE : 0);
        }
      } catch (ZMQException ended) {
        alive = ended.getErrorCode() != ZMQ.Error.ETERM.getCode();
      }
    }
    socket.close();
  }
}
