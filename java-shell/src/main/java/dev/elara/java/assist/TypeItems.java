package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import dev.elara.java.cell.Analysis;
import dev.elara.java.namespace.Definition;
import java.util.LinkedHashSet;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Types by name: of the session, imported, and not imported yet. */
final class TypeItems {

  /** The text of an item that is not imported yet: its qualified name. */
  static final int NOT_IMPORTED = 9;

  private static final int SESSION = 1;
  private static final int TYPE = 3;
  private static final int BEHIND_VALUES = 4;
  private static final int NO_OBJECTS = 3;
  private static final int WANTED = -10;
  private static final int MOST_NOT_IMPORTED = 40;

  /** Of types alike in rank those that most programs use come first. */
  private static final List<String> COMMON =
      List.of(
          "ArrayList",
          "Arrays",
          "Collectors",
          "Exception",
          "Files",
          "HashMap",
          "Integer",
          "List",
          "Map",
          "Math",
          "Optional",
          "Path",
          "Random",
          "RuntimeException",
          "Set",
          "Stream",
          "String",
          "StringBuilder",
          "System",
          "Thread");

  private final TypeIndex index;
  private final Analysis analysis;
  private final JavacTask task;
  private final Slot slot;
  private final Expected expected;
  private final boolean calls;
  private final Reach reach;

  /**
   * Types for a slot.
   *
   * @param calls whether a constructor is written with its parenthesis
   */
  TypeItems(
      TypeIndex index,
      Reach reach,
      Analysis analysis,
      Slot slot,
      Expected expected,
      boolean calls) {
    this.index = index;
    this.reach = reach;
    this.analysis = analysis;
    this.task = analysis.task();
    this.slot = slot;
    this.expected = expected;
    this.calls = calls;
  }

  /** Adds those that fit what is typed; if nothing is, only those a value is expected of. */
  void addTo(Items items) {
    addSession(items);
    for (var entry : reach.named().entrySet()) {
      if (items.fits(entry.getKey())) {
        add(items, entry.getKey(), entry.getKey(), entry.getValue(), TYPE);
      }
    }
    if (items.prefix().isEmpty()) {
      addExpected(items);
      return;
    }
    int others = 0;
    for (var name : index.startingWith(items.prefix())) {
      int dot = name.lastIndexOf('.');
      var simple = name.substring(dot + 1);
      if (reach.imports(name.substring(0, dot))) {
        add(items, simple, simple, name, TYPE);
      } else if (others < MOST_NOT_IMPORTED && !name.equals(reach.named().get(simple))) {
        others += add(items, simple, name, name, NOT_IMPORTED) ? 1 : 0;
      }
    }
  }

  private void addExpected(Items items) {
    if (slot == Slot.THROWABLE || slot == Slot.ANNOTATION) {
      addPackage(items, "java.lang");
      addPackage(items, "java.io");
      return;
    }
    if (slot != Slot.NEW || expected.isAnything()) {
      return;
    }
    var from = new LinkedHashSet<>(List.of("java.lang", "java.util"));
    for (var type : expected.types()) {
      if (task.getTypes().asElement(type) instanceof TypeElement element) {
        from.add(packageOf(element));
      }
    }
    from.forEach(name -> addPackage(items, name));
  }

  private void addPackage(Items items, String packageName) {
    var imported = reach.imports(packageName);
    for (var simple : index.typesOf(packageName)) {
      var name = packageName + "." + simple;
      add(items, simple, imported ? simple : name, name, imported ? TYPE : NOT_IMPORTED);
    }
  }

  private void addSession(Items items) {
    for (var definition : analysis.names()) {
      switch (definition.kind()) {
        case CLASS, RECORD, INTERFACE, ENUM, ANNOTATION -> {
          if (items.fits(definition.name())) {
            addSession(items, definition);
          }
        }
        case VARIABLE, METHOD -> {
          // not a type
        }
      }
    }
  }

