package dev.elara.ws.rest;

import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import dev.elara.ws.channels.ClientSession;
import dev.elara.ws.channels.ClientSocket;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Upgrades;
import dev.elara.ws.kernels.HostedKernel;
import dev.elara.ws.kernels.Kernels;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Subprotocol;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/kernels/{id}/channels}: a client's connection to a kernel. A client that returns with
 * {@code last_msg_id} gets what was sent to it after that message and was lost on the way.
 */
public final class ChannelsUpgrade implements Upgrades {

  private final Kernels kernels;
  private final Log log;

  /** To those kernels. */
  public ChannelsUpgrade(Kernels kernels, Log log) {
    this.kernels = kernels;
    this.log = log;
  }

  @Override
  public @Nullable Listener accept(Request request) throws HttpProblem {
    List<String> path = request.path();
    if (path.size() != 4
        || !path.subList(0, 2).equals(List.of("api", "kernels"))
        || !path.get(3).equals("channels")) {
      return null;
    }
    String given = request.query().get("session_id");
    String session = given == null || given.isEmpty() ? UUID.randomUUID().toString() : given;
    HostedKernel kernel = kernels.find(path.get(2), session);
    if (kernel == null) {
      throw new HttpProblem(404, "There is no kernel '" + path.get(2) + "'.");
    }
    return new Client(kernel, session, request.query().get("last_msg_id"));
  }

  /** One connection. */
  private final class Client implements Listener {

    private final HostedKernel kernel;
    private final String sessionId;
    private final @Nullable String last;
    private @Nullable ClientSocket socket;
    private @Nullable ClientSession session;

    Client(HostedKernel kernel, String sessionId, @Nullable String last) {
      this.kernel = kernel;
      this.sessionId = sessionId;
      this.last = last;
    }

    @Override
    public void opened(ClientSocket opened) {
      socket = opened;
      session = kernel.channels().connect(sessionId, opened, last);
    }

    @Override
    public void received(Frame frame) {
      ClientSocket from = socket;
      ClientSession asker = session;
      if (from == null || asker == null) {
        return;
      }
      try {
        Subprotocol protocol = from.protocol();
        Message message = protocol.decode(frame);
        if (message.channel() == Channel.IOPUB) {
          throw new MalformedFrame(
              MalformedFrame.PROTOCOL_ERROR, "nothing can be sent on the channel iopub");
        }
        kernel.receive(message, asker);
      } catch (MalformedFrame malformed) {
        log.warn("Closed a connection: a message was malformed: " + malformed.reason() + ".");
        from.close(malformed.code(), malformed.reason());
      }
    }

    @Override
    public void writable() {
      if (session != null && socket != null) {
        session.writable(socket);
      }
    }

    @Override
    public void pinged() {
      if (session != null && socket != null) {
        session.pinged(socket);
      }
    }

    @Override
    public void ponged() {
      if (session != null && socket != null) {
        session.ponged(socket);
      }
    }

    @Override
    public void closed() {
      if (session != null && socket != null) {
        session.disconnected(socket);
      }
    }
  }
}
