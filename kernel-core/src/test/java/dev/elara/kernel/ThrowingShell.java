package dev.elara.kernel;

import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.EchoShell;
import dev.elara.shell.Execution;
import dev.elara.shell.Language;
import dev.elara.shell.Outcome;
import dev.elara.shell.Shell;
import org.jspecify.annotations.Nullable;

/** A language that breaks its contract: everything throws. */
final class ThrowingShell implements Shell {

  @Override
  public Language language() {
    return new EchoShell().language();
  }

  @Override
  public Outcome evaluate(Execution execution) {
    throw new AssertionError("thrown by the shell");
  }

  @Override
  public Outcome evaluateExpression(Execution execution, String expression) {
    throw new AssertionError("thrown by the shell");
  }

  @Override
  public Completions complete(String code, int cursor) {
    throw new AssertionError("thrown by the shell");
  }

  @Override
  public @Nullable MimeBundle inspect(String code, int cursor, int detail) {
    throw new AssertionError("thrown by the shell");
  }

  @Override
  public Completeness isComplete(String code) {
    throw new AssertionError("thrown by the shell");
  }

  @Override
  public Shell subshell(String id) {
    return this;
  }

  @Override
  public void close() {
    throw new IllegalStateException("thrown by the shell");
  }
}
