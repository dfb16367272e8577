package dev.elara.caller;

/** Thrown to whoever sends to a closed {@link Channel}, or receives when nothing is left in it. */
public final class ChannelClosed extends IllegalStateException {

  ChannelClosed(String message) {
    super(message);
  }
}
