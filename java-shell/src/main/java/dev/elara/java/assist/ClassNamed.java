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

  /** javac's own types. */
  static Symtab symbols(JavacTask task) {
    return Symtab.instance(((BasicJavacTask) task).getContext());
  }

  /** The class, or null if it is not there. */
  static @Nullable TypeElement in(JavacTask task, String module, String binaryName) {
    var context = ((BasicJavacTask) task).getContext();
    var names = Names.instance(context);
    var symbols = Symtab.instance(context);
    var owner =
        module.isEmpty() ? symbols.unnamedModule : symbols.getModule(names.fromString(module));
    if (owner == null) {
      return null;
    }
    try {
      return ClassFinder.instance(context).loadClass(owner, names.fromString(binaryName));
    } catch (CompletionFailure e) {
      return null;
    }
  }

  /** The class in a module, in none if that is empty; null if it is not there or not public. */
  static @Nullable TypeElement publicIn(JavacTask task, String module, String className) {
    var found = in(task, module, className);
    return found != null && found.getModifiers().contains(Modifier.PUBLIC) ? found : null;
  }
}
