package dev.elara.java.assist;

import com.sun.source.util.JavacTask;

/** What a package holds: the next parts of longer names, and its public types. */
final class PackageItems {

  private final TypeIndex index;
  private final JavacTask task;

  PackageItems(TypeIndex index, JavacTask task) {
    this.index = index;
    this.task = task;
  }

  void addTo(Items items, String name) {
    for (var part : index.partsAfter(name)) {
      items.add(0, part, part, "module", null);
    }
    for (var simple : index.typesOf(name)) {
      if (items.fits(simple)) {
        var qualified = name + "." + simple;
        var type = ClassNamed.publicIn(task, index.moduleOf(qualified), qualified);
        if (type != null) {
          items.add(1, simple, Members.kind(type), qualified);
        }
      }
    }
  }
}
