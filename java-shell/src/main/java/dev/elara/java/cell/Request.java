package dev.elara.java.cell;

import dev.elara.java.namespace.Layer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What to try to compile: some snippets of a cell, and what earlier tries have taught.
 *
 * @param layer the namespace it is for
 * @param text the cell
 * @param from the first snippet
 * @param to the last one, exclusive
 * @param corrals what refers to something missing, by {@link Planned#identity()}
 * @param replaced variables whose type has changed though it looks the same
 * @param switchIsStatement whether a last switch that could be either is a statement
 */
record Request(
    Layer layer,
    CellText text,
    int from,
    int to,
    Map<Object, Corral> corrals,
    Set<String> replaced,
    boolean switchIsStatement) {

  Request {
    corrals = Map.copyOf(corrals);
    replaced = Set.copyOf(replaced);
  }

  static Request of(Layer layer, CellText text, int from, int to) {
    return new Request(layer, text, from, to, Map.of(), Set.of(), false);
  }

  /** The same with a fresh text: javac keeps what it has read of one. */
  Request again() {
    return new Request(
        layer,
        new CellText(text.cell(), text.source()),
        from,
        to,
        corrals,
        replaced,
        switchIsStatement);
  }

  Request until(int end) {
    return new Request(layer, text, from, end, corrals, replaced, switchIsStatement).again();
  }

  Request with(Map<Object, Corral> more) {
    var all = new HashMap<>(corrals);
    all.putAll(more);
    return new Request(layer, text, from, to, all, replaced, switchIsStatement).again();
  }

  Request replacing(String variable) {
    var all = new HashSet<>(replaced);
    all.add(variable);
    return new Request(layer, text, from, to, corrals, all, switchIsStatement).again();
  }

  Request switchingAsStatement() {
    return new Request(layer, text, from, to, corrals, replaced, true).again();
  }
}
