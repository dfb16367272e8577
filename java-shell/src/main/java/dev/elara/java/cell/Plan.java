package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Layer;
import dev.elara.java.namespace.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a pass compiles: the definitions of the cell, without those that are there already, and of
 * earlier cells whatever refers to what is replaced or has waited for what is new.
 */
final class Plan {

  private final Javac javac;
  private final Request request;
  private final Javac.Parsed cell;
  private final Supplier<String> wrapperNames;
  private final List<Planned> planned = new ArrayList<>();
  private final List<Planned> left = new ArrayList<>();
  private final Map<Layer, Map<String, Javac.Parsed>> earlierCells = new LinkedHashMap<>();

  Plan(Javac javac, Request request, Javac.Parsed cell, Supplier<String> wrapperNames) {
    this.javac = javac;
    this.request = request;
    this.cell = cell;
    this.wrapperNames = wrapperNames;
  }

  /** What is compiled. */
  List<Planned> planned() {
    return planned;
  }

  /** What is known but cannot be compiled yet. */
  List<Planned> left() {
    return left;
  }

  /** The earlier cells of which something is compiled again, by layer and text. */
  Map<Layer, Map<String, Javac.Parsed>> earlierCells() {
    return earlierCells;
  }

  /** The snippets of the request. */
  List<Snippet> snippets() {
    return cell.snippets().subList(request.from(), request.to());
  }

  /** Finds out what is compiled. Call once. */
  void make() {
    String variables = wrapperNames.get();
    String methods = wrapperNames.get();
    var own = new ArrayList<Planned>();
    var replaced = new LinkedHashSet<String>();
    var names = new LinkedHashSet<String>();
    var imports = new Imports(javac, request.layer(), List.of(), snippets(), false);
    for (Snippet snippet : snippets()) {
      if (!snippet.defines()) {
        names.addAll(importedBy(snippet));
        continue;
      }
      var before = request.layer().version(snippet.name(), snippet.key());
      if (before.filter(version -> isSame(version, snippet, imports)).isPresent()) {
        continue;
      }
      boolean alone =
          snippet.kind() == Snippet.Kind.METHOD
              && overloadsElsewhere(request.layer(), snippet, own);
      String owner =
          switch (snippet.kind()) {
            case VARIABLE -> variables;
            case METHOD -> alone ? wrapperNames.get() : methods;
            default -> wrapperNames.get();
          };
      var plan = new Planned(request.layer(), cell, snippet, null, owner, alone);
      own.add(plan);
      names.add(snippet.name());
      if (before.isPresent() && looksKept(before.get(), snippet)) {
        plan.place = before.get();
      } else {
        before.ifPresent(version -> replaced.add(version.id()));
      }
    }
    own.forEach(this::add);
    addDependants(replaced, names);
  }

  /** What might have waited for an import; an import on demand may bring anything. */
  private List<String> importedBy(Snippet snippet) {
    if (snippet.kind() != Snippet.Kind.IMPORT) {
      return List.of();
    }
    var name = snippet.tree() instanceof JCImport tree ? Imports.simpleName(tree) : null;
    if (name != null) {
      return List.of(name);
    }
    return request.layer().all().stream()
        .flatMap(version -> version.definition().missing().stream())
        .map(missing -> missing.substring(missing.lastIndexOf(' ') + 1))
        .toList();
  }

  /** The same text meaning the same: nothing to do, so that a cell can be run again and again. */
  private boolean isSame(Version version, Snippet snippet, Imports imports) {
    return snippet.kind() != Snippet.Kind.VARIABLE
        && version.layer() == request.layer()
        && version.usable()
        && version.definition().missing().isEmpty()
        && version.definition().text().equals(text(snippet))
        && version
            .bindings()
            .equals(imports.bindings(snippet.names(), version.definition().owner()));
  }

  private String text(Snippet snippet) {
    return cell.text().source().substring(snippet.start(), snippet.end());
  }

