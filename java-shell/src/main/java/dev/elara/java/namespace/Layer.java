package dev.elara.java.namespace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The namespace of the main shell, or of a subshell on top of it.
 *
 * <p>All layers of a session share one monitor, held for look-ups and changes only, never while
 * something is compiled. The compiler alone changes them.
 */
public final class Layer implements Namespace {

  /** What the layers of a session share. */
  private static final class Session {
    final List<String> defaults;
    final List<Layer> layers = new ArrayList<>();
    final Set<Version> waiting = new HashSet<>();
    long order;

    Session(List<String> defaults) {
      this.defaults = List.copyOf(defaults);
    }
  }

  private final Session session;
  private final @Nullable Layer parent;
  // Guarded by session.
  private final Map<String, Map<String, Version>> byName = new LinkedHashMap<>();
  private final Map<String, ImportLine> imports = new LinkedHashMap<>();

  private Layer(Session session, @Nullable Layer parent) {
    this.session = session;
    this.parent = parent;
    session.layers.add(this);
  }

  /** An empty main namespace with these imports. */
  public static Layer main(List<String> defaultImports) {
    return new Layer(new Session(defaultImports), null);
  }

  @Override
  public Layer layer(String id) {
    synchronized (session) {
      return new Layer(session, this);
    }
  }

  @Override
  public void close() {
    synchronized (session) {
      if (parent != null) {
        session.layers.remove(this);
      }
      byName.clear();
      imports.clear();
    }
  }

  long nextOrder() {
    synchronized (session) {
      return ++session.order;
    }
  }

  /** Whether what is defined in {@code other} can be seen from here. */
  public boolean sees(Layer other) {
    for (Layer layer = this; layer != null; layer = layer.parent) {
      if (layer == other) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Definition> names() {
    synchronized (session) {
      return visible().values().stream()
          .sorted(Comparator.comparingLong(Version::order))
          .map(Version::definition)
          .toList();
    }
  }

  private Map<String, Version> visible() {
    Map<String, Version> all = parent == null ? new LinkedHashMap<>() : parent.visible();
    byName.values().forEach(all::putAll);
    return all;
  }

  /** The versions of a simple name visible here, by key. */
  public Collection<Version> versions(String name) {
    synchronized (session) {
      var found = new LinkedHashMap<String, Version>();
      collect(name, found);
      return List.copyOf(found.values());
    }
  }

  private void collect(String name, Map<String, Version> found) {
    if (parent != null) {
      parent.collect(name, found);
    }
    var own = byName.get(name);
    if (own != null) {
      found.putAll(own);
    }
  }

  /** The version a definition of {@code name} with this key would replace or shadow. */
  public Optional<Version> version(String name, String key) {
    synchronized (session) {
      for (Layer layer = this; layer != null; layer = layer.parent) {
        var own = layer.byName.get(name);
        var version = own == null ? null : own.get(key);
        if (version != null) {
          return Optional.of(version);
        }
      }
      return Optional.empty();
    }
  }

  /** The last import of one name, static or not. */
  public Optional<ImportLine> importOf(String name, boolean isStatic) {
    synchronized (session) {
      for (Layer layer = this; layer != null; layer = layer.parent) {
        var found = layer.imports.get((isStatic ? "static " : "") + name);
        if (found != null) {
          return Optional.of(found);
        }
      }
      return Optional.empty();
    }
  }

  /** The imports on demand in force, the default ones first. */
  public List<String> importsOnDemand() {
    synchronized (session) {
      var all = new LinkedHashSet<>(session.defaults);
      collectImports(this, all, false);
      return List.copyOf(all);
    }
  }

  private static void collectImports(@Nullable Layer layer, Set<String> all, boolean named) {
    if (layer == null) {
      return;
    }
    collectImports(layer.parent, all, named);
    for (var line : layer.imports.values()) {
      if (named || line.name() == null) {
        all.add(line.text());
      }
    }
  }

  @Override
  public List<String> imports() {
    synchronized (session) {
      var all = new LinkedHashSet<>(session.defaults);
      collectImports(this, all, true);
      return List.copyOf(all);
    }
  }

  /**
   * What uses one of these definitions, directly or through others, and sees names of this layer.
   */
  public List<Version> dependants(Set<String> ids) {
    synchronized (session) {
      var reached = new LinkedHashSet<String>(ids);
      var found = new LinkedHashSet<Version>();
      boolean more = !ids.isEmpty();
      while (more) {
        more = false;
        for (Version version : below().toList()) {
          if (version.definition().kind() != Definition.Kind.VARIABLE
              && !found.contains(version)
              && !ids.contains(version.id())
              && version.uses().stream().anyMatch(reached::contains)) {
            found.add(version);
            reached.add(version.id());
            more = true;
          }
        }
      }
      return List.copyOf(found);
    }
  }

  /** What waits for one of these names, here or in a layer that sees this one. */
  public List<Version> awaiting(Set<String> names) {
    synchronized (session) {
      if (session.waiting.isEmpty()) {
        return List.of();
      }
      return below()
          .filter(version ->
              version.definition().missing().stream()
                  .map(missing -> missing.substring(missing.lastIndexOf(' ') + 1))
                  .anyMatch(names::contains))
          .toList();
    }
  }

  /** All versions, of all layers that see this one. */
  private Stream<Version> below() {
    return session.layers.stream().filter(layer -> layer.sees(this)).flatMap(Layer::own);
  }

  /** Whether {@code version} has not been replaced, dropped or reset. */
  boolean has(Version version) {
    synchronized (session) {
      var slot = byName.get(version.definition().name());
      return slot != null && slot.get(version.key()) == version;
    }
  }

  private Stream<Version> own() {
    return byName.values().stream().flatMap(versions -> versions.values().stream());
  }

  /** Every version of every layer of the session. */
  public List<Version> all() {
    synchronized (session) {
      return session.layers.stream().flatMap(Layer::own).toList();
    }
  }

  /** Makes these known, each in its layer, at once. */
  public void define(Collection<Version> versions, Collection<ImportLine> lines) {
    synchronized (session) {
      for (Version version : versions) {
        var slot =
            version
                .layer()
                .byName
                .computeIfAbsent(version.definition().name(), name -> new LinkedHashMap<>());
        var before = slot.remove(version.key());
        slot.put(version.key(), version);
        if (before != null) {
          session.waiting.remove(before);
        }
        if (!version.definition().missing().isEmpty()) {
          session.waiting.add(version);
        }
      }
      for (ImportLine line : lines) {
        String key =
            line.name() == null ? line.text() : (line.isStatic() ? "static " : "") + line.name();
        imports.remove(key);
        imports.put(key, line);
      }
    }
  }

  /** An import line of this layer, the newest so far. */
  public ImportLine importLine(String text, @Nullable String name, boolean isStatic) {
    return new ImportLine(text, name, isStatic, nextOrder());
  }

  @Override
  public Optional<Definition> sourceOf(String binaryName) {
    synchronized (session) {
      return session.layers.stream()
          .flatMap(Layer::own)
          .map(Version::definition)
          .filter(definition ->
              binaryName.equals(definition.owner())
                  || binaryName.startsWith(definition.owner() + "$"))
          .findFirst();
    }
  }

  @Override
  public boolean drop(String name) {
    synchronized (session) {
      return byName.remove(name) != null;
    }
  }

  @Override
  public void reset() {
    synchronized (session) {
      byName.clear();
      imports.clear();
    }
  }

  @Override
  public String toString() {
    synchronized (session) {
      return byName.keySet().stream().collect(Collectors.joining(", ", "Layer[", "]"));
    }
  }
}
