package dev.elara.web.contract;

import dev.elara.caller.Check;
import dev.elara.caller.Checks;
import dev.elara.caller.Contract;
import dev.elara.caller.Where;
import dev.elara.caller.platform.Platforms;
import dev.elara.web.platform.BrowserPlatform;
import java.util.List;

/**
 * Runs the callers' contract where there is one thread, and prints a line for each check; with the
 * argument {@code figures} it measures instead.
 */
public final class Program {

  private Program() {}

  /** Prints {@link Line}s, and at last {@link Line#END}. */
  public static void main(String[] args) {
    run(args, checks());
  }

  /** Runs those checks by turns, or measures. */
  static void run(String[] args, List<Check> checks) {
    if (args.length == 1 && args[0].equals("figures")) {
      Figures.print();
      return;
    }
    Platforms.install(new BrowserPlatform());
    BrowserGround ground = new BrowserGround();
    for (Check check : checks) {
      System.out.println(Line.of(check, failure(check, ground)).text());
    }
    System.out.println(Line.END);
  }

  /** What is checked here. */
  static List<Check> checks() {
    Checks checks = new Checks();
    Contract.list(checks);
    return checks.all().stream().filter(check -> check.where() != Where.JVM).toList();
  }

  private static String failure(Check check, BrowserGround ground) {
    try {
      check.run(ground);
      return "";
    } catch (Throwable thrown) {
      return String.valueOf(thrown);
    }
  }
}
