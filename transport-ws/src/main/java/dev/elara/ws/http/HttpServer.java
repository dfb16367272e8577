package dev.elara.ws.http;

import dev.elara.kernel.Log;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A port that speaks HTTP and WebSocket. Bytes are moved by two threads named {@code Elara server},
 * handlers run on virtual threads.
 *
 * <p>Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

  private static final WriteBufferWaterMark WRITE_BUFFER =
      new WriteBufferWaterMark(256 << 10, 1 << 20);
  private static final String HTTP = "http-";

  private final EventLoopGroup loops;
  private final ExecutorService workers;
  private final Channel listening;
  private final ChannelGroup open;

  private HttpServer(
      EventLoopGroup loops, ExecutorService workers, Channel listening, ChannelGroup open) {
    this.loops = loops;
    this.workers = workers;
    this.listening = listening;
    this.open = open;
  }

  /**
   * What a server is made of.
   *
   * @param basePath where its addresses begin, with a slash at both ends
   * @param doors what who has no token learns
   * @param ssl for HTTPS, or null
   */
  public record Parts(
      InetSocketAddress address,
      String basePath,
      Routes routes,
      Access access,
      Upgrades upgrades,
      Public doors,
      HttpLimits limits,
      Log log,
      @Nullable SslContext ssl) {}

  /** What who has no token learns. */
  public interface Public extends Doorkeeper.Doors {}

  /**
   * Opens the port.
   *
   * @throws IOException if it is taken or not this machine's
   */
  public static HttpServer open(Parts parts) throws IOException {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("Elara server", true), NioIoHandler.newFactory());
    ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("Elara request ", 1).factory());
    ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
            .childHandler(new Connections(parts, workers, open))
            .bind(parts.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      workers.shutdown();
      throw new IOException(
          "Port "
              + parts.address().getPort()
              + " cannot be opened on "
              + parts.address().getHostString()
              + ": "
              + bound.cause().getMessage(),
          bound.cause());
    }
    return new HttpServer(loops, workers, bound.channel(), open);
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Closes the port and all connections; waits up to a few seconds. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    open.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    workers.shutdown();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Takes everything about HTTP out of a pipeline; what it has read and not used is handed on. */
  static void removeHttp(ChannelPipeline pipeline) {
    for (String name : pipeline.names()) {
      if (name.startsWith(HTTP) && !name.equals(HTTP + "codec")) {
        pipeline.remove(name);
      }
    }
    pipeline.remove(HTTP + "codec");
  }

  private static final class Connections extends ChannelInitializer<Channel> {

    private final Parts parts;
    private final ChannelGroup open;
    private final RequestReader reader;
    private final HttpGate.Shared shared;

    Connections(Parts parts, ExecutorService workers, ChannelGroup open) {
      this.parts = parts;
      this.open = open;
      this.reader = new RequestReader(parts.basePath());
      this.shared =
          new HttpGate.Shared(
              parts.routes(),
              parts.access(),
              parts.upgrades(),
              reader,
              parts.limits(),
              workers,
              parts.log());
    }

    @Override
    protected void initChannel(Channel channel) {
      if (open.size() >= parts.limits().connections()) {
        channel.close();
        return;
      }
      open.add(channel);
      SslContext ssl = parts.ssl();
      if (ssl != null) {
        channel.pipeline().addLast(ssl.newHandler(channel.alloc()));
      }
      int head = parts.limits().headBytes();
      add(channel, "codec", new HttpServerCodec(head, head, 64 << 10));
      add(channel, "patience", new HeadPatience(parts.limits()));
      add(
          channel,
          "door",
          new Doorkeeper(parts.access(), reader, parts.doors(), parts.ssl() != null));
      add(channel, "body", new HttpObjectAggregator(parts.limits().bodyBytes()));
      add(channel, "gate", new HttpGate(shared));
    }

    private static void add(Channel channel, String name, ChannelHandler handler) {
      channel.pipeline().addLast(HTTP + name, handler);
    }
  }
}
