package dev.elara.web.contract;

import java.io.IOException;
import java.util.List;

/** Prints the figures of both programs in the system's Chromium, in turns. */
final class Measure {

  private static final int RUNS = 2;

  private Measure() {}

  /** Blocks for about a minute. */
  public static void main(String[] args) throws IOException {
    try (Web web = new Web();
        Chromium chromium = new Chromium()) {
      for (int run = 1; run <= RUNS; run++) {
        for (String target : List.of("js", "wasm")) {
          System.out.println("# " + target + ", run " + run);
          String page = web.address("index.html?target=" + target + "&run=figures");
          chromium.run(page, Figures.END).forEach(System.out::println);
        }
      }
    }
  }
}
