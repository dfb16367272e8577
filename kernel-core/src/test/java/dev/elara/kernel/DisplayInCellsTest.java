package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Display;
import dev.elara.display.DisplayHandle;
import dev.elara.message.Message;
import dev.elara.message.MimeBundle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisplayInCellsTest {

  private final Session session = Session.started();
  private final DisplayHandle[] handle = new DisplayHandle[1];

  @AfterEach
  void end() {
    session.close();
  }

  @Test
  void aCellShowsAValueAsTheKernelsRenderersSeeIt() {
    session.kernel.renderers().register(Integer.class, i -> MimeBundle.of("text/html", "<i>" + i));
    session.on(
        "show",
        execution -> {
          Display.display(7);
          return null;
        });
    Message shown = first(session.run("show"), "display_data");
    assertThat(shown.content()).containsEntry("data", Map.of("text/html", "<i>7"));
  }

  @Test
  void aPageGoesToTheClientsPagerWithTheReply() {
    session.on(
        "page",
        execution -> {
          Display.page("long");
          return null;
        });
    Message reply = first(session.run("page"), "execute_reply");
    assertThat(reply.content())
        .containsEntry(
            "payload",
            List.of(Map.of("source", "page", "data", Map.of("text/plain", "long"), "start", 0)));
  }

  @Test
  void aHandleUpdatesWhatIsShownAlsoFromALaterCell() {
    session.on(
        "show",
        execution -> {
          handle[0] = Display.display("<b>", "text/html");
          return null;
        });
    session.on(
        "update",
        execution -> {
          handle[0].update("<i>", "text/html");
          return null;
        });
    Message shown = first(session.run("show"), "display_data");
    Message update = session.sendCell("update");
    Message updated = first(session.client.awaitIdle(update), "update_display_data");
    assertThat(updated.content())
        .isEqualTo(
            content(
                "data",
                Map.of("text/html", "<i>"),
                "metadata",
                Map.of(),
                "transient",
                shown.content().get("transient")));
    assertThat(updated.parent()).isEqualTo(update.header());
  }

  @Test
  void aHandleUsedOutsideOfCellsSpeaksForTheCellThatShowed() {
    session.on(
        "show",
        execution -> {
          handle[0] = Display.display("one");
          return null;
        });
    Message cell = session.sendCell("show");
    session.client.awaitIdle(cell);
    handle[0].update("two");
    Message updated = session.client.await(m -> m.type().equals("update_display_data"));
    assertThat(updated.parent()).isEqualTo(cell.header());
  }

  @Test
  void aCellClearsItsOutput() {
    session.on(
        "clear",
        execution -> {
          Display.clearOutput(true);
          return null;
        });
    List<Message> heard = session.run("clear");
    assertThat(first(heard, "clear_output").content()).isEqualTo(content("wait", true));
  }

  @Test
  void aCellOffersCodeForTheNextOne() {
    session.on(
        "offer",
        execution -> {
          Display.nextInput("next", true);
          return null;
        });
    assertThat(Session.reply(session.run("offer")).get("payload"))
        .isEqualTo(List.of(content("source", "set_next_input", "text", "next", "replace", true)));
  }
}
