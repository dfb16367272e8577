package dev.elara.java.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.Map;

/**
 * Lets attributed trees use the place a variable has had before instead of the new one made for its
 * declaration: both have one type, so nothing else changes.
 */
final class Rebinding extends TreeScanner {

  private final Javac javac;
  private final Map<Symbol, Symbol> places;

  Rebinding(Javac javac, Map<Symbol, Symbol> places) {
    this.javac = javac;
    this.places = places;
  }

  @Override
  public void visitIdent(JCIdent tree) {
    tree.sym = places.getOrDefault(tree.sym, tree.sym);
  }

  @Override
  public void visitSelect(JCFieldAccess tree) {
    super.visitSelect(tree);
    var place = places.get(tree.sym);
    if (place != null) {
      tree.sym = place;
      tree.selected = javac.make.at(tree.pos).QualIdent(place.owner);
    }
  }
}
