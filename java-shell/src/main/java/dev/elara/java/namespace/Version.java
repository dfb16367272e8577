package dev.elara.java.namespace;

import java.util.Set;

/**
 * One version of a definition, with what the compiler must know to replace it and what uses it.
 * Immutable; two versions are the same only if they are the same object.
 */
public final class Version {

  private final Layer layer;
  private final Definition definition;
  private final String key;
  private final String member;
  private final int snippet;
  private final Set<String> uses;
  private final String bindings;
  private final boolean usable;
  private final long order;

  /**
   * Makes a version.
   *
   * @param layer the namespace it belongs to
   * @param definition what users may know
   * @param key what a later definition must have too to replace it: the name, for a method its
   *     parameter types also
   * @param member which member of its owner it is
   * @param snippet which snippet of its cell it is
   * @param uses the ids of the definitions it refers to
   * @param bindings what the names it uses meant when it was compiled
   * @param usable whether there is a class file
   */
  public Version(
      Layer layer,
      Definition definition,
      String key,
      String member,
      int snippet,
      Set<String> uses,
      String bindings,
      boolean usable) {
    this.layer = layer;
    this.definition = definition;
    this.key = key;
    this.member = member;
    this.snippet = snippet;
    this.uses = Set.copyOf(uses);
    this.bindings = bindings;
    this.usable = usable;
    this.order = layer.nextOrder();
  }

  /** The namespace it belongs to. */
  public Layer layer() {
    return layer;
  }

  /** What users may know of it. */
  public Definition definition() {
    return definition;
  }

  /** A definition with an equal key replaces this one. */
  public String key() {
    return key;
  }

  /** Whether it is what its name stands for in its layer. */
  boolean isCurrent() {
    return layer.has(this);
  }

  /** Its index among the snippets of its cell. */
  public int snippet() {
    return snippet;
  }

  /** The ids of the definitions it refers to. */
  public Set<String> uses() {
    return uses;
  }

  /** What the names it uses meant when it was compiled. */
  public String bindings() {
    return bindings;
  }

  /** Whether there is a class file; if not, something missing is needed first. */
  public boolean usable() {
    return usable;
  }

  /** Where it stands in the order of definition. */
  public long order() {
    return order;
  }

  /** What others refer to it by: stays the same while nothing has to be compiled again. */
  public String id() {
    return definition.owner() + "#" + member;
  }
}
