package dev.elara.zmq;

/**
 * Something arrived that is no message. It is logged and dropped, never answered.
 *
 * <p>Carries no stack trace: it says nothing about the kernel, and comes as often as a hostile peer
 * likes.
 */
final class MalformedMessage extends Exception {

  private final String reason;

  /**
   * Says why.
   *
   * @param reason part of a sentence, without end; holds no key and nothing of the content
   */
  MalformedMessage(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** Why it is no message, as part of a sentence. */
  String reason() {
    return reason;
  }
}
