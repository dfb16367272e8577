package dev.elara.shell;

import dev.elara.message.MimeBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the evaluation of a cell ended. */
public sealed interface Outcome {

  /** It ran to its end; {@code value} is what its last expression shows, null if it has none. */
  record Success(@Nullable MimeBundle value) implements Outcome {}

  /**
   * It did not compile, or it threw.
   *
   * @param name what went wrong in a word: an exception's class, {@code CompileError}, {@code
   *     KernelInterrupt}
   * @param message one line of what went wrong
   * @param traceback the page the user reads, ANSI colours allowed, an entry a line or block
   */
  record Failure(String name, String message, List<String> traceback) implements Outcome {
    public Failure {
      traceback = List.copyOf(traceback);
    }
  }
}
