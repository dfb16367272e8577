package dev.elara.java.assist;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/** What kind of thing is being typed. */
enum Slot {
  /** A statement or a value. */
  VALUE,
  /** A type's name, where nothing else may stand. */
  TYPE,
  /** A type to extend. */
  SUPERCLASS,
  /** A type to implement. */
  INTERFACE,
  /** Something to throw or catch. */
  THROWABLE,
  /** A class to make an object of. */
  NEW,
  /** An annotation's name. */
  ANNOTATION,
  /** An annotation's element, or its value. */
  ANNOTATION_ARGUMENT,
  /** What a class declares. */
  MEMBER,
  /** What follows {@code case}. */
  LABEL,
  /** A component of a record pattern. */
  COMPONENT,
  /** A new name: of a variable, a parameter, a method, a type. */
  NAME;

  boolean isType() {
    return switch (this) {
      case TYPE, SUPERCLASS, INTERFACE, THROWABLE, NEW, ANNOTATION -> true;
      case VALUE, ANNOTATION_ARGUMENT, MEMBER, LABEL, COMPONENT, NAME -> false;
    };
  }

  /** What stands at {@code place}, which is {@code at} in the trees if the parser found it. */
  static Slot of(Cursor place, @Nullable TreePath at) {
    var before = place.previous(1);
    return switch (before) {
      case "@" -> ANNOTATION;
      case "new" -> NEW;
      case "instanceof", "permits" -> TYPE;
      case "throws" -> THROWABLE;
      case "implements" -> INTERFACE;
      case "extends" -> ofExtends(place);
      case "case" -> LABEL;
      default -> ofList(place, at);
    };
  }

  private static Slot ofExtends(Cursor place) {
    if (place.inTypeArguments()) {
      return TYPE;
    }
    return switch (place.previous(3)) {
      case "class" -> SUPERCLASS;
      case "interface" -> INTERFACE;
      default -> place.declares("class") ? SUPERCLASS : TYPE;
    };
  }

  /** In a list the word that starts it tells. */
  private static Slot ofList(Cursor place, @Nullable TreePath at) {
    if (place.previous(1).equals(",")) {
      switch (place.listKeyword()) {
        case "implements" -> {
          return INTERFACE;
        }
        case "extends", "permits" -> {
          return TYPE;
        }
        case "throws" -> {
          return THROWABLE;
        }
        case "case" -> {
          return LABEL;
        }
        default -> {
          // some other list
        }
      }
    }
    if (place.inTypeHeader()) {
      return NAME;
    }
    if (place.inClassBody() && place.startsMember()) {
      return MEMBER;
    }
    if (!place.typeBefore().isEmpty() || place.previous(1).equals("void")) {
      return NAME;
    }
    var opener = place.beforeParenthesis();
    if (opener.equals("catch")) {
      return THROWABLE;
    }
    if (place.inPattern()) {
      return COMPONENT;
    }
    return place.inTypeArguments() ? TYPE : ofTree(at);
  }

  private static Slot ofTree(@Nullable TreePath at) {
    if (at == null || at.getParentPath() == null) {
      return VALUE;
    }
    var leaf = at.getLeaf();
    return switch (at.getParentPath().getLeaf()) {
      case VariableTree variable when leaf.equals(variable.getType()) -> TYPE;
      case MethodTree method when leaf.equals(method.getReturnType()) -> TYPE;
      case TypeParameterTree _, ParameterizedTypeTree _, ArrayTypeTree _ -> TYPE;
      case AnnotationTree _ -> ANNOTATION_ARGUMENT;
      case AssignmentTree _, NewArrayTree _ when inAnnotation(at) -> ANNOTATION_ARGUMENT;
      default -> VALUE;
    };
  }

  private static boolean inAnnotation(TreePath at) {
    for (var path = at.getParentPath(); path != null; path = path.getParentPath()) {
      switch (path.getLeaf()) {
        case AnnotationTree _ -> {
          return true;
        }
        case AssignmentTree _, NewArrayTree _ -> {
          // part of one, perhaps
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }
}
