package dev.elara.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.MimeBundle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private final Renderers renderers = new Renderers();

  @Test
  void outsideOfACellDisplayingIsAnErrorThatSaysWhatToDo() {
    assertThatThrownBy(() -> Display.display("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a cell");
    assertThatThrownBy(() -> Display.clearOutput(false)).hasMessageStartingWith("clearOutput(…)");
  }

  @Test
  void aWrongMimeTypeIsAnErrorThatShowsARightOne() {
    assertThatThrownBy(() -> Display.display("x", "html"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'html' is no mime type. A mime type looks like text/html or image/svg+xml.");
    assertThatThrownBy(() -> MimeTypes.checked("text/")).isNotNull();
    assertThatThrownBy(() -> MimeTypes.checked("text/a b")).isNotNull();
    assertThat(MimeTypes.checked("application/vnd.vega-lite.v5+json")).isNotEmpty();
  }

  @Test
  void aTreeStandsAsItIsAndAnythingElseAsText() {
    assertThat(MimeTypes.representation(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    assertThat(MimeTypes.representation(List.of(1))).isEqualTo(List.of(1));
    assertThat(MimeTypes.representation(7)).isEqualTo("7");
    assertThat(MimeTypes.representation(null)).isEqualTo("null");
  }

  @Test
  void theLatestRendererThatKnowsAValueRendersIt() {
    renderers.register(Number.class, number -> MimeBundle.text("number " + number));
    Runnable takeBack =
        renderers.register(Integer.class, integer -> MimeBundle.text("integer " + integer));
    assertThat(renderers.render(7)).isEqualTo(MimeBundle.text("integer 7"));
    assertThat(renderers.render(7L)).isEqualTo(MimeBundle.text("number 7"));
    takeBack.run();
    assertThat(renderers.render(7)).isEqualTo(MimeBundle.text("number 7"));
  }

  @Test
  void whatNobodyKnowsIsText() {
    assertThat(renderers.render("text")).isEqualTo(MimeBundle.text("text"));
    assertThat(renderers.render(null)).isEqualTo(MimeBundle.text("null"));
  }

  @Test
  void aBundleLooksAsItSays() {
    MimeBundle bundle = MimeBundle.of("text/html", "<b>x</b>");
    renderers.register(value -> MimeBundle.text("everything"));
    assertThat(renderers.render(bundle)).isSameAs(bundle);
  }
}
