package dev.elara.java.assist;

import dev.elara.java.cell.Analysis;
import dev.elara.java.namespace.Namespace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;

/** Which types a cell may call by their simple name, because they are imported. */
final class Reach {

  private static final Pattern STAR_IMPORT = Pattern.compile("import\\s+([\\w.]+)\\.\\*");
  private static final Pattern TYPE_IMPORT = Pattern.compile("import\\s+([\\w.]+)\\.(\\w+)");
  private static final Pattern MODULE_IMPORT = Pattern.compile("import\\s+module\\s+([\\w.]+)");

  private final TypeIndex index;
  private final Set<String> packages = new LinkedHashSet<>(List.of("java.lang"));
  private final Map<String, String> named = new LinkedHashMap<>();

  /** What the imports of the session and of the cell reach. */
  Reach(TypeIndex index, Namespace namespace, Analysis analysis) {
    this.index = index;
    namespace.imports().forEach(this::note);
    analysis.unit().getImports().forEach(line -> note(line.toString().strip().replace(";", "")));
  }

  private void note(String declaration) {
    var module = MODULE_IMPORT.matcher(declaration);
    var star = STAR_IMPORT.matcher(declaration);
    var type = TYPE_IMPORT.matcher(declaration);
    if (module.matches()) {
      packages.addAll(index.packagesOf(module.group(1)));
    } else if (star.matches()) {
      packages.add(star.group(1));
    } else if (type.matches() && !type.group(1).contains("$")) {
      named.put(type.group(2), type.group(1) + "." + type.group(2));
    }
  }

  /** Whether all types of a package are imported. */
  boolean imports(String packageName) {
    return packages.contains(packageName);
  }

  /** Qualified names of the types imported one by one, by their simple names. */
  Map<String, String> named() {
    return named;
  }

  /** What a cell must write to name {@code type}. */
  String text(TypeElement type) {
    var simple = type.getSimpleName().toString();
    var owner = type.getEnclosingElement();
    if (owner instanceof TypeElement outer) {
      return Surroundings.isGenerated(outer) ? simple : text(outer) + "." + simple;
    }
    var qualified = type.getQualifiedName().toString();
    return qualified.isEmpty()
            || packages.contains(String.valueOf(owner))
            || qualified.equals(named.get(simple))
        ? simple
        : qualified;
  }
}
