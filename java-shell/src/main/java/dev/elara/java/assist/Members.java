package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** What can follow a dot: the members of a type that the code at the cursor may use. */
final class Members {

  private static final int OWN = 0;
  private static final int INHERITED = 1;
  private static final int OBJECT = 2;

  private final JavacTask task;
  private final Signatures signatures;
  private final Expected expected;

  /** Members, those that are of an expected type first. */
  Members(JavacTask task, Expected expected) {
    this.task = task;
    this.expected = expected;
    this.signatures = new Signatures(task.getTypes());
  }

  /**
   * Adds the members of {@code type} to {@code items}.
   *
   * @param ofType whether the dot follows a type's name, so that only static members fit
   * @param calls whether a method is written with its parentheses
   */
  void addTo(Items items, TypeMirror type, boolean ofType, Surroundings around, boolean calls) {
    if (type.getKind() == TypeKind.ARRAY && !ofType) {
      int rank = expected.rank(ClassNamed.symbols(task).intType);
      items.add(OWN + rank, "length", "property", "int");
      items.add(OWN, calls ? "clone()" : "clone", "method", "() " + Signatures.type(type));
    }
    for (var site : sites(type)) {
      addMembers(items, site, ofType, around, calls);
    }
    if (ofType) {
      items.add(OWN, "class", "keyword", null);
    }
  }

  /** The members of {@code type} with a name, for questions about one of them. */
  List<? extends Element> all(TypeMirror type) {
    return sites(type).stream()
        .flatMap(site -> task.getElements().getAllMembers((TypeElement) site.asElement()).stream())
        .toList();
  }

  /** The declared types whose members a value of {@code type} has. */
  private List<DeclaredType> sites(TypeMirror type) {
    return switch (type) {
      case DeclaredType declared
          when declared.getKind() == TypeKind.DECLARED || declared.getKind() == TypeKind.UNION ->
          List.of(declared);
      case TypeVariable variable -> sites(variable.getUpperBound());
      case WildcardType wildcard ->
          wildcard.getExtendsBound() == null
              ? List.of(object())
              : sites(wildcard.getExtendsBound());
      case IntersectionType all ->
          all.getBounds().stream().flatMap(b -> sites(b).stream()).toList();
      default -> type.getKind() == TypeKind.ARRAY ? List.of(object()) : List.of();
    };
  }

  private DeclaredType object() {
    var object = ClassNamed.publicIn(task, "java.base", "java.lang.Object");
    return (DeclaredType) Objects.requireNonNull(object, "java.lang.Object").asType();
  }

  private void addMembers(
      Items items, DeclaredType site, boolean ofType, Surroundings around, boolean calls) {
    for (var member : task.getElements().getAllMembers((TypeElement) site.asElement())) {
      if (fits(member, ofType)
          && items.fits(member.getSimpleName().toString())
          && isAccessible(member, around)) {
        add(items, member, site, calls);
      }
    }
  }

  private static boolean fits(Element member, boolean ofType) {
    if (member.getSimpleName().toString().indexOf('$') >= 0) {
      return false;
    }
    var isStatic = member.getModifiers().contains(Modifier.STATIC);
    return switch (member.getKind()) {
      case METHOD, FIELD -> isStatic == ofType || (isStatic && ofType);
      case ENUM_CONSTANT -> ofType;
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> ofType;
      default -> false;
    };
  }

  private void add(Items items, Element member, DeclaredType site, boolean calls) {
    var name = member.getSimpleName().toString();
    var hint = signatures.hint(member, site);
    int rank = rank(member, site) + expected.rank(signatures.valueType(member, site));
    if (calls && member instanceof ExecutableElement method) {
      items.addCall(rank, name, !method.getParameters().isEmpty(), "method", hint);
    } else {
      items.add(rank, name, kind(member), hint);
    }
  }

  /**
   * Adds the names an import can take from {@code type}: its member types, or with {@code isStatic}
   * all that is static.
   */
  void addNames(Items items, TypeElement type, Surroundings around, boolean isStatic) {
    for (var member : task.getElements().getAllMembers(type)) {
      var fits = isStatic ? fits(member, true) : member instanceof TypeElement;
      if (fits && isAccessible(member, around)) {
        items.add(OWN, member.getSimpleName().toString(), kind(member), null);
      }
    }
  }

  private static int rank(Element member, DeclaredType site) {
    if (isOwnedBy(member, "java.lang.Object")
        || (member instanceof ExecutableElement method && Functions.isOfObject(method))) {
      return OBJECT;
    }
    return site.asElement().equals(member.getEnclosingElement()) ? OWN : INHERITED;
  }

  /** Whether {@code member} is declared in the class with this qualified name. */
  static boolean isOwnedBy(Element member, String className) {
    var owner = member.getEnclosingElement();
    return owner != null && owner.toString().equals(className);
  }

  /**
   * Whether a cell may use {@code member}: all generated classes are in one package, and none is in
   * one of anybody else's.
   */
  static boolean isAccessible(Element member, Surroundings around) {
    var modifiers = member.getModifiers();
    if (modifiers.contains(Modifier.PUBLIC)) {
      return true;
    }
    var owner = member.getEnclosingElement();
    if (modifiers.contains(Modifier.PRIVATE)) {
      return around.seesPrivatesOf(owner);
    }
    return isOfCells(owner)
        || (modifiers.contains(Modifier.PROTECTED) && !around.classes().isEmpty());
  }

  private static boolean isOfCells(@Nullable Element type) {
    for (var at = type; at != null; at = at.getEnclosingElement()) {
      if (Surroundings.isGenerated(at)) {
        return true;
      }
    }
    return false;
  }

  /** An element's kind as JupyterLab names and draws it. */
  static String kind(Element element) {
    var topLevel = Surroundings.isGenerated(element.getEnclosingElement());
    return switch (element.getKind()) {
      case METHOD -> topLevel ? "function" : "method";
      case CONSTRUCTOR, CLASS, RECORD -> "class";
      case INTERFACE, ANNOTATION_TYPE -> "interface";
      case ENUM -> "enum";
      case FIELD -> topLevel ? "variable" : "property";
      case ENUM_CONSTANT -> "constant";
      case PACKAGE, MODULE -> "module";
      case TYPE_PARAMETER -> "type";
      default -> "variable";
    };
  }
}
