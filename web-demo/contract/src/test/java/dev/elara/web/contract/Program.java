package dev.elara.web.contract;

import dev.elara.caller.Check;
import dev.elara.caller.Checks;
import dev.elara.caller.Contract;
import dev.elara.caller.Where;
import dev.elara.caller.platform.Platforms;
import dev.elara.web.platform.BrowserPlatform;
import java.util.List;

/** Runs the callers' contract where there is one thread, and prints a line for each check. */
public final class Program {

  private Program() {}

  /** Prints {@link Line}s, and at last {@link Line#END}. */
  public static void main(String[] args) {
    run(checks());
  }

  /** Runs those checks by turns. */
  static void run(List<Check> checks) {
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
