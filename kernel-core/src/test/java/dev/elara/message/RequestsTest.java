package dev.elara.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void missingFieldsOfAnExecuteRequestHaveTheDefaultsOfTheProtocol() {
    assertThat(Requests.parse("execute_request", Map.of("code", "1+1")))
        .isEqualTo(new Request.Execute("1+1", false, true, Map.of(), false, true));
  }

  @Test
  void aSilentCellIsNeverStored() {
    var content = Content.of("code", "", "silent", true, "store_history", true);
    assertThat(Requests.parse("execute_request", content))
        .isEqualTo(new Request.Execute("", true, false, Map.of(), false, true));
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(Requests.parse("kernel_info_request", Map.of("colour", "green")))
        .isEqualTo(new Request.KernelInfo());
  }

  @Test
  void aNullCountsAsMissing() {
    assertThat(Requests.parse("comm_info_request", Content.of("target_name", null)))
        .isEqualTo(new Request.CommInfo(null));
  }

  @Test
  void aMissingFieldIsNamed() {
    assertThatThrownBy(() -> Requests.parse("complete_request", Map.of()))
        .isInstanceOf(InvalidContent.class)
        .hasMessage("complete_request: the field 'code' is missing; it must be a string.");
  }

  @Test
  void aWrongTypeIsNamedWithWhatArrivedButNotTheUsersText() {
    assertThatThrownBy(
            () -> Requests.parse("execute_request", Map.of("code", "x", "silent", "secret")))
        .isInstanceOf(InvalidContent.class)
        .hasMessage(
            "execute_request: the field 'silent' must be true or false,"
                + " but a string of 6 characters arrived.");
    assertThatThrownBy(() -> Requests.parse("execute_request", Map.of("code", List.of(1, 2))))
        .hasMessageEndingWith("must be a string, but a list of 2 arrived.");
  }

  @Test
  void aUserExpressionThatIsNoStringIsNamed() {
    var content = Map.<String, Object>of("code", "x", "user_expressions", Map.of("a", 1));
    assertThatThrownBy(() -> Requests.parse("execute_request", content))
        .hasMessageContaining("'user_expressions.a' must be a string, but the number 1 arrived");
  }

  @Test
  void aPositionCountsCodePointsAndBecomesUtf16() {
    var content = Map.<String, Object>of("code", "\"😀\".le", "cursor_pos", 6);
    assertThat(Requests.parse("complete_request", content))
        .isEqualTo(new Request.Complete("\"😀\".le", 7));
  }

  @Test
  void aMissingPositionIsTheEndAndOneOutsideTheNearestEnd() {
    assertThat(Requests.parse("complete_request", Map.of("code", "ab")))
        .isEqualTo(new Request.Complete("ab", 2));
    assertThat(Requests.parse("complete_request", Map.of("code", "ab", "cursor_pos", 99)))
        .isEqualTo(new Request.Complete("ab", 2));
    assertThat(Requests.parse("complete_request", Map.of("code", "ab", "cursor_pos", -1)))
        .isEqualTo(new Request.Complete("ab", 0));
  }

  @Test
  void aWholeNumberMayArriveAsADouble() {
    assertThat(Requests.parse("complete_request", Map.of("code", "ab", "cursor_pos", 1.0)))
        .isEqualTo(new Request.Complete("ab", 1));
    assertThatThrownBy(
            () -> Requests.parse("complete_request", Map.of("code", "ab", "cursor_pos", 1.5)))
        .hasMessageContaining("must be an integer of 32 bits, but the number 1.5 arrived");
  }

  @Test
  void eachWayToAskForHistoryIsRead() {
    var range = Map.<String, Object>of("hist_access_type", "range", "session", -1, "start", 2);
    assertThat(Requests.parse("history_request", range))
        .isEqualTo(new Request.History(false, new HistoryAccess.Range(-1, 2, null)));
    var tail = Map.<String, Object>of("hist_access_type", "tail", "n", 3, "output", true);
    assertThat(Requests.parse("history_request", tail))
        .isEqualTo(new Request.History(true, new HistoryAccess.Tail(3)));
    var search = Map.<String, Object>of("hist_access_type", "search", "unique", true);
    assertThat(Requests.parse("history_request", search))
        .isEqualTo(new Request.History(false, new HistoryAccess.Search("*", null, true)));
    assertThatThrownBy(() -> Requests.parse("history_request", Map.of("hist_access_type", "head")))
        .hasMessageContaining("must be 'range', 'tail' or 'search'");
  }

  @Test
  void everyFieldOfAQuestionForHistoryMustBeRightWhateverItAsksFor() {
    var wrong =
        Map.of(
            "output", "no", "raw", 1, "session", "x", "start", true, "stop", List.of(), "n", "3",
            "pattern", 7, "unique", "yes");
    for (String access : List.of("range", "tail", "search")) {
      wrong.forEach((field, value) ->
          assertThatThrownBy(() ->
                  Requests.parse(
                      "history_request", Map.of("hist_access_type", access, field, value)))
              .isInstanceOf(InvalidContent.class)
              .hasMessageStartingWith("history_request: the field '" + field + "' must be "));
    }
  }

  @Test
  void aTypeNobodyKnowsIsUnknown() {
    assertThat(Requests.parse("dance_request", Map.of("code", 1)))
        .isEqualTo(new Request.Unknown("dance_request"));
  }
}
