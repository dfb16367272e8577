package dev.elara.web.engine;

import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.Constant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a class's constants into what they name, once each. */
final class Resolver {

  private final Vm vm;
  private final CellCallSites sites;

  Resolver(Vm vm) {
    this.vm = vm;
    this.sites = new CellCallSites(vm);
  }

  private static ClassFile file(VmClass owner) {
    return Objects.requireNonNull(owner.file);
  }

  /** The class at an index. */
  VmClass type(VmClass owner, int index) {
    Object known = owner.resolved[index];
    if (known instanceof VmClass type) {
      return type;
    }
    VmClass found = vm.classes.find(file(owner).pool().needClassName(index));
    owner.resolved[index] = found;
    return found;
  }

  /**
   * The field at an index.
   *
   * @throws Thrown NoSuchFieldError
   */
  VmField field(VmClass owner, int index) {
    Object known = owner.resolved[index];
    if (known instanceof VmField field) {
      return field;
    }
    var member = (Constant.Member) file(owner).pool().at(index);
    VmField found = vm.classes.find(member.owner()).field(member.name());
    if (found == null) {
      throw vm.errors.make("java/lang/NoSuchFieldError", member.owner() + "." + member.name());
    }
    owner.resolved[index] = found;
    return found;
  }

  /** What a call instruction calls. */
  CallTarget call(VmClass owner, int op, int index) {
    Object known = owner.resolved[index];
    if (known instanceof CallTarget target) {
      return target;
    }
    CallTarget made =
        switch (file(owner).pool().at(index)) {
          case Constant.Member member -> {
            CallTarget instead = CellCallSites.isCell(owner) ? sites.find(op, member) : null;
            yield instead == null ? target(owner, op, member) : instead;
          }
          case Constant.Dynamic dynamic -> vm.linker.link(owner, dynamic);
          case Constant other ->
              throw new IllegalStateException("Nothing can be called by " + other);
        };
    owner.resolved[index] = made;
    return made;
  }

  private CallTarget target(VmClass from, int op, Constant.Member member) {
    VmClass owner = vm.classes.find(member.owner());
    // super.method() of a class whose parent has changed since: the parent now (JVMS 6.5).
    boolean toSuper =
        op == Op.INVOKESPECIAL
            && member.name().charAt(0) != '<'
            && !owner.isInterface()
            && from != owner
            && from.isSubclassOf(owner)
            && from.superclass != null;
    return new CallTarget(
        method(toSuper ? Objects.requireNonNull(from.superclass) : owner, member),
        member.descriptor());
  }

  /**
   * The method that a member names, seen from {@code owner}.
   *
   * @throws Thrown NoSuchMethodError
   */
  VmMethod method(VmClass owner, Constant.Member member) {
    VmMethod found = look(owner, member.name(), member.descriptor());
    if (found == null) {
      throw vm.errors.make(
          "java/lang/NoSuchMethodError",
          member.owner() + "." + member.name() + member.descriptor());
    }
    return found;
  }

  /** A method by name and descriptor, or one of any signature by name. */
  @Nullable VmMethod look(VmClass owner, String name, String descriptor) {
    String key = name + descriptor;
    for (VmClass each = owner; each != null; each = each.superclass) {
      VmMethod found = each.methods.get(key);
      if (found != null) {
        return found;
      }
    }
    VmMethod found = owner.find(key);
    if (found == null && owner.isInterface()) {
      found = vm.classes.find("java/lang/Object").find(key);
    }
    if (found == null && owner.name.startsWith("java/lang/invoke/")) {
      found = owner.find(name + "([Ljava/lang/Object;)Ljava/lang/Object;");
      if (found == null) {
        for (VmMethod each : owner.methods.values()) {
          if (each.info.name().equals(name)
              && each.info.descriptor().startsWith("([Ljava/lang/Object;)")) {
            return each;
          }
        }
      }
    }
    return found;
  }

  /**
   * The value that {@code ldc} of an index loads: what stands in the pool, or the object made of
   * it.
   */
  Object constant(VmClass owner, int index) {
    Object known = owner.resolved[index];
    if (known instanceof Instance || known instanceof Constant) {
      return known;
    }
    Object made =
        switch (file(owner).pool().at(index)) {
          case Constant.Text text -> vm.strings.intern(text.value());
          case Constant.ClassName name -> {
            VmClass type = vm.classes.find(name.name());
            yield vm.mirrors.of(type); // not kept: the index also stands for the class
          }
          case Constant.IntValue value -> value;
          case Constant.LongValue value -> value;
          case Constant.FloatValue value -> value;
          case Constant.DoubleValue value -> value;
          case Constant other ->
              throw vm.errors.make(
                  "java/lang/UnsupportedOperationException",
                  "The engine in the browser has no constants like " + other);
        };
    if (!(file(owner).pool().at(index) instanceof Constant.ClassName)) {
      owner.resolved[index] = made;
    }
    return made;
  }
}
