package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class JavacCellCompilerTest {

  private final JavacCellCompiler compiler = new JavacCellCompiler(CompilerSettings.of(List.of()));

  @Test
  void cellsRunAgainAndAgainLeaveNothingBehind() {
    compiler.compile(compiler.main(), "Cell 1", "int x = 0;");
    for (int i = 0; i < 400; i++) {
      compiler.compile(
          compiler.main(),
          "Cell " + (i + 2),
          "class P { int v = %d; } var p = new P(); int f() { return %d; } x = f()"
              .formatted(i, i));
    }
    assertThat(compiler.files().kept()).hasSizeLessThan(150);
  }

  @Test
  void manyThreadsMayCompileAtOnce() throws Exception {
    var futures = new ArrayList<Future<CompiledCell>>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 40; i++) {
        var source = "int v%d = %d; int f%d() { return v%d; } f%d()".formatted(i, i, i, i, i);
        futures.add(threads.submit(() -> compiler.compile(compiler.main(), "Cell", source)));
      }
    }
    for (var future : futures) {
      assertThat(future.get().problems()).isEmpty();
    }
    assertThat(compiler.main().names()).hasSize(80);
  }

  @Test
  void anAnalysisHasTheCellsOwnPositionsAndDefinesNothing() {
    compiler.compile(compiler.main(), "Cell 1", "int known = 1;");
    var source = "var list = List.of(known);\nlist.stream().map(e -> e.";
    var types =
        compiler.analyze(
            compiler.main(),
            source,
            analysis -> {
              var trees = Trees.instance(analysis.task());
              var found = new ArrayList<String>();
              new TreePathScanner<Void, Void>() {
                @Override
                public Void visitIdentifier(IdentifierTree tree, Void nothing) {
                  long start = trees.getSourcePositions().getStartPosition(analysis.unit(), tree);
                  var path = new TreePath(getCurrentPath(), tree);
                  if (tree.getName().contentEquals("e")) {
                    found.add(start + " " + trees.getTypeMirror(path));
                  }
                  return super.visitIdentifier(tree, null);
                }
              }.scan(analysis.unit(), null);
              return found;
            });
    assertThat(types).containsExactly(source.lastIndexOf("e.") + " java.lang.Integer");
    assertThat(compiler.main().names()).hasSize(1);
  }
}
