package dev.elara.java.cell;

import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.JCTree.JCModuleImport;
import com.sun.tools.javac.tree.TreeInfo;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.ImportLine;
import dev.elara.java.namespace.Layer;
import dev.elara.java.namespace.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit imports: the definitions its names refer to and nothing more, so that a cell costs
 * the same after ten cells and after two thousand.
 *
 * <p>Of a type and an import of one simple name the later one wins, as of a variable and a static
 * import; methods of one name add up, whichever cells they come from.
 */
final class Imports {

  private static final String IMPORT = "import ";
  private static final String STATIC = "static ";
  private static final String MODULE = "module ";

  private final Javac javac;
  private final Layer layer;
  private final Map<String, List<Planned>> planned = new HashMap<>();
  private final Set<String> own;
  private final List<JCTree> ownTrees;
  private final Set<String> variables = new LinkedHashSet<>();

  /**
   * @param layer where names are looked up
   * @param planned what this pass defines itself
   * @param snippets the cell, for its own imports
   * @param another whether the unit is another cell's, which these imports are news to
   */
  Imports(
      Javac javac,
      Layer layer,
      List<Planned> planned,
      Collection<Snippet> snippets,
      boolean another) {
    this.javac = javac;
    this.layer = layer;
    for (Planned plan : planned) {
      this.planned.computeIfAbsent(plan.snippet.name(), _ -> new ArrayList<>()).add(plan);
    }
    var last = new LinkedHashMap<String, JCTree>();
    for (Snippet snippet : snippets) {
      if (snippet.kind() == Snippet.Kind.IMPORT) {
        var name = snippet.tree() instanceof JCImport tree ? simpleName(tree) : null;
        var key = name == null ? line(snippet.tree()) : prefix(snippet.tree()) + name;
        last.remove(key);
        last.put(key, snippet.tree());
      }
    }
    own = last.keySet();
    ownTrees =
        another
            ? last.values().stream().map(tree -> tree(line(tree))).toList()
            : List.copyOf(last.values());
  }

  private static String prefix(JCTree tree) {
    return tree instanceof JCImport named && named.staticImport ? STATIC : "";
  }

  /** The simple name an import declares; null if it imports on demand. */
  static @Nullable String simpleName(JCImport tree) {
    String name = TreeInfo.name(tree.qualid).toString();
    return name.equals("*") ? null : name;
  }

  /** An import as a line without semicolon. */
  static String line(JCTree tree) {
    return switch (tree) {
      case JCImport t -> IMPORT + (t.staticImport ? STATIC : "") + t.qualid;
      case JCModuleImport t -> IMPORT + MODULE + t.module;
      default -> throw new IllegalArgumentException("Not an import: " + tree.getTag());
    };
  }

  /** The import declarations of a unit that mentions {@code names}. */
  List<JCTree> trees(Collection<String> names) {
    var lines = new LinkedHashSet<String>();
    for (String name : names) {
      lines.addAll(lines(name));
    }
    if (!names.isEmpty()) {
      // Nothing else looks into whole packages, which takes javac its time.
      lines.addAll(layer.importsOnDemand());
    }
    var trees = new ArrayList<JCTree>(ownTrees);
    javac.make.at(0);
    lines.forEach(line -> trees.add(tree(line)));
    return trees;
  }

  /** Of what {@link #trees} has imported, the classes with variables. */
  Set<String> variables() {
    return variables;
  }

  /** What {@code names} mean here, as a text to compare; {@code self} is left out. */
  String bindings(Collection<String> names, String self) {
    var lines = new LinkedHashSet<String>();
    for (String name : names) {
      lines.addAll(lines(name));
    }
    lines.removeIf(line -> line.contains(self + "."));
    lines.addAll(layer.importsOnDemand());
    ownTrees.forEach(tree -> lines.add(line(tree)));
    return String.join("\n", lines);
  }

