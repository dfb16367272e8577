package dev.elara.java.cell;

import dev.elara.java.namespace.Definition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the errors of a pass: which snippet they are in, and whether it only refers to something
 * not defined yet, breaks something else, or is wrong.
 */
final class ErrorSorter {

  private static final Pattern SAME_NAME =
      Pattern.compile("incompatible types: (\\S+) cannot be converted to \\1(?=\n|$)");

  private final Request request;
  private final Attempt attempt;
  private final Map<Planned, List<Found>> ofPlans = new LinkedHashMap<>();
  private final Map<Object, Corral> corrals = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int firstWrong = Integer.MAX_VALUE;
  private boolean lastIsWrong;

  ErrorSorter(Request request, Attempt attempt, List<Found> found) {
    this.request = request;
    this.attempt = attempt;
    for (Found each : found) {
      var plan = plan(each);
      if (plan == null) {
        wrong(snippet(each), explained(each).problem());
      } else {
        ofPlans.computeIfAbsent(plan, p -> new ArrayList<>()).add(each);
      }
    }
    ofPlans.forEach(this::sort);
    problems.sort(Comparator.comparingInt(p -> p.cell().equals(cellName()) ? p.position() : 0));
  }

  private String cellName() {
    return attempt.cell().text().cell();
  }

  private void wrong(int snippet, Problem problem) {
    firstWrong = Math.min(firstWrong, snippet);
    lastIsWrong |= snippet == attempt.cell().snippets().size() - 1;
    problems.add(problem);
  }

  /** An error with what the session knows about it. */
  private Found explained(Found found) {
    if (found.code().startsWith("compiler.err.cant.resolve") && found.arguments().size() > 1) {
      for (var version : request.layer().versions(found.arguments().get(1))) {
        var definition = version.definition();
        if (!version.usable()) {
          return found.and(
              "%s (%s) cannot be used until %s defined."
                  .formatted(
                      definition.declaration(),
                      definition.cell(),
                      Corral.missing(definition.missing())));
        }
      }
    }
    var same = SAME_NAME.matcher(found.message());
    if (same.find()) {
      return found.and(
          "%s was redefined; what was made before is still of the old one. Declare it again."
              .formatted(same.group(1)));
    }
    return found;
  }

  /** The snippet of the cell an error is in. */
  private int snippet(Found found) {
    int at = request.from();
    if (found.text() == attempt.cell().text()) {
      for (Snippet snippet : attempt.snippets()) {
        if (snippet.start() <= found.position()) {
          at = snippet.index();
        }
      }
    }
    return at;
  }

  /** The declaration an error is in: a method or type, of this cell or of an earlier one. */
  private @Nullable Planned plan(Found found) {
    for (Planned plan : attempt.planned()) {
      if (plan.snippet.canWait()
          && plan.parsed.text() == found.text()
          && plan.snippet.start() <= found.position()
          && found.position() <= plan.snippet.end()) {
        return plan;
      }
    }
    return null;
  }

  private void sort(Planned plan, List<Found> found) {
    boolean unresolved = found.stream().allMatch(Found::unresolved);
    var earlier = plan.earlier;
    if (earlier == null) {
      if (unresolved) {
        corral(plan, found);
      } else {
        found.forEach(each -> wrong(plan.snippet.index(), explained(each).problem()));
      }
    } else if (!earlier.definition().missing().isEmpty()) {
      corral(plan, found);
    } else if (!corralStale(plan, found)) {
      wrong(culprit(plan), broken(plan, found.getFirst()));
    }
  }

  private void corral(Planned plan, List<Found> found) {
    var positions = new HashSet<Integer>();
    var missing = new LinkedHashSet<String>();
    for (Found each : found) {
      positions.add(each.position());
      missing.add(each.unresolved() ? each.missing() : "a fitting " + word(plan));
    }
    corral(plan, positions, missing);
  }

  private static String word(Planned plan) {
    return plan.snippet.name();
  }

  private void corral(Planned plan, Set<Integer> positions, Set<String> missing) {
    var before = request.corrals().get(plan.identity());
    boolean whole = !Corralling.inBodies(plan.snippet, positions);
    if (before != null) {
      positions.addAll(before.positions());
      missing.addAll(before.missing());
      whole |= before.whole();
    }
    corrals.put(plan.identity(), new Corral(positions, missing, whole));
  }

  /**
   * A dependant that only breaks because a variable still holds an instance of the old version of a
   * class waits until that variable is declared again.
   */
  private boolean corralStale(Planned plan, List<Found> found) {
    var earlier = Objects.requireNonNull(plan.earlier);
    var replaced = replacedIds();
    var stale = new LinkedHashSet<String>();
    for (var version : plan.layer.all()) {
      if (version.definition().kind() == Definition.Kind.VARIABLE
          && earlier.uses().contains(version.id())
          && version.uses().stream().anyMatch(replaced::contains)) {
        stale.add("a new variable " + version.definition().name());
      }
    }
    if (stale.isEmpty()) {
      return false;
    }
    var positions = new HashSet<Integer>();
    found.forEach(each -> positions.add(each.position()));
    corral(plan, positions, stale);
    return true;
  }

  private Set<String> replacedIds() {
    var ids = new HashSet<String>();
    for (Planned plan : attempt.planned()) {
      plan.layer.version(plan.snippet.name(), plan.snippet.key()).ifPresent(v -> ids.add(v.id()));
    }
    return ids;
  }

  /** The snippet whose redefinition breaks an earlier definition. */
  private int culprit(Planned dependant) {
    var uses = Objects.requireNonNull(dependant.earlier).uses();
    int first = -1;
    for (Snippet snippet : attempt.snippets()) {
      if (snippet.defines()) {
        first = first < 0 ? snippet.index() : first;
        var old = request.layer().version(snippet.name(), snippet.key());
        if (old.isPresent() && uses.contains(old.get().id())) {
          return snippet.index();
        }
      }
    }
    return Math.max(first, request.from());
  }

  private Problem broken(Planned dependant, Found found) {
    var snippet = attempt.cell().snippets().get(culprit(dependant));
    var there = found.problem();
    String message =
        "%s cannot be redefined like this: %s (%s, line %d) would no longer compile\n%s\n  %s"
            .formatted(
                snippet.name(),
                Describe.definition(dependant, dependant.symbol, Set.of()).declaration(),
                there.cell(),
                there.line(),
                there.message(),
                there.source().lines().skip(there.line() - 1L).findFirst().orElse("").strip());
    int position = snippet.tree().pos;
    var text = attempt.cell().text();
    var here =
        new Found(
            text,
            position,
            position,
            Math.min(position + snippet.name().length(), text.source().length()),
            "elara.redefinition.breaks",
            List.of(snippet.name(), dependant.snippet.name(), there.code()),
            message,
            false);
    return here.problem();
  }

  /** Whether a last switch, taken as an expression, is what is wrong. */
  boolean inLastSwitch() {
    return lastIsWrong
        && attempt.cell().snippets().getLast().tree()
            instanceof com.sun.tools.javac.tree.JCTree.JCExpressionStatement statement
        && statement.expr instanceof com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
  }

  /** The index of the first snippet that is wrong, or -1 if all only need a corral. */
  int firstWrong() {
    return firstWrong == Integer.MAX_VALUE ? -1 : firstWrong;
  }

  /** What is to be corralled. */
  Map<Object, Corral> corrals() {
    return corrals;
  }

  /** The problems, ordered by position. */
  List<Problem> problems() {
    return problems;
  }
}
