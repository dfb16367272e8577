package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.shell.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The main shell and the subshells beside it. Thread-safe. */
final class Subshells {

  private final Subshell main;
  private final History history;
  private final Map<String, Subshell> byId = new LinkedHashMap<>(); // guarded by this

  Subshells(Caller caller, Shell shell, History history) {
    this.history = history;
    this.main = new Subshell(null, caller, shell, history.open(null));
  }

  Subshell main() {
    return main;
  }

  /** The subshell of that id, the main shell for null; null if there is none. */
  @Nullable Subshell find(@Nullable String id) {
    if (id == null) {
      return main;
    }
    synchronized (this) {
      return byId.get(id);
    }
  }

  /** Opens a subshell with a caller of its own. May block for the language and the history. */
  Subshell create() {
    String id = UUID.randomUUID().toString();
    Shell layer = main.shell().subshell(id);
    Caller caller = main.caller().get(CallerOptions.named("Subshell-" + id.substring(0, 8)));
    Subshell created = new Subshell(id, caller, layer, history.open(id));
    synchronized (this) {
      byId.put(id, created);
    }
    return created;
  }

  /** Takes a subshell out: no request finds it any more. Null if there is none of that id. */
  synchronized @Nullable Subshell remove(String id) {
    return byId.remove(id);
  }

  synchronized List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** All of them, the main shell first. */
  List<Subshell> all() {
    List<Subshell> all = new ArrayList<>();
    all.add(main);
    synchronized (this) {
      all.addAll(byId.values());
    }
    return all;
  }
}