  private List<String> lines(String name) {
    var lines = new ArrayList<String>();
    addType(name, lines);
    addMembers(name, lines);
    return lines;
  }

  private void addType(String name, List<String> lines) {
    String owner = plannedType(name);
    if (owner != null) {
      lines.add(IMPORT + owner + "." + name);
      return;
    }
    if (own.contains(name)) {
      return;
    }
    var types = usable(name, false);
    var version = types.isEmpty() ? null : types.getFirst();
    var line = layer.importOf(name, false).orElse(null);
    if (line != null && (version == null || line.order() > version.order())) {
      lines.add(line.text());
    } else if (version != null) {
      lines.add(IMPORT + version.definition().owner() + "." + name);
    }
  }

  private void addMembers(String name, List<String> lines) {
    var owners = new LinkedHashSet<String>();
    boolean variable = false;
    for (Planned plan : planned(name)) {
      if (plan.snippet.kind() != Snippet.Kind.TYPE && layer.sees(plan.layer)) {
        owners.add(plan.owner);
        variable |= plan.snippet.kind() == Snippet.Kind.VARIABLE;
      }
    }
    ImportLine line = own.contains(STATIC + name) ? null : layer.importOf(name, true).orElse(null);
    for (Version version : usable(name, true)) {
      if (isReplaced(version)
          || (variable && version.definition().kind() == Definition.Kind.VARIABLE)) {
        continue;
      }
      if (line != null && line.order() > version.order()) {
        continue;
      }
      owners.add(version.definition().owner());
      variable |= version.definition().kind() == Definition.Kind.VARIABLE;
    }
    if (variable) {
      variables.addAll(owners);
    }
    owners.forEach(owner -> lines.add(IMPORT + STATIC + owner + "." + name));
    boolean methods = owners.size() > (variable ? 1 : 0);
    if (line != null && (owners.isEmpty() || (!methods && !bringsVariable(line)))) {
      lines.add(line.text());
    }
  }

  /** Whether a single static import brings a field, not only methods. */
  private boolean bringsVariable(ImportLine line) {
    String name = line.text().substring((IMPORT + STATIC).length());
    int dot = name.lastIndexOf('.');
    for (var type : javac.symbols.getClassesForName(javac.name(name.substring(0, dot)))) {
      var member = javac.name(name.substring(dot + 1));
      return type.members().findFirst(member, symbol -> symbol.kind == Kinds.Kind.VAR) != null;
    }
    return true;
  }

  private List<Planned> planned(String name) {
    return planned.getOrDefault(name, List.of());
  }

  private boolean isReplaced(Version version) {
    for (Planned plan : planned(version.definition().name())) {
      if (plan.snippet.key().equals(version.key())
          && layer.sees(plan.layer)
          && plan.layer.sees(version.layer())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String plannedType(String name) {
    for (Planned plan : planned(name)) {
      if (plan.snippet.kind() == Snippet.Kind.TYPE && layer.sees(plan.layer)) {
        return plan.owner;
      }
    }
    return null;
  }

  private List<Version> usable(String name, boolean members) {
    var found = new ArrayList<Version>();
    for (Version version : layer.versions(name)) {
      boolean member =
          switch (version.definition().kind()) {
            case VARIABLE, METHOD -> true;
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION -> false;
          };
      if (member == members && version.usable()) {
        found.add(version);
      }
    }
    return found;
  }

  private JCTree tree(String line) {
    String text = line.substring(IMPORT.length());
    if (text.startsWith(MODULE)) {
      return javac.make.ModuleImport(qualified(text.substring(MODULE.length())));
    }
    boolean isStatic = text.startsWith(STATIC);
    String name = isStatic ? text.substring(STATIC.length()) : text;
    return javac.make.Import((JCFieldAccess) qualified(name), isStatic);
  }

  private JCTree.JCExpression qualified(String name) {
    return javac.qualified(name.strip());
  }
}
