package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.cell.CompiledCell;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CellLoadersTest {

  private final CellClasses cells = new CellClasses();
  private final CellLoaders loaders = new CellLoaders(CellLoadersTest.class.getClassLoader());

  private static void collect(WeakReference<?> reference) {
    while (!reference.refersTo(null)) {
      System.gc();
    }
  }

  @Test
  void whatTheSessionCanNoLongerNameIsCollected() {
    var reference = new WeakReference<>(loaders.define(cells.cell("Cell 1", "Old", "int x;")));
    loaders.define(cells.cell("Cell 2", "New", "int x;"));
    loaders.keepOnly(Set.of(CompiledCell.PACKAGE + ".New"), loaders.held());
    collect(reference);
    assertThat(loaders.find(CompiledCell.PACKAGE + ".Old")).isNull();
    assertThat(loaders.find(CompiledCell.PACKAGE + ".New")).isNotNull();
  }

  @Test
  void anOldClassStaysWhileANewerOneRefersToIt() throws Exception {
    loaders.define(cells.cell("Cell 1", "Base", "static int x = 7;"));
    var user =
        loaders.define(
            cells.cell("Cell 2", "User", "public static Object run() { return Base.x; }"));
    Class<?> type = user.loadClass(CompiledCell.PACKAGE + ".User");
    loaders.keepOnly(Set.of(CompiledCell.PACKAGE + ".User"), loaders.held());
    var canary = new WeakReference<>(new Object());
    collect(canary);
    assertThat(type.getMethod("run").invoke(null)).isEqualTo(7);
  }

  @Test
  void aCellDefinedWhileNamesWereGatheredStays() {
    var before = loaders.held();
    loaders.define(cells.cell("Cell 1", "Fresh", "int x;"));
    loaders.keepOnly(Set.of(), before);
    assertThat(loaders.held()).hasSize(1);
  }

  @Test
  void foldersAddedToTheClassPathAreFound(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("data.txt"), "found");
    var cell = loaders.define(cells.cell("Cell 1", "W", "int x;"));
    assertThat(cell.getResource("data.txt")).isNull();
    loaders.addToClassPath(List.of(folder));
    assertThat(cell.getResource("data.txt")).isNotNull();
  }
}
