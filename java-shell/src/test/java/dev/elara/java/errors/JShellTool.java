package dev.elara.java.errors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.tool.JavaShellToolBuilder;

/** What the JDK's {@code jshell} command says to cells. Stateless. */
final class JShellTool {

  private static final String MARK = "--8<--";

  /** Prompts, and the input behind them. */
  private static final Pattern ECHO = Pattern.compile("(?m)^(jshell| +\\.\\.\\.)> ?.*\\R?");

  private JShellTool() {}

  /** What it says to the last of these cells. Blocks while it runs, in a process of its own. */
  static String answer(List<String> cells) throws Exception {
    StringBuilder input = new StringBuilder();
    for (String cell : cells.subList(0, cells.size() - 1)) {
      input.append(cell).append('\n');
    }
    input.append("System.out.println(\"").append(MARK).append("\");\n");
    input.append(cells.getLast()).append('\n');
    String said = run(input.toString());
    String answer = said.substring(said.lastIndexOf(MARK) + MARK.length());
    return ECHO.matcher(answer).replaceAll("").strip();
  }

  private static String run(String input) throws Exception {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    JavaShellToolBuilder.builder()
        .persistence(new HashMap<>())
        .interactiveTerminal(false)
        .in(in, null)
        .out(out)
        .err(out)
        .run("--feedback", "normal");
    return said.toString(StandardCharsets.UTF_8);
  }
}
