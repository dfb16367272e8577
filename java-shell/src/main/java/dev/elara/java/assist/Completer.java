package dev.elara.java.assist;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.namespace.Namespace;
import dev.elara.shell.Completions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds what could stand at the cursor.
 *
 * <p>The cell is cut at the cursor, a marker takes the place of the name being typed, everything
 * open is closed, and javac attributes that; the type in front of the marker, or the scope around
 * it, tells what fits. If javac cannot bear the cell, it gets less of it. Blocks while a cell is
 * compiled; thread-safe.
 */
final class Completer {

  /** The name that stands for what is being typed. */
  static final String MARKER = "elaraCompletesHere";

  private final CellCompiler compiler;
  private final TypeIndex index;

  Completer(CellCompiler compiler, TypeIndex index) {
    this.compiler = compiler;
    this.index = index;
  }

  Completions complete(Namespace namespace, String code, int cursor) {
    var place = Cursor.at(code, cursor);
    if (place.silent()) {
      return Completions.none(cursor);
    }
    var imported = place.importPath();
    if (imported != null) {
      var items = new ImportItems(compiler, index).of(namespace, imported, place.prefix());
      return new Completions(items.sorted(), place.start(), place.end());
    }
    var found = items(namespace, place);
    return found.isEmpty() && place.afterDot()
        ? ofTypeNotImported(namespace, place)
        : NewImports.of(place, found);
  }

