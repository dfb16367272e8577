package dev.elara.java.assist;

import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
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
  private final Trees trees;
  private final Signatures signatures;

  Members(JavacTask task) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.signatures = new Signatures(task.getTypes());
  }

  /**
   * Adds the members of {@code type} to {@code items}.
   *
   * @param ofType whether the dot follows a type's name, so that only static members fit
   * @param calls whether a method is written with its parentheses
   */
  void addTo(Items items, TypeMirror type, boolean ofType, @Nullable Scope scope, boolean calls) {
    if (type.getKind() == TypeKind.ARRAY && !ofType) {
      items.add(OWN, "length", "property", "int");
      items.add(OWN, "clone", calls ? "clone()" : "clone", "method", Signatures.type(type));
    }
    for (var site : sites(type)) {
      addMembers(items, site, ofType, scope, calls);
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
      case DeclaredType declared when declared.getKind() == TypeKind.DECLARED -> List.of(declared);
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
    return (DeclaredType) task.getElements().getTypeElement("java.lang.Object").asType();
  }

  private void addMembers(
      Items items, DeclaredType site, boolean ofType, @Nullable Scope scope, boolean calls) {
    for (var member : task.getElements().getAllMembers((TypeElement) site.asElement())) {
      if (fits(member, ofType)
          && items.fits(member.getSimpleName().toString())
          && (scope == null || trees.isAccessible(scope, member, site))) {
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
    var text = calls && member.getKind() == ElementKind.METHOD ? call(member, name) : name;
    items.add(rank(member, site), name, text, kind(member), signatures.hint(member, site));
  }

  private static String call(Element method, String name) {
    var parameters = ((javax.lang.model.element.ExecutableElement) method).getParameters();
    return name + (parameters.isEmpty() ? "()" : "(");
  }

  private static int rank(Element member, DeclaredType site) {
    var owner = member.getEnclosingElement();
    if (site.asElement().equals(owner)) {
      return OWN;
    }
    return isOwnedBy(member, "java.lang.Object") ? OBJECT : INHERITED;
  }

  /** Whether {@code member} is declared in the class with this qualified name. */
  static boolean isOwnedBy(Element member, String className) {
    var owner = member.getEnclosingElement();
    return owner != null && owner.toString().equals(className);
  }

  /** An element's kind as JupyterLab names and draws it. */
  static String kind(Element element) {
    return switch (element.getKind()) {
      case METHOD -> "method";
      case CONSTRUCTOR, CLASS, RECORD -> "class";
      case INTERFACE, ANNOTATION_TYPE -> "interface";
      case ENUM -> "enum";
      case FIELD -> "property";
      case ENUM_CONSTANT -> "constant";
      case PACKAGE, MODULE -> "module";
      case TYPE_PARAMETER -> "type";
      default -> "variable";
    };
  }
}
