package dev.elara.ws;

import dev.elara.kernel.Log;
import dev.elara.ws.channels.ReplayLimits;
import dev.elara.ws.http.HttpLimits;
import dev.elara.ws.kernels.KernelLauncher;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a server together. Not thread-safe; used once. */
public final class ServerBuilder {

  final KernelLauncher launcher;
  Path directory = Path.of("");
  String ip = "127.0.0.1";
  int port;
  String token = randomToken();
  String basePath = "/";
  final Set<String> allowedOrigins = new LinkedHashSet<>();
  final Set<String> allowedHosts = new LinkedHashSet<>();
  ReplayLimits replay = ReplayLimits.STANDARD;
  HttpLimits limits = HttpLimits.STANDARD;
  Log log = Log.NONE;
  @Nullable SslContext ssl;

  ServerBuilder(KernelLauncher launcher) {
    this.launcher = launcher;
  }

  private static String randomToken() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The directory whose files are served; the current one by default. */
  public ServerBuilder directory(Path below) {
    this.directory = below;
    return this;
  }

  /** The address to listen on; {@code 127.0.0.1} by default. Any other is open to the network. */
  public ServerBuilder ip(String address) {
    this.ip = address;
    return this;
  }

  /**
   * The port to listen on; a free one by default or for 0.
   *
   * @throws IllegalArgumentException if there is no such port
   */
  public ServerBuilder port(int number) {
    if (number < 0 || number > 0xffff) {
      throw new IllegalArgumentException(
          "There is no port " + number + "; ports are 1 to 65535, and 0 takes any.");
    }
    this.port = number;
    return this;
  }

  /**
   * The token that opens everything; random by default. Empty asks for none, which lets in everyone
   * who reaches the port and every program of this machine.
   */
  public ServerBuilder token(String secret) {
    this.token = secret;
    return this;
  }

  /**
   * Where its addresses begin, such as {@code /elara/}; {@code /} by default. Lower case.
   *
   * @throws IllegalArgumentException if it would have to be encoded
   */
  public ServerBuilder basePath(String path) {
    if (!path.matches("[A-Za-z0-9/._~-]*")) {
      throw new IllegalArgumentException(
          "The base path '"
              + path
              + "' cannot be used: it may consist of letters, digits, '-', '.', '_', '~' and '/'.");
    }
    String inner = path.replaceAll("^/+|/+$", "").toLowerCase(Locale.ROOT);
    this.basePath = inner.isEmpty() ? "/" : "/" + inner + "/";
    return this;
  }

  /** Lets pages of another site in, such as {@code https://example.org}; {@code *} lets in any. */
  public ServerBuilder allowOrigin(String origin) {
    allowedOrigins.add(origin);
    return this;
  }

  /** A name under which this server is reached, beside localhost and plain addresses. */
  public ServerBuilder allowHost(String name) {
    allowedHosts.add(name.toLowerCase(Locale.ROOT));
    return this;
  }

  /**
   * Serves HTTPS.
   *
   * @param certificate chain of certificates in PEM
   * @param key its key in PEM (PKCS 8), without a password
   * @throws IOException if they cannot be read or do not fit
   */
  public ServerBuilder tls(Path certificate, Path key) throws IOException {
    for (Path file : List.of(certificate, key)) {
      if (!Files.isReadable(file)) {
        throw new IOException("The certificate or its key cannot be read: " + file);
      }
    }
    try {
      ssl = SslContextBuilder.forServer(certificate.toFile(), key.toFile()).build();
      return this;
    } catch (IllegalArgumentException unfit) {
      throw new IOException(
          "The certificate or its key cannot be used: " + unfit.getMessage(), unfit);
    }
  }

  /** What is kept for clients that are away. */
  public ServerBuilder replay(ReplayLimits changed) {
    this.replay = changed;
    return this;
  }

  /** What the port takes. */
  public ServerBuilder limits(HttpLimits changed) {
    this.limits = changed;
    return this;
  }

  /** Where log lines go; nowhere by default. */
  public ServerBuilder log(Log lines) {
    this.log = lines;
    return this;
  }

  /**
   * Opens the port. Blocks until it is open.
   *
   * @throws IOException if the port is taken or the directory is none
   */
  public ElaraServer start() throws IOException {
    return ElaraServer.start(this);
  }
}
