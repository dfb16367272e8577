package dev.elara.web.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.tools.doclint.DocLint;

/** The checker of documentation where there is none: it knows no options. */
final class NoDocLint extends DocLint {

  @Override
  public String getName() {
    return "doclint";
  }

  @Override
  public void init(JavacTask task, String... arguments) {}

  @Override
  public boolean isValidOption(String option) {
    return false;
  }
}
