package dev.elara.java.cell;

import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Classes that cells see before those of the class path that javac reads itself. Immutable and
 * thread-safe.
 */
interface Library {

  /** How many of the class path's first entries it stands for. */
  int entries();

  /** The class files of a package, in a list of its own. */
  List<JavaFileObject> in(String packageName);

  /** The binary name of one of its class files; null if {@code file} is none of them. */
  @Nullable String binaryName(JavaFileObject file);

  /**
   * One that has nothing. In a browser there is no other, and nothing of what reads jars may be
   * reached there.
   */
  final class None implements Library {

    @Override
    public int entries() {
      return 0;
    }

    @Override
    public List<JavaFileObject> in(String packageName) {
      return new ArrayList<>();
    }

    @Override
    public @Nullable String binaryName(JavaFileObject file) {
      return null;
    }
  }
}