  /** Whether a variable will probably keep its type, and with it its place. */
  private boolean looksKept(Version version, Snippet snippet) {
    return snippet.tree() instanceof JCVariableDecl variable
        && version.layer() == request.layer()
        && !request.replaced().contains(snippet.name())
        && (variable.vartype == null
            || Describe.simple(variable.vartype.toString()).equals(version.definition().type()));
  }

  private void addDependants(Set<String> replaced, Set<String> names) {
    var keys = new HashSet<String>();
    planned.forEach(plan -> keys.add(plan.snippet.key()));
    left.forEach(plan -> keys.add(plan.snippet.key()));
    var again = new LinkedHashSet<Version>(request.layer().awaiting(names));
    boolean more = !again.isEmpty() || !replaced.isEmpty();
    while (more) {
      again.forEach(version -> replaced.add(version.id()));
      more = again.addAll(siblings(replaced, keys));
      again.forEach(version -> replaced.add(version.id()));
      more |= again.addAll(request.layer().dependants(replaced));
    }
    String methods = wrapperNames.get();
    for (Version version : again) {
      boolean redefined = version.layer() == request.layer() && keys.contains(version.key());
      boolean variable = version.definition().kind() == Definition.Kind.VARIABLE;
      if (!redefined && !(variable && version.usable())) {
        var parsed = parsed(version);
        var snippet = parsed.snippets().get(version.snippet());
        boolean isMethod = snippet.kind() == Snippet.Kind.METHOD;
        boolean grouped = isMethod && !overloadsElsewhere(version.layer(), snippet, planned);
        String owner =
            grouped ? methods + "_" + ordinal(version.layer(), parsed) : wrapperNames.get();
        add(new Planned(version.layer(), parsed, snippet, version, owner, isMethod && !grouped));
      }
    }
  }

  /**
   * Whether other methods of that name stay in classes of their own: then this one must not be in
   * one class with its callers, or it would hide them.
   */
  private boolean overloadsElsewhere(Layer layer, Snippet method, List<Planned> soFar) {
    return layer.versions(method.name()).stream()
            .anyMatch(version ->
                version.definition().kind() == Definition.Kind.METHOD
                    && !version.key().equals(method.key()))
        || soFar.stream()
            .anyMatch(plan ->
                plan.snippet.name().equals(method.name()) && plan.parsed.text() != cell.text());
  }

  private int ordinal(Layer layer, Javac.Parsed parsed) {
    int ordinal = 0;
    for (var cells : earlierCells.entrySet()) {
      for (var each : cells.getValue().values()) {
        ordinal++;
        if (cells.getKey() == layer && each.text() == parsed.text()) {
          return ordinal;
        }
      }
    }
    return ordinal;
  }

  /** Overloads that share a generated class with a replaced one: they move out of it. */
  private List<Version> siblings(Set<String> replaced, Set<String> keys) {
    var found = new ArrayList<Version>();
    for (Version old : request.layer().all()) {
      if (old.definition().kind() == Definition.Kind.METHOD && replaced.contains(old.id())) {
        for (Version other : old.layer().versions(old.definition().name())) {
          if (other.usable()
              && other.definition().kind() == Definition.Kind.METHOD
              && other.definition().owner().equals(old.definition().owner())
              && !keys.contains(other.key())) {
            found.add(other);
          }
        }
      }
    }
    return found;
  }

  private Javac.Parsed parsed(Version version) {
    var definition = version.definition();
    return earlierCells
        .computeIfAbsent(version.layer(), layer -> new LinkedHashMap<>())
        .computeIfAbsent(
            definition.cell() + "\n" + definition.source(),
            text -> javac.parse(new CellText(definition.cell(), definition.source())));
  }

  private void add(Planned plan) {
    var corral = request.corrals().get(plan.identity());
    if (corral != null && corral.whole()) {
      left.add(plan);
      return;
    }
    if (corral != null) {
      new Corralling(javac, plan, corral).apply();
    }
    planned.add(plan);
  }
}
