package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import dev.elara.shell.StreamName;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Bytes written to a stream of one execution, decoded as UTF-8; a character may come in parts. What
 * is no UTF-8 becomes U+FFFD. Thread-safe.
 */
final class ByteOutput {

  /** Guarded by itself. The values hold no execution, so that one can be collected. */
  private static final Map<Execution, Map<StreamName, ByteOutput>> ALL = new WeakHashMap<>();

  private final StreamName name;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The start of a character whose end has not come, ready to be read; guarded by this. */
  private ByteBuffer pending = ByteBuffer.allocate(0);

  private ByteOutput(StreamName name) {
    this.name = name;
  }

  /** The bytes of a stream of an execution. */
  static ByteOutput of(Execution execution, StreamName name) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(execution, key -> new EnumMap<>(StreamName.class))
          .computeIfAbsent(name, ByteOutput::new);
    }
  }

  /** Decodes and passes on all that is complete. */
  synchronized void write(Execution execution, byte[] bytes, int offset, int length) {
    ByteBuffer input =
        ByteBuffer.allocate(pending.remaining() + length)
            .put(pending)
            .put(bytes, offset, length)
            .flip();
    CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
    decoder.decode(input, text, false);
    pending = input;
    pass(execution, text);
  }

  /** Passes on what is left when an execution ends: U+FFFD for a character cut short. */
  static void end(Execution execution) {
    Map<StreamName, ByteOutput> outputs;
    synchronized (ALL) {
      outputs = ALL.getOrDefault(execution, Map.of());
    }
    outputs.values().forEach(output -> output.endStream(execution));
  }

  private synchronized void endStream(Execution execution) {
    CharBuffer text = CharBuffer.allocate(pending.remaining() + 1);
    decoder.decode(pending, text, true);
    decoder.flush(text);
    decoder.reset();
    pending = ByteBuffer.allocate(0);
    pass(execution, text);
  }

  private void pass(Execution execution, CharBuffer text) {
    if (text.flip().hasRemaining()) {
      execution.write(name, text.toString());
    }
  }
}
