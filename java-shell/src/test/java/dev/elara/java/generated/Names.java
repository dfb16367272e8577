package dev.elara.java.generated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a generated session has defined and how it hangs together, so that the next cell may use it.
 *
 * <p>Names that JShell and Elara treat differently on purpose are no longer used: what a failed
 * cell would have defined, variables of a redefined class and all that refers to them.
 */
final class Names {

  /** Something with a value: a top-level variable or, inside a body, a local. */
  record Variable(String name, String type, boolean assignable, boolean local) {}

  /** A top-level method; {@code cost} is about how many steps a call takes. */
  record Method(String name, String type, List<String> parameters, int cost, int level) {
    /** Its name and parameter types, which an overload does not share. */
    String key() {
      return name + parameters;
    }
  }

  /** A way from an instance to a value, such as {@code .x()} to an {@code int}. */
  record Member(String access, String type) {}

  /**
   * A type of the session.
   *
   * @param instance an expression that makes one, with {@code §} for each argument
   * @param arguments the arguments' types
   * @param members ways to values
   * @param cases for a sealed type or enum: the labels that exhaust a switch over it
   */
  record Type(
      String name,
      String instance,
      List<String> arguments,
      List<Member> members,
      List<String> cases) {}

  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, Method> methods = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final List<Variable> locals = new ArrayList<>();
  private final Map<String, Set<String>> uses = new HashMap<>();
  private final Set<String> captured = new HashSet<>();
  private Set<String> used = new LinkedHashSet<>();
  private int bodies;
  private int serial;

  /** A name nothing else has. */
  String fresh(String prefix) {
    return prefix + ++serial;
  }

  int serial() {
    return serial;
  }

  // --- what there is ----------------------------------------------------------------------------

  List<Variable> variables(Predicate<Variable> filter) {
    var all = new ArrayList<Variable>(variables.values());
    all.addAll(locals);
    all.removeIf(filter.negate());
    if (bodies > 0) {
      all.removeIf(variable -> variable.local() && variable.assignable());
    }
    return all;
  }

  List<Method> methods(Predicate<Method> filter) {
    return methods.values().stream().filter(filter).toList();
  }

  List<Type> types() {
    return List.copyOf(types.values());
  }

  /** Notes that what is being generated refers to a name. */
  void use(String name) {
    used.add(name);
    if (bodies > 0) {
      captured.add(name);
    }
  }

  /** What has been used since the last call. */
  Set<String> takeUsed() {
    var taken = used;
    used = new LinkedHashSet<>();
    return taken;
  }

  /** Inside a lambda or class body of running code, which may outlive what it refers to. */
  void enterBody() {
    bodies++;
  }

  void leaveBody() {
    bodies--;
  }

  // --- locals -----------------------------------------------------------------------------------

  int mark() {
    return locals.size();
  }

  void declareLocal(String name, String type, boolean assignable) {
    locals.add(new Variable(name, type, assignable, true));
  }

  void release(int mark) {
    locals.subList(mark, locals.size()).clear();
  }

  // --- definitions ------------------------------------------------------------------------------

  void define(Variable variable, Set<String> refersTo) {
    variables.put(variable.name(), variable);
    uses.put(variable.name(), Set.copyOf(refersTo));
  }

  void define(Method method, Set<String> refersTo) {
    methods.put(method.key(), method);
    uses.merge(method.name(), Set.copyOf(refersTo), Names::union);
  }

  void define(Type type, Set<String> refersTo) {
    types.put(type.name(), type);
    uses.put(type.name(), Set.copyOf(refersTo));
    captured.addAll(refersTo);
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    var all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  /** Never uses a name again, nor what refers to it. */
  void drop(String name) {
    for (String each : reached(Set.of(name), true)) {
      variables.remove(each);
      methods.values().removeIf(method -> method.name().equals(each));
      types.remove(each);
    }
  }

  /** Never uses a variable of a type again, nor what refers to it. */
  void dropVariablesOf(String type) {
    var holders = reached(Set.of(type), true);
    for (var variable : List.copyOf(variables.values())) {
      if (holders.contains(variable.name()) || variable.type().contains(type)) {
        drop(variable.name());
      }
    }
  }

  /** Whether another definition refers to a name, by way of others too. */
  boolean hasUsers(String name) {
    return users(name).size() > 1;
  }

  /** A name and all definitions that refer to it, by way of others too. */
  Set<String> users(String name) {
    return reached(Set.of(name), true);
  }

  /** Whether a lambda or an object made earlier may still refer to a name. */
  boolean isCaptured(String name) {
    return reached(captured, false).contains(name);
  }

  /** Whether one of the names is {@code name} or refers to it, by way of others too. */
  boolean leadTo(Set<String> from, String name) {
    return reached(from, false).contains(name);
  }

  private Set<String> reached(Set<String> from, boolean byUsers) {
    var reached = new LinkedHashSet<>(from);
    boolean more = true;
    while (more) {
      more = false;
      for (var entry : uses.entrySet()) {
        if (byUsers && entry.getValue().stream().anyMatch(reached::contains)) {
          more |= reached.add(entry.getKey());
        } else if (!byUsers && reached.contains(entry.getKey())) {
          more |= reached.addAll(entry.getValue());
        }
      }
    }
    return reached;
  }
}
