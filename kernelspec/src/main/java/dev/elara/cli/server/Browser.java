package dev.elara.cli.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The user's browser. */
public final class Browser {

  private Browser() {}

  /** Opens a page if this system says how; the link was printed in any case. */
  public static void open(String link) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", link)
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", link);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException none) {
      // No browser here, such as on a server: the user has the link.
    }
  }
}
