package dev.elara.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another one until it loses what comes back or is cut, and again when it is
 * mended.
 */
final class Cable implements AutoCloseable {

  private final int target;
  private final ServerSocket entrance;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile String lost = "";
  private volatile boolean whole = true;
  private volatile boolean loses;

  private Cable(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("cable").start(this::accept);
  }

  static Cable to(int port) throws IOException {
    return new Cable(port);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on what the target answers goes nowhere, and nobody is told. */
  void lose() {
    loses = true;
  }

  /** What went nowhere, each byte as a character. */
  String lost() {
    return lost;
  }

  void cut() {
    whole = false;
    loses = false;
    ends.forEach(Cable::quietly);
  }

  void mend() {
    whole = true;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        ends.add(near);
        if (!whole) {
          quietly(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(far);
        Thread.ofVirtual().start(() -> copy(near, far, false));
        Thread.ofVirtual().start(() -> copy(far, near, true));
      } catch (IOException gone) {
        // The server is away or the entrance is closed: the next connection shows which.
      }
    }
  }

  private void copy(Socket from, Socket to, boolean isBack) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (isBack && loses) {
          noteLost(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        } else {
          to.getOutputStream().write(bytes, 0, count);
        }
      }
    } catch (IOException ended) {
      // One end is closed; so is the other now.
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  private synchronized void noteLost(String text) {
    lost += text;
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // Nothing is left to close.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
