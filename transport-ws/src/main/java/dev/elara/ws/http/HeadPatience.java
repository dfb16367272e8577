package dev.elara.ws.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose client takes too long with a head, or is silent for too long. While the
 * server works on an answer nobody is hurried.
 */
final class HeadPatience extends ChannelDuplexHandler {

  private final HttpLimits limits;
  private @Nullable ScheduledFuture<?> alarm;

  HeadPatience(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    set(context, limits.headTime().toNanos());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (read instanceof LastHttpContent) {
      cancel();
    } else {
      set(context, limits.silence().toNanos());
    }
    context.fireChannelRead(read);
  }

  @Override
  public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
    if (written instanceof LastHttpContent) {
      set(context, limits.silence().toNanos());
    }
    context.write(written, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  private void set(ChannelHandlerContext context, long nanos) {
    cancel();
    alarm = context.executor().schedule(() -> context.close(), nanos, TimeUnit.NANOSECONDS);
  }

  private void cancel() {
    ScheduledFuture<?> before = alarm;
    if (before != null) {
      before.cancel(false);
    }
  }
}
