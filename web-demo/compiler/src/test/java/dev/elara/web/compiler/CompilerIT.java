package dev.elara.web.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elara.java.assist.Assist;
import dev.elara.java.assist.PlatformTypes;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.java.differential.Sequence;
import dev.elara.java.differential.Sequences;
import dev.elara.kernel.Kernel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler's program in Node: it answers as the compiler on the JVM does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompilerIT {

  /** Every how many sequences are compiled; {@code -Dcompiler.every=1} for all of them. */
  private static final int EVERY = Integer.getInteger("compiler.every", 7);

  /** After so many sessions the program is started anew: each leaves some megabytes behind. */
  private static final int SESSIONS = 50;

  private static final Path REPOSITORY = Path.of("..", "..");
  private static final Path LACKING = Path.of("src", "test", "resources", "lacking.txt");

  private static final CompilerSettings SETTINGS =
      new CompilerSettings(
          List.of(codeOf(Kernel.class), codeOf(NullMarked.class)),
          List.of(),
          false,
          CompilerSettings.KERNEL_IMPORTS);

  private final Map<String, String> lacking = new HashMap<>();
  private NodeCompiler browser;
  private int sessions;

  @BeforeAll
  void start() throws IOException {
    browser = new NodeCompiler();
    for (String line : Files.readAllLines(LACKING)) {
      if (!line.startsWith("#")) {
        int sign = line.lastIndexOf(" = ");
        lacking.put(line.substring(0, sign), line.substring(sign + 3));
      }
    }
  }

  @AfterAll
  void end() {
    browser.close();
  }

  @BeforeEach
  void restart() throws IOException {
    if (++sessions % SESSIONS == 0) {
      browser.close();
      browser = new NodeCompiler();
    }
    browser.ask("restart", Map.of());
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode compile(String layer, String cell, String source) throws IOException {
    return browser.ask("compile", Map.of("layer", layer, "cell", cell, "source", source));
  }

  private static List<String> texts(JsonNode array, String field) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.get(field).asText()));
    return texts;
  }

  @Test
  void cellsBecomeTheClassFilesAndErrorPagesThatTheyBecomeOnTheJvm() throws IOException {
    var differing = new ArrayList<String>();
    var expected = new TreeSet<String>();
    var found = new TreeSet<String>();
    var sequences = Sequences.all(REPOSITORY);
    int cells = 0;
    for (int at = 0; at < sequences.size(); at += EVERY) {
      var sequence = sequences.get(at);
      cells += sequence.cells().size();
      var difference = difference(sequence);
      if (lacking.containsKey(sequence.title())) {
        expected.add(sequence.title());
      }
      if (difference.isPresent()) {
        found.add(sequence.title());
        if (!lacking.containsKey(sequence.title())) {
          differing.add(difference.get());
        }
      }
    }
    assertThat(differing).as("of %d cells", cells).isEmpty();
    assertThat(found).as("what lacking.txt lists still differs").isEqualTo(expected);
  }

  /** The first cell of a sequence that becomes something else than on the JVM. */
  private Optional<String> difference(Sequence sequence) throws IOException {
    restart();
    var compiler = new JavacCellCompiler(SETTINGS);
    var javac = ToolProvider.getSystemJavaCompiler();
    var files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    var types = PlatformTypes.ofRunningJdk();
    var assist = new Assist(compiler, types, javac, files, (_, _) -> Optional.empty());
    int number = 0;
    for (String source : sequence.cells()) {
      String cell = "Cell " + ++number;
      var here = Answer.of(compiler, assist, cell, source);
      var there = Answer.of(compile("", cell, source));
      if (!here.equals(there)) {
        return Optional.of(sequence.title() + "\n" + source + "\n" + here + "\n" + there);
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("lackingApi")
  void whatTheBrowserLacksIsACompileErrorThatNamesItAndSaysWhy(
      String source, String name, String reason) throws IOException {
    var reply = compile("", "Cell 1", source);
    assertThat(reply.at("/failure/traceback").toString())
        .contains(name + " is not available in the browser: " + reason);
    assertThat(reply.get("entries")).isEmpty();
  }

  static Stream<Arguments> lackingApi() {
    String programs = "a page cannot start programs.";
    String modules = "the page has java.base, not java.";
    return Stream.of(
        arguments("new ProcessBuilder(\"ls\").start()", "java.lang.ProcessBuilder", programs),
        arguments("Runtime.getRuntime().exec(\"ls\")", "java.lang.Runtime.exec", programs),
        arguments("Runnable now = ProcessHandle::current;", "java.lang.ProcessHandle", programs),
        arguments("import java.net.Socket;", "java.net.Socket", "a page has no sockets."),
        arguments("new java.net.ServerSocket(1)", "java.net.ServerSocket", "a page has no sockets"),
        arguments("import javax.swing.*;", "javax.swing", modules + "desktop."),
        arguments("import java.net.http.HttpClient;", "java.net.http", modules + "net.http."),
        arguments("import module java.desktop;", "java.desktop", "the page has java.base."));
  }

  @Test
  void aMethodThatNeedsWhatTheBrowserLacksIsDefinedWithAWordOnIt() throws IOException {
    var reply = compile("", "Cell 1", "void start() { new ProcessBuilder(\"ls\"); }");
    assertThat(reply.get("notes").toString())
        .contains("java.lang.ProcessBuilder is not available in the browser");
  }

  @Test
  void whatTheBrowserLacksIsNotOfferedButExplainedWhenItIsLookedAt() throws IOException {
    var offered =
        browser.ask("complete", Map.of("layer", "", "code", "ProcessB", "cursor", 8)).get("items");
    assertThat(texts(offered, "text")).noneMatch(text -> text.contains("ProcessBuilder"));
    var code = "Runtime.getRuntime().ex";
    var members =
        browser.ask("complete", Map.of("layer", "", "code", code, "cursor", code.length()));
    assertThat(texts(members.get("items"), "text"))
        .anyMatch(text -> text.startsWith("exit"))
        .noneMatch(text -> text.startsWith("exec"));
    var inspected =
        browser.ask(
            "inspect", Map.of("layer", "", "code", "ProcessBuilder", "cursor", 3, "detail", 0));
    assertThat(inspected.at("/data/text~1plain").asText())
        .contains("java.lang.ProcessBuilder is not available in the browser");
  }

  @Test
  void completionKnowsWhatCellsHaveDefined() throws IOException {
    compile("", "Cell 1", "record Point(int x, int y) {} var origin = new Point(0, 0);");
    var code = "origin.";
    var reply = browser.ask("complete", Map.of("layer", "", "code", code, "cursor", code.length()));
    assertThat(texts(reply.get("items"), "text")).contains("x()", "y()");
    assertThat(reply.get("start").asInt()).isEqualTo(code.length());
  }

  @Test
  void completionOffersTypesThatAreNotImportedWithTheirImport() throws IOException {
    var code = "Instan";
    var reply = browser.ask("complete", Map.of("layer", "", "code", code, "cursor", code.length()));
    assertThat(reply.get("items").toString()).contains("java.time.Instant");
  }

  @Test
  void inspectionShowsTheDeclarationOfAMethodAndWhatItsAuthorSays() throws IOException {
    compile("", "Cell 1", "/** Adds {@code one}. */\nint add(int number) { return number + 1; }");
    var reply =
        browser.ask("inspect", Map.of("layer", "", "code", "add(2)", "cursor", 2, "detail", 0));
    assertThat(reply.at("/data/text~1plain").asText()).contains("int add(int number)", "Adds one.");
  }

  @Test
  void completenessTellsFinishedCodeFromUnfinishedAndWrong() throws IOException {
    assertThat(status("int x = 1;")).isEqualTo("complete");
    assertThat(status("for (int i = 0; i < 3; i++) {")).isEqualTo("incomplete");
    assertThat(status("int x = );")).isEqualTo("invalid");
  }

  private String status(String code) throws IOException {
    return browser.ask("isComplete", Map.of("code", code)).get("status").asText();
  }

  @Test
  void aLayerSeesTheMainNamesAndKeepsItsOwn() throws IOException {
    compile("", "Cell 1", "int x = 1;");
    browser.ask("open", Map.of("layer", "side"));
    assertThat(compile("side", "Cell 2", "int y = x;").get("failure").isNull()).isTrue();
    assertThat(compile("", "Cell 3", "y").get("failure").isNull()).isFalse();
    browser.ask("close", Map.of("layer", "side"));
    assertThat(compile("side", "Cell 4", "y").get("error").asText()).contains("side");
  }

  @Test
  void namesCanBeListedAndDropped() throws IOException {
    compile("", "Cell 1", "int x = 1; String name() { return \"n\"; }");
    var names = browser.ask("names", Map.of("layer", "")).get("names");
    assertThat(texts(names, "name")).containsExactly("x", "name");
    assertThat(browser.ask("drop", Map.of("layer", "", "name", "x")).get("dropped").asBoolean())
        .isTrue();
    assertThat(compile("", "Cell 2", "x").get("failure").isNull()).isFalse();
    String owner = names.get(1).get("owner").asText();
    var source = browser.ask("sourceOf", Map.of("layer", "", "name", owner)).get("definition");
    assertThat(source.get("cell").asText()).isEqualTo("Cell 1");
  }

  @Test
  void aConstantDividedByZeroIsCompiledAndLeftToTheCell() throws IOException {
    assertThat(compile("", "Cell 1", "1 / 0").get("entries")).hasSize(1);
    assertThat(compile("", "Cell 2", "1L % 0L").get("entries")).hasSize(1);
  }
}
