package dev.elara.ws.http;

/** A request that cannot be served, with the status and the text its sender gets. */
public final class HttpProblem extends Exception {

  private final int status;

  /** With an HTTP status and what was wrong, in a sentence for the sender. */
  public HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What was wrong. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
