package dev.elara.java.errors;

import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page on errors: what Elara, {@code jshell} and JJava say to the same cells. */
final class ErrorsDocument {

  private static final int MOST_LINES = 20;

  /** What differs from machine to machine. */
  private static final Map<Pattern, String> VARYING =
      Map.of(
          Pattern.compile("@[0-9a-f]{4,}"), "@…",
          Pattern.compile("memory of \\d+ MB"), "memory of 2048 MB",
          Pattern.compile("\\d+ frames in .*the kernel"), "12 frames in the JDK, the kernel",
          Pattern.compile("the same 1,0\\d\\d more times"), "the same 1,022 more times");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** An answer of a record; that of JJava is written by {@code tools/jjava_errors.py}. */
  private static final Pattern RECORDED = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");

  private ErrorsDocument() {}

  /** What {@code jshell} says to all cases, in the form of a record. Blocks for a minute. */
  static String jshell() throws Exception {
    StringBuilder record = new StringBuilder();
    for (ErrorCase each : ErrorCase.all()) {
      String answer = steady(JShellTool.answer(each.cells()));
      record.append("## ").append(each.title()).append("\n\n").append(answer).append("\n\n");
    }
    return record.toString();
  }

  /** The page, with what the others said as it is on record. */
  static String text() {
    StringBuilder page = new StringBuilder(ErrorCase.introduction());
    for (ErrorCase each : ErrorCase.all()) {
      page.append(each.text()).append("\n\n");
      answer(page, "Elara", elara(each.cells()));
      answer(page, "jshell", recorded("jshell.txt", each.title()));
      answer(page, "JJava", recorded("jjava.txt", each.title()));
    }
    return page.toString().stripTrailing() + "\n";
  }

  /** What Elara says to the last of these cells, without colours. */
  static String elara(List<String> cells) {
    JavaShell shell =
        new JavaShell(
            new JavacCellCompiler(CompilerSettings.of(List.of())),
            ErrorsDocument.class.getClassLoader(),
            new Renderers());
    List<String> said = new ArrayList<>();
    for (String cell : cells) {
      FakeExecution execution = new FakeExecution(cell, said.size() + 1);
      said.add(said(execution, shell.evaluate(execution)));
    }
    return COLOUR.matcher(said.getLast()).replaceAll("").strip();
  }

  private static String said(FakeExecution execution, Outcome outcome) {
    String result =
        switch (outcome) {
          case Outcome.Success success ->
              success.value() == null ? "" : success.value().data().get("text/plain").toString();
          case Outcome.Failure failure -> String.join("\n", failure.traceback());
        };
    return execution.stdout() + execution.stderr() + result;
  }

  private static String recorded(String file, String title) {
    Matcher found = RECORDED.matcher(ErrorCase.resource(file));
    while (found.find()) {
      if (found.group(1).equals(title)) {
        return found.group(2).strip();
      }
    }
    throw new IllegalStateException(file + " says nothing on '" + title + "'; record it again.");
  }

  /** What was said, cut after some lines and without what differs from machine to machine. */
  private static String steady(String said) {
    String steady = said;
    for (Map.Entry<Pattern, String> each : VARYING.entrySet()) {
      steady = each.getKey().matcher(steady).replaceAll(each.getValue());
    }
    List<String> lines = steady.lines().map(String::stripTrailing).toList();
    String first = String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())));
    int left = lines.size() - MOST_LINES;
    return left > 0 ? first + "\n[… " + left + " more lines]" : first;
  }

  private static void answer(StringBuilder page, String who, String said) {
    String answer = said.isEmpty() ? "(nothing)" : steady(said);
    page.append("**").append(who).append("**\n\n```text\n").append(answer).append("\n```\n\n");
  }
}
