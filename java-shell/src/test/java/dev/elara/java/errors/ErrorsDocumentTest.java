package dev.elara.java.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ErrorsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

  @Test
  void thePageOnErrorsShowsWhatIsSaidToday() throws Exception {
    if (Boolean.getBoolean("elara.record.jshell")) {
      Files.writeString(ErrorCase.FOLDER.resolve("jshell.txt"), ErrorsDocument.jshell());
    }
    String expected = ErrorsDocument.text();
    if (Boolean.getBoolean("elara.write.documents")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT))
        .withFailMessage(
            "%s is out of date; run this test with -Delara.write.documents=true.", DOCUMENT)
        .isEqualTo(expected);
  }
}
