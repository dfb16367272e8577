package dev.elara.web.engine;

import java.util.Set;

/** What the engine runs itself, for the tools that find out what it lacks. Immutable. */
public final class KnownMethods {

  /** What {@link Linker} does itself. */
  private static final Set<String> LINKED =
      Set.of(
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps");

  private final Natives natives = new Natives();

  /** Whether the engine has something of its own in place of a method's code. */
  public boolean has(String owner, String name, String descriptor) {
    return LINKED.contains(owner) || natives.find(owner, name, descriptor) != null;
  }
}
