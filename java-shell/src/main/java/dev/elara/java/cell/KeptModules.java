package dev.elara.java.cell;

import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.comp.Modules;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.List;

/**
 * The modules that cells can read: no cell changes them, so they are set up once and not for every
 * cell again, which takes an eighth of a small cell's time.
 */
final class KeptModules extends Modules {

  private final Symtab symbols;
  private boolean ready;

  private KeptModules(Context context) {
    super(context);
    symbols = Symtab.instance(context);
  }

  /** Makes a javac that has no modules yet use them. */
  static void in(Context context) {
    var _ = new KeptModules(context);
  }

  @Override
  public void initModules(List<JCCompilationUnit> units) {
    if (ready) {
      for (JCCompilationUnit unit : units) {
        unit.modle = symbols.unnamedModule;
      }
    } else {
      super.initModules(units);
      ready = true;
    }
  }

  @Override
  public void newRound() {
    // They stay.
  }
}
