package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol.CompletionFailure;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Names;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds a class by name in a task that has long been attributed, where {@code Elements} would start
 * the compiler anew.
 */
final class ClassNamed {

  private ClassNamed() {}

  /** The class, or null if it is not there or not public. */
  static @Nullable TypeElement publicIn(JavacTask task, String module, String className) {
    var context = ((BasicJavacTask) task).getContext();
    var names = Names.instance(context);
    var owner = Symtab.instance(context).getModule(names.fromString(module));
    if (owner == null) {
      return null;
    }
    try {
      var found = ClassFinder.instance(context).loadClass(owner, names.fromString(className));
      return found.getModifiers().contains(Modifier.PUBLIC) ? found : null;
    } catch (CompletionFailure e) {
      return null;
    }
  }
}
