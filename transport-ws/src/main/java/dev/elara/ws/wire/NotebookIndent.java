package dev.elara.ws.wire;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** Indents as Jupyter writes notebooks: one space a level, so that their differences stay small. */
final class NotebookIndent extends DefaultPrettyPrinter {

  private static final DefaultIndenter ONE_SPACE = new DefaultIndenter(" ", "\n");

  NotebookIndent() {
    super(
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator(""));
    indentObjectsWith(ONE_SPACE);
    indentArraysWith(ONE_SPACE);
  }

  @Override
  public NotebookIndent createInstance() {
    return new NotebookIndent();
  }
}
