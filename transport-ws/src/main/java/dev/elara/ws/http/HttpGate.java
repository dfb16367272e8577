package dev.elara.ws.http;

import dev.elara.kernel.Log;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection: requests in order, each on a virtual thread, and the way out to a WebSocket.
 * Who is refused is refused before the body is read.
 */
final class HttpGate extends ChannelInboundHandlerAdapter {

  /** What all connections of a server share. */
  record Shared(
      Routes routes,
      Access access,
      Upgrades upgrades,
      RequestReader reader,
      HttpLimits limits,
      Executor workers,
      Log log) {}

  private final Shared shared;
  private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closing;

  HttpGate(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (closing || !(read instanceof FullHttpRequest request)) {
      ReferenceCountUtil.release(read);
      return;
    }
    waiting.add(request);
    serveNext(context);
  }

  private void serveNext(ChannelHandlerContext context) {
    FullHttpRequest next = busy || closing ? null : waiting.poll();
    if (next == null) {
      context.channel().config().setAutoRead(waiting.isEmpty());
      return;
    }
    busy = true;
    // One at a time: what a client sends ahead waits in its own buffers.
    context.channel().config().setAutoRead(false);
    if (next.decoderResult().isFailure()) {
      answer(
          context, next, null, Response.problem(new HttpProblem(400, "This is not HTTP.")), true);
      return;
    }
    try {
      Request request = shared.reader().read(next);
      if (isUpgrade(request) && upgrade(context, next, request)) {
        return;
      }
      shared.workers().execute(() -> work(context, next, request));
    } catch (HttpProblem problem) {
      answer(context, next, null, Response.problem(problem), false);
    }
  }

  private static boolean isUpgrade(Request request) {
    String upgrade = request.header("upgrade");
    return upgrade != null && upgrade.toLowerCase(Locale.ROOT).equals("websocket");
  }

  private boolean upgrade(ChannelHandlerContext context, FullHttpRequest head, Request request)
      throws HttpProblem {
    Upgrades.Listener listener = shared.upgrades().accept(request);
    if (listener == null) {
      return false;
    }
    WebSocketBridge.takeOver(context, head, listener, shared.limits());
    head.release();
    return true;
  }

  private void work(ChannelHandlerContext context, FullHttpRequest head, Request request) {
    Response response;
    try {
      response = shared.routes().handle(request);
    } catch (HttpProblem problem) {
      response = Response.problem(problem);
    } catch (Exception | Error failure) {
      shared.log().warn("A request failed in the server.", failure);
      response =
          Response.problem(
              new HttpProblem(500, "The server failed at this: " + failure.getClass().getName()));
    }
    Response ready = response;
    context.executor().execute(() -> answer(context, head, request, ready, false));
  }

  private void answer(
      ChannelHandlerContext context,
      FullHttpRequest head,
      @Nullable Request request,
      Response response,
      boolean close) {
    boolean keep = !close && HttpUtil.isKeepAlive(head);
    FullHttpResponse out = response(head, request, response);
    HttpUtil.setKeepAlive(out, keep);
    head.release();
    var written = context.writeAndFlush(out);
    busy = false;
    closing = !keep;
    if (closing) {
      written.addListener(ChannelFutureListener.CLOSE);
      release();
    } else {
      serveNext(context);
    }
  }

  private FullHttpResponse response(
      HttpRequest head, @Nullable Request request, Response response) {
    boolean bodiless = head.method().name().equals("HEAD");
    FullHttpResponse out =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            bodiless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body()));
    response.headers().forEach((name, value) -> out.headers().set(name, value));
    out.headers().set("X-Content-Type-Options", "nosniff");
    if (response.status() != 204) {
      out.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    if (request != null) {
      Cors.headers(shared.access(), request)
          .forEach((name, value) -> out.headers().set(name, value));
    }
    return out;
  }

  private void release() {
    for (FullHttpRequest one = waiting.poll(); one != null; one = waiting.poll()) {
      one.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closing = true;
    release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException) {
      // Not the cause: its message holds what was sent, a token perhaps.
      shared.log().info("A connection was closed: what came was no TLS that this server speaks.");
    } else if (!(cause instanceof IOException
        || cause instanceof PrematureChannelClosureException)) {
      shared.log().warn("A connection was closed because the server failed.", cause);
    }
    context.close();
  }

  /** Answers on a connection whose request is not taken any further. */
  static FullHttpResponse refusal(Response response) {
    FullHttpResponse out =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    response.headers().forEach((name, value) -> out.headers().set(name, value));
    out.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    HttpUtil.setKeepAlive(out, false);
    return out;
  }
}
