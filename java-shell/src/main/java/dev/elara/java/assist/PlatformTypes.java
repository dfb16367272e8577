package dev.elara.java.assist;

import java.util.function.BiConsumer;

/** The types that the platform cells run on offers to import. */
@FunctionalInterface
public interface PlatformTypes {

  /**
   * Hands over every public package's top-level types: the module, then the qualified name. Blocks
   * to read them.
   */
  void read(BiConsumer<String, String> found);

  /** Those of the JDK this runs on. */
  static PlatformTypes ofRunningJdk() {
    return JdkTypes::read;
  }
}
