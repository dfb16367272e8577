package dev.elara.java.magic;

import dev.elara.caller.Caller;
import dev.elara.message.MimeBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code %callers}. */
final class CallersMagic implements Magic {

  @Override
  public String name() {
    return "callers";
  }

  @Override
  public Kind kind() {
    return Kind.LINE;
  }

  @Override
  public String summary() {
    return "Lists the callers that run: where they live, what they run and what waits.";
  }

  @Override
  public void run(MagicCall call) {
    if (!call.arguments().isEmpty()) {
      throw new MagicMisused(
          "%callers takes no arguments, and was given '" + call.arguments() + "'.");
    }
    CallersTable table = CallersTable.of(Caller.all(false), Caller.currentOrNull());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("text/plain", table.text());
    data.put("text/html", table.html());
    call.execution().display(new MimeBundle(data, Map.of()), null);
  }
}