  private void addSession(Items items, Definition definition) {
    var binaryName = definition.owner() + "$" + definition.name();
    var type = ClassNamed.in(task, "", binaryName);
    var head = Signatures.head(definition);
    if (type == null) {
      items.add(SESSION, definition.name(), kind(definition), head);
    } else if (fits(type)) {
      int rank = SESSION + rank(type);
      if (rank <= WANTED
          || !items.prefix().isEmpty()
          || slot != Slot.NEW
          || expected.isAnything()) {
        addNamed(items, rank, definition.name(), definition.name(), type, head);
      }
    }
  }

  private static String kind(Definition definition) {
    return switch (definition.kind()) {
      case ENUM -> "enum";
      case INTERFACE, ANNOTATION -> "interface";
      case CLASS, RECORD, VARIABLE, METHOD -> "class";
    };
  }

  private boolean add(Items items, String simple, String text, String name, int base) {
    var type = ClassNamed.publicIn(task, index.moduleOf(name), name);
    if (type == null || !fits(type)) {
      return false;
    }
    int rank = base + rank(type);
    if (rank > WANTED && items.prefix().isEmpty() && slot == Slot.NEW) {
      return false;
    }
    addNamed(items, rank, simple, text, type, name);
    return true;
  }

  private void addNamed(
      Items items, int rank, String simple, String text, TypeElement type, @Nullable String hint) {
    var end = slot == Slot.NEW && calls && !isAbstract(type) ? creation(type) : "";
    if (text.equals(simple)) {
      items.add(rank, simple, text + end, Members.kind(type), hint);
    } else {
      items.addImportable(rank, simple, text, end, Members.kind(type));
    }
  }

  /** What follows the name of a class of which an object is made. */
  private static String creation(TypeElement type) {
    var generic = type.getTypeParameters().isEmpty() ? "" : "<>";
    var takesSome =
        type.getEnclosedElements().stream()
            .anyMatch(member ->
                member instanceof ExecutableElement constructor
                    && constructor.getKind() == ElementKind.CONSTRUCTOR
                    && !constructor.getModifiers().contains(Modifier.PRIVATE)
                    && !constructor.getParameters().isEmpty());
    return generic + (takesSome ? "(" : "()");
  }

  private static boolean isAbstract(TypeElement type) {
    return type.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** Whether a type can stand in the slot. */
  private boolean fits(TypeElement type) {
    var isFinal = type.getModifiers().contains(Modifier.FINAL);
    return switch (slot) {
      case ANNOTATION -> type.getKind() == ElementKind.ANNOTATION_TYPE;
      case INTERFACE -> type.getKind() == ElementKind.INTERFACE;
      case SUPERCLASS -> type.getKind() == ElementKind.CLASS && !isFinal;
      case THROWABLE -> isThrowable(type);
      case NEW ->
          type.getKind() != ElementKind.ENUM && type.getKind() != ElementKind.ANNOTATION_TYPE;
      case TYPE, VALUE, ANNOTATION_ARGUMENT, MEMBER, LABEL, COMPONENT, NAME -> true;
    };
  }

  private boolean isThrowable(TypeElement type) {
    var throwable = ClassNamed.symbols(task).throwableType;
    return task.getTypes().isSubtype(task.getTypes().erasure(type.asType()), throwable);
  }

  private int rank(TypeElement type) {
    int wanted = slot == Slot.NEW || slot == Slot.TYPE ? expected.rank(type.asType()) : 0;
    int likely =
        COMMON.contains(type.getSimpleName().toString()) ? isOfLanguage(type) ? -2 : -1 : 0;
    int isLess = slot == Slot.NEW && isAbstract(type) ? NO_OBJECTS : 0;
    int isError =
        slot == Slot.THROWABLE && type.getSimpleName().toString().endsWith("Error") ? 1 : 0;
    return wanted + likely + isLess + isError + (slot.isType() ? 0 : BEHIND_VALUES);
  }

  private static boolean isOfLanguage(TypeElement type) {
    return packageOf(type).equals("java.lang");
  }

  private static String packageOf(Element element) {
    var top = element;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    return String.valueOf(top.getEnclosingElement());
  }
}
