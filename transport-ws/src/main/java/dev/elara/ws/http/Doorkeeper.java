package dev.elara.ws.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges each request by its head: who may not come in is told so and disconnected, before a body
 * is read or anything is upgraded.
 */
final class Doorkeeper extends ChannelInboundHandlerAdapter {

  private final Access access;
  private final RequestReader reader;
  private final Doors doors;
  private final boolean secure;
  private boolean refused;

  /** What who has no token learns. */
  interface Doors {

    /** Whether there is nothing at a path, which everyone may know. */
    boolean isNothing(List<String> path);

    /** The page that asks for a token, or null if the path is not one that people open. */
    @Nullable String page(Request request);
  }

  Doorkeeper(Access access, RequestReader reader, Doors doors, boolean secure) {
    this.access = access;
    this.reader = reader;
    this.doors = doors;
    this.secure = secure;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (refused) {
      ReferenceCountUtil.release(read);
      return;
    }
    if (!(read instanceof HttpRequest head) || head.decoderResult().isFailure()) {
      context.fireChannelRead(read);
      return;
    }
    Response refusal;
    try {
      refusal = judge(reader.read(head));
    } catch (HttpProblem problem) {
      refusal = Response.problem(problem);
    }
    if (refusal == null) {
      context.fireChannelRead(read);
      return;
    }
    refused = true;
    ReferenceCountUtil.release(read);
    context.writeAndFlush(HttpGate.refusal(refusal)).addListener(ChannelFutureListener.CLOSE);
  }

  private @Nullable Response judge(Request request) {
    if (request.method().equals("OPTIONS")) {
      return Cors.preflight(access, request);
    }
    Access.Verdict verdict = access.judge(request);
    if (verdict == Access.Verdict.BY_TOKEN) {
      return request.query().containsKey("token") ? greeting(request) : null;
    }
    if (verdict.ok()) {
      return null;
    }
    if (verdict == Access.Verdict.NO_TOKEN) {
      String page = doors.page(request);
      if (page != null) {
        return Response.html(200, page);
      }
      if (doors.isNothing(request.path())) {
        return Response.problem(Routes.nothingAt(request));
      }
    }
    return Response.problem(new HttpProblem(403, reason(verdict)))
        .with(Cors.headers(access, request));
  }

  /** A person who followed the link with the token: keep it in a cookie, out of the address. */
  private @Nullable Response greeting(Request request) {
    String accept = request.header("accept");
    boolean person =
        request.method().equals("GET")
            && accept != null
            && accept.contains("text/html")
            && doors.page(request) != null;
    if (!person) {
      return null;
    }
    StringBuilder query = new StringBuilder();
    request
        .query()
        .forEach((name, value) -> {
          if (!name.equals("token")) {
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(AddressText.encode(name))
                .append('=')
                .append(AddressText.encode(value));
          }
        });
    StringBuilder path = new StringBuilder();
    request.path().forEach(segment -> path.append('/').append(AddressText.encode(segment)));
    return Response.empty(302)
        .with(HttpHeaderNames.LOCATION.toString(), reader.below(path.toString()) + query)
        .with("Set-Cookie", access.setCookie(secure))
        .with("Referrer-Policy", "no-referrer");
  }

  private static String reason(Access.Verdict verdict) {
    return switch (verdict) {
      case BY_TOKEN, BY_COOKIE, OPEN -> "";
      case NO_TOKEN ->
          "A token is needed: ?token=… in the address or 'Authorization: token …'. The server"
              + " printed a link with it when it started.";
      case FOREIGN_ORIGIN ->
          "The request comes from another site's page (its Origin is not this server's). Allow it"
              + " with --allow-origin if that is meant.";
      case FOREIGN_HOST ->
          "The request was sent to a name that is not this server's (see its Host). Use localhost"
              + " or the address of this machine, or allow the name with --allow-host.";
    };
  }
}
