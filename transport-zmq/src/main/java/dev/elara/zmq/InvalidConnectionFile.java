package dev.elara.zmq;

import java.io.IOException;

/** A connection file that cannot be used; the message names the file, the field and what to do. */
public final class InvalidConnectionFile extends IOException {

  /** Says which file, which field, and what is wrong with it. Never contains the key. */
  InvalidConnectionFile(String message) {
    super(message);
  }
}
