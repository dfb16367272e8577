package dev.elara.java.assist;

import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.namespace.Namespace;

/** What can stand in an import declaration. */
final class ImportItems {

  private static final String STATIC = "static ";
  private static final String MODULE = "module ";

  private final CellCompiler compiler;
  private final TypeIndex index;

  ImportItems(CellCompiler compiler, TypeIndex index) {
    this.compiler = compiler;
    this.index = index;
  }

  /**
   * What fits.
   *
   * @param path what stands between {@code import} and the name being typed
   * @param prefix what is typed of that
   */
  Items of(Namespace namespace, String path, String prefix) {
    if (path.startsWith(MODULE)) {
      return modules(path.substring(MODULE.length()), prefix);
    }
    var items = new Items(prefix);
    var isStatic = path.startsWith(STATIC);
    var dotted = isStatic ? path.substring(STATIC.length()) : path;
    if (dotted.isEmpty()) {
      index.partsAfter("").forEach(part -> items.add(0, part, "module", null));
      if (!isStatic) {
        items.add(1, "static", "keyword", null);
        items.add(1, "module", "keyword", null);
      }
      addTypes(items);
      return items;
    }
    var name = dotted.endsWith(".") ? dotted.substring(0, dotted.length() - 1) : dotted;
    return compiler.analyze(namespace, "", analysis -> members(analysis, name, isStatic, items));
  }

  /** A simple name is as good a way to a type as its package, if one knows the name only. */
  private void addTypes(Items items) {
    if (items.prefix().isEmpty() || !Character.isUpperCase(items.prefix().charAt(0))) {
      return;
    }
    for (var name : index.startingWith(items.prefix())) {
      items.add(2, name.substring(name.lastIndexOf('.') + 1), name, "class", null);
    }
  }

  private Items members(Analysis analysis, String name, boolean isStatic, Items items) {
    var type =
        index.knows(name) ? ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name) : null;
    if (type == null) {
      new PackageItems(index, analysis.task()).addTo(items, name);
      return items;
    }
    var around = Surroundings.of(analysis, null);
    var members = new Members(analysis.task(), Expected.ANYTHING);
    members.addNames(items, type, around, isStatic);
    return items;
  }

  private Items modules(String dotted, String prefix) {
    var items = new Items(prefix);
    for (var module : index.modules()) {
      if (module.startsWith(dotted)) {
        var next = module.substring(dotted.length());
        items.add(0, next, next, "module", null);
      }
    }
    return items;
  }
}
