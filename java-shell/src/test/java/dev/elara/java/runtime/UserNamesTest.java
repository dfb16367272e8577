package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.cell.CompiledCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNamesTest {

  @ParameterizedTest
  @CsvSource({
    "$JShell$7$Point, Point",
    "$JShell$7, ''",
    "$JShell$7$Outer$Inner, Outer.Inner",
    "$JShell$7$1Local, Local",
    "$JShell$7$1, (anonymous)",
    "$JShell$7B$Point, Point",
    "$JShell$7$$Lambda/0x01, lambda",
  })
  void aGeneratedClassIsCalledAsTheUserCallsIt(String simpleName, String users) {
    assertThat(UserNames.ofClass(CompiledCell.PACKAGE + "." + simpleName)).isEqualTo(users);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because \"#.$JShell$3.s\" is null. | because \"s\" is null.",
        "Cannot invoke \"#.$JShell$3$Point.name()\" | Cannot invoke \"Point.name()\"",
        "class #.$JShell$3$A cannot be cast to class #.$JShell$4$B (#.$JShell$3$A is in unnamed"
            + " module of loader 'Cell 1' @1f; #.$JShell$4$B is in unnamed module of loader 'Cell"
            + " 2' @2e) | class A cannot be cast to class B",
        "class java.lang.String cannot be cast to class java.lang.Integer (java.lang.String and"
            + " java.lang.Integer are in module java.base of loader 'bootstrap') | class"
            + " java.lang.String cannot be cast to class java.lang.Integer",
        "the words in unnamed module of loader (as in unnamed module of loader x) stay | the words"
            + " in unnamed module of loader (as in unnamed module of loader x) stay",
      })
  void aMessageOfTheJvmNamesWhatTheUserNamed(String message, String users) {
    assertThat(UserNames.inText(message.replace("#", CompiledCell.PACKAGE))).isEqualTo(users);
  }

  @ParameterizedTest
  @CsvSource({
    "$JShell$7, run, ''",
    "$JShell$7, area, area",
    "$JShell$7$Point, norm, Point.norm",
    "$JShell$7$Point, <init>, new Point",
    "$JShell$7, lambda$run$0, lambda",
    "$JShell$7, lambda$area$3, lambda in area",
  })
  void aMethodIsCalledAsTheUserCallsIt(String simpleName, String method, String users) {
    assertThat(UserNames.ofMethod(CompiledCell.PACKAGE + "." + simpleName, method))
        .isEqualTo(users);
  }
}