  /** Static members of a type that is not imported, which then comes with its import. */
  private Completions ofTypeNotImported(Namespace namespace, Cursor place) {
    var type = place.previous(2);
    var known =
        type.isEmpty() || place.previous(3).equals(".") || isDefined(namespace, type)
            ? List.<String>of()
            : index.named(type);
    if (known.isEmpty()) {
      return new Completions(List.of(), place.start(), place.end());
    }
    var name = known.getFirst();
    var items = new Items(place.prefix());
    compiler.analyze(
        namespace,
        "",
        analysis -> {
          var element = ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name);
          if (element != null) {
            new Members(analysis.task(), Expected.ANYTHING)
                .addTo(items, element.asType(), true, Surroundings.of(analysis, null), true);
          }
          return items;
        });
    var whole = place.fromQualifier();
    var importable = new Items(whole.prefix());
    for (var item : items.sorted()) {
      var kind = Objects.requireNonNullElse(item.kind(), "property");
      importable.addImportable(0, type, name, "." + item.text(), kind);
    }
    return NewImports.of(whole, importable);
  }

  private static boolean isDefined(Namespace namespace, String name) {
    return namespace.names().stream().anyMatch(definition -> definition.name().equals(name));
  }

  private Items items(Namespace namespace, Cursor place) {
    for (var source : List.of(place, place.alone(), place.expression())) {
      try {
        var items =
            compiler.analyze(
                namespace,
                source.closedWith(MARKER),
                analysis -> items(namespace, analysis, place, source));
        if (items.isPresent()) {
          return items.get();
        }
      } catch (AssertionError | RuntimeException | StackOverflowError e) {
        // javac asserts what does not hold for all broken code; with less code it may hold
      }
    }
    return new Items(place.prefix());
  }

  /**
   * What fits at {@code place}, which is where {@code source}, the part of the cell that javac has
   * seen, has its cursor; empty if the parser has lost it, so that less code may help.
   */
  private Optional<Items> items(
      Namespace namespace, Analysis analysis, Cursor place, Cursor source) {
    var at = TreePaths.named(analysis, MARKER);
    var items = new Items(place.prefix());
    if (place.jumps()) {
      var loopsOnly = place.previous(1).equals("continue");
      JumpItems.addTo(items, TreePaths.at(analysis, source.start()), loopsOnly);
    } else if (place.afterDot()) {
      if (at == null || !addMembers(analysis, at, place, items)) {
        return Optional.empty();
      }
    } else if (at == null && Slot.of(place, null) == Slot.VALUE) {
      return Optional.empty();
    } else {
      var around = at != null ? at : TreePaths.at(analysis, source.start());
      addSimple(namespace, analysis, at, Surroundings.of(analysis, around), place, items);
    }
    return Optional.of(items);
  }

  private void addSimple(
      Namespace namespace,
      Analysis analysis,
      @Nullable TreePath at,
      Surroundings around,
      Cursor place,
      Items items) {
    var reach = new Reach(index, namespace, analysis);
    var slot = Slot.of(place, at);
    switch (slot) {
      case NAME -> addNames(analysis, around, place, items);
      case TYPE, SUPERCLASS, INTERFACE, THROWABLE, NEW, ANNOTATION ->
          addTypes(reach, analysis, at, around, place, slot, items);
      case LABEL -> {
        if (at == null || !new LabelItems(analysis, reach).addLabels(items, at)) {
          addValues(namespace, reach, analysis, at, around, place, slot, items);
        }
      }
      case COMPONENT -> {
        if (at != null) {
          new LabelItems(analysis, reach).addComponents(items, at, place);
        }
        addTypes(reach, analysis, at, around, place, Slot.TYPE, items);
        items.add(6, "var", "keyword", null);
      }
      case MEMBER -> addMember(reach, analysis, around, place, items);
      case ANNOTATION_ARGUMENT -> {
        if (at != null) {
          new AnnotationItems(analysis).addElements(items, at, place.previous(1).equals("="));
        }
        addValues(namespace, reach, analysis, at, around, place, slot, items);
      }
      case VALUE -> addValues(namespace, reach, analysis, at, around, place, slot, items);
    }
  }

  // --- behind a dot -----------------------------------------------------------------------------

  /** Returns whether it is known what stands before the dot. */
  private boolean addMembers(Analysis analysis, TreePath at, Cursor place, Items items) {
    var trees = Trees.instance(analysis.task());
    var qualifier =
        switch (at.getLeaf()) {
          case MemberSelectTree select -> select.getExpression();
          case MemberReferenceTree reference -> reference.getQualifierExpression();
          default -> null;
        };
    if (qualifier == null) {
      return false;
    }
    var path = new TreePath(at, qualifier);
    var element = trees.getElement(path);
    var packages = new PackageItems(index, analysis.task());
    if (element instanceof PackageElement) {
      packages.addTo(items, element.toString());
      return !items.isEmpty();
    }
    var type = trees.getTypeMirror(path);
    if (type == null || type.getKind() == TypeKind.ERROR) {
      packages.addTo(items, qualifier.toString());
      return !items.isEmpty();
    }
    var ofType = element instanceof TypeElement || isType(qualifier);
    var reference = at.getLeaf() instanceof MemberReferenceTree;
    var expected = reference ? Expected.ANYTHING : Expected.at(analysis, at);
    var members = new Members(analysis.task(), expected);
    var around = Surroundings.of(analysis, at);
    var calls = !reference && !place.beforeParenthesisOpen();
    members.addTo(items, type, ofType, around, calls);
    if (reference && (ofType || type.getKind() == TypeKind.ARRAY)) {
      members.addTo(items, type, false, around, false);
      items.add(0, "new", "keyword", null);
    } else if (ofType && around.classes().contains(element)) {
      items.add(0, "this", "keyword", null);
    }
    return true;
  }

  private static boolean isType(Tree qualifier) {
    return qualifier instanceof PrimitiveTypeTree || qualifier instanceof ArrayTypeTree;
  }

  // --- a simple name ----------------------------------------------------------------------------

  private void addValues(
      Namespace namespace,
      Reach reach,
      Analysis analysis,
      @Nullable TreePath at,
      Surroundings around,
      Cursor place,
      Slot slot,
      Items items) {
    var expected =
        slot == Slot.ANNOTATION_ARGUMENT && at != null
            ? Expected.of(analysis, new AnnotationItems(analysis).expected(at))
            : Expected.at(analysis, at);
    var calls = !place.beforeParenthesisOpen();
    var names = new ScopeNames(analysis, expected, calls, place.declared());
    names.addConstants(items, reach);
    if (slot != Slot.ANNOTATION_ARGUMENT) {
      names.addTo(items, around, false);
      names.addSession(items);
      names.addStatic(items, namespace, index);
    }
    Keywords.addTo(items, place, expected.fitsBoolean());
    new TypeItems(index, reach, analysis, slot, expected, false).addTo(items);
    addRootPackages(items, place);
  }

  private void addTypes(
      Reach reach,
      Analysis analysis,
      @Nullable TreePath at,
      Surroundings around,
      Cursor place,
      Slot slot,
      Items items) {
    if (at != null && place.previous(1).equals("instanceof")) {
      new LabelItems(analysis, reach).addSubtypes(items, at);
    }
    var expected = slot == Slot.NEW && at != null ? Expected.at(analysis, at) : Expected.ANYTHING;
    if (slot == Slot.TYPE) {
      new ScopeNames(analysis, expected, false, "").addTo(items, around, true);
      Keywords.addPrimitive(items);
    } else if (slot != Slot.ANNOTATION) {
      new ScopeNames(analysis, expected, false, "").addTo(items, around, true);
    } else {
      items.add(6, "interface", "keyword", null);
    }
    if (slot == Slot.NEW) {
      Keywords.addPrimitive(items);
    }
    var calls = !place.beforeParenthesisOpen() && !place.beforeAngle();
    new TypeItems(index, reach, analysis, slot, expected, calls).addTo(items);
    addRootPackages(items, place);
  }

  /** In a class's body: modifiers, types, and what may be overridden. */
  private void addMember(
      Reach reach, Analysis analysis, Surroundings around, Cursor place, Items items) {
    if (!around.classes().isEmpty()) {
      new OverrideItems(analysis.task())
          .addTo(items, around.classes().getFirst(), place.modifiers(), false);
    }
    Keywords.addMember(items);
    new ScopeNames(analysis, Expected.ANYTHING, false, "").addTo(items, around, true);
    new TypeItems(index, reach, analysis, Slot.MEMBER, Expected.ANYTHING, false).addTo(items);
    addRootPackages(items, place);
  }

  /** A name is made up by its author; but what overrides something has one, and some are usual. */
  private static void addNames(Analysis analysis, Surroundings around, Cursor place, Items items) {
    Keywords.addBehindName(items, place);
    if (place.inTypeHeader()) {
      return;
    }
    var classes = around.classes();
    if (place.inClassBody() && !classes.isEmpty()) {
      new OverrideItems(analysis.task()).addTo(items, classes.getFirst(), place.modifiers(), true);
    }
    var type = place.typeBefore();
    UsualNames.of(type).forEach(name -> items.add(1, name, "variable", type));
  }

  private void addRootPackages(Items items, Cursor place) {
    if (place.prefix().length() > 1) {
      index.partsAfter("").forEach(part -> items.add(TypeItems.NOT_IMPORTED, part, "module", null));
    }
  }
}
