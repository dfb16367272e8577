package dev.elara.ws;

import dev.elara.kernel.Log;
import dev.elara.ws.contents.Contents;
import dev.elara.ws.events.Events;
import dev.elara.ws.http.Access;
import dev.elara.ws.http.AddressText;
import dev.elara.ws.http.HttpServer;
import dev.elara.ws.http.Routes;
import dev.elara.ws.kernels.KernelLauncher;
import dev.elara.ws.kernels.Kernels;
import dev.elara.ws.rest.ChannelsUpgrade;
import dev.elara.ws.rest.ContentsApi;
import dev.elara.ws.rest.EventsApi;
import dev.elara.ws.rest.KernelApi;
import dev.elara.ws.rest.SessionApi;
import dev.elara.ws.rest.StaticPages;
import dev.elara.ws.rest.StatusApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A notebook server: kernels and files of one directory over HTTP and WebSocket, and a page to use
 * them from a browser.
 *
 * <pre>
 * try (ElaraServer server = ElaraServer.builder(launcher).directory(notebooks).start()) {
 *   System.out.println("Open " + server.link());
 *   …
 * }
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ElaraServer implements AutoCloseable {

  private final HttpServer http;
  private final Kernels kernels;
  private final Access access;
  private final String basePath;
  private final boolean secure;

  private ElaraServer(
      HttpServer http, Kernels kernels, Access access, String basePath, boolean secure) {
    this.http = http;
    this.kernels = kernels;
    this.access = access;
    this.basePath = basePath;
    this.secure = secure;
  }

  /** Begins a server of the kernels that {@code launcher} starts. */
  public static ServerBuilder builder(KernelLauncher launcher) {
    return new ServerBuilder(launcher);
  }

  static ElaraServer start(ServerBuilder parts) throws IOException {
    Log log = parts.log;
    Kernels kernels = new Kernels(parts.launcher, parts.replay, log);
    Contents contents = new Contents(parts.directory);
    Routes routes = new Routes();
    StaticPages pages = new StaticPages(parts.basePath);
    Events events = new Events();
    KernelApi kernelApi = new KernelApi(kernels, contents.directory(), events);
    EventsApi eventsApi = new EventsApi(events);
    new StatusApi(kernels).addTo(routes);
    kernelApi.addTo(routes);
    new SessionApi(kernels, kernelApi).addTo(routes);
    new ContentsApi(contents, events).addTo(routes);
    eventsApi.addTo(routes);
    pages.addTo(routes);
    InetSocketAddress address = new InetSocketAddress(parts.ip, parts.port);
    if (address.isUnresolved()) {
      throw new IOException("There is no address '" + parts.ip + "' to listen on.");
    }
    Access access =
        new Access(
            parts.token,
            Set.copyOf(parts.allowedOrigins),
            hosts(parts, address.getAddress()),
            cookieName(parts.token));
    HttpServer http =
        HttpServer.open(
            new HttpServer.Parts(
                address,
                parts.basePath,
                routes,
                access,
                new ChannelsUpgrade(kernels, log).or(eventsApi),
                pages,
                parts.limits,
                log,
                parts.ssl));
    return new ElaraServer(http, kernels, access, parts.basePath, parts.ssl != null);
  }

  /** Who listens for others is also reached by the name of this machine. */
  private static Set<String> hosts(ServerBuilder parts, InetAddress address) {
    Set<String> names = new HashSet<>(parts.allowedHosts);
    if (!address.isLoopbackAddress()) {
      try {
        names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
      } catch (UnknownHostException nameless) {
        // It has an address in any case.
      }
    }
    return Set.copyOf(names);
  }

  /** Cookies do not differ by port, so that two servers of one machine need two names. */
  private static String cookieName(String token) {
    return "elara-" + Integer.toHexString(token.hashCode());
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return http.address();
  }

  /** Where its page is, without the token. */
  public URI uri() {
    String host =
        http.address().getAddress().isAnyLocalAddress()
            ? "localhost"
            : http.address().getHostString();
    String literal = host.indexOf(':') >= 0 ? "[" + shortened(host) + "]" : host;
    return URI.create(
        (secure ? "https://" : "http://") + literal + ":" + http.address().getPort() + basePath);
  }

  /** Of an IPv6 address whose zeros all come first, as almost always on this machine: ::1. */
  private static String shortened(String address) {
    return address.replaceFirst("^0(:0)+:", "::");
  }

  /** The link that opens its page: with the token, so it is not for logs. */
  public URI link() {
    return URI.create(uri() + query());
  }

  /** What the address of a page needs to be let in: empty, or {@code ?token=…}. Not for logs. */
  public String query() {
    return access.token().isEmpty() ? "" : "?token=" + AddressText.encode(access.token());
  }

  /** Its token; empty if it asks for none. Not for logs. */
  public String token() {
    return access.token();
  }

  /** Its kernels. */
  public Kernels kernels() {
    return kernels;
  }

  /** Ends all kernels, closes the port; waits for both. */
  @Override
  public void close() {
    kernels.close();
    http.close();
  }
}
