package dev.elara.web.engine;

import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.Constant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Links call sites. Each becomes a static method {@code site} of a class written for it, so that
 * what runs is bytecode like any other.
 */
final class Linker {

  /** The name of the method that a call site calls. */
  static final String SITE = "site";

  private final Vm vm;
  private final Map<VmMethod, VmMethod> factories = new HashMap<>();
  private int made;

  Linker(Vm vm) {
    this.vm = vm;
  }

  /** What the call site calls, with its dynamic arguments. */
  CallTarget link(VmClass owner, Constant.Dynamic dynamic) {
    ClassFile file = Objects.requireNonNull(owner.file);
    ClassFile.Bootstrap bootstrap = file.bootstraps().get(dynamic.bootstrap());
    Constant[] arguments = new Constant[bootstrap.arguments().length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = file.pool().at(bootstrap.arguments()[i]);
    }
    Constant.Member method = bootstrap.method().member();
    String kind = method.owner() + "." + method.name();
    var builder = new ClassBuilder(owner.name + "$$" + nameFor(kind) + "$" + made++);
    switch (kind) {
      case "java/lang/invoke/LambdaMetafactory.metafactory",
          "java/lang/invoke/LambdaMetafactory.altMetafactory" ->
          new LambdaSite(vm, builder, dynamic, arguments).write();
      case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" ->
          ConcatSite.write(builder, dynamic.descriptor(), arguments);
      case "java/lang/runtime/ObjectMethods.bootstrap" ->
          RecordSite.write(builder, dynamic, arguments);
      case "java/lang/runtime/SwitchBootstraps.typeSwitch",
          "java/lang/runtime/SwitchBootstraps.enumSwitch" ->
          new SwitchSite(file, builder, dynamic.descriptor(), arguments).write();
      default ->
          throw vm.errors.make(
              "java/lang/UnsupportedOperationException",
              "The engine in the browser cannot link call sites of " + kind);
    }
    VmClass site = vm.classes.define(builder.toBytes());
    site.state = VmClass.State.INITIALIZED;
    VmMethod target = Objects.requireNonNull(site.methods.get(SITE + dynamic.descriptor()));
    return new CallTarget(target, dynamic.descriptor());
  }

  /** A static method that makes an object by a constructor. */
  VmMethod factory(VmMethod constructor) {
    return factories.computeIfAbsent(constructor, this::writeFactory);
  }

  private VmMethod writeFactory(VmMethod constructor) {
    var builder = new ClassBuilder(constructor.owner.name + "$$New$" + made++);
    var code = new CodeBuilder(builder);
    String parameters = constructor.info.descriptor();
    code.create(constructor.owner.name);
    int local = 0;
    for (String each : Descriptors.parameters(parameters)) {
      local = code.load(each, local);
    }
    code.call(Op.INVOKESPECIAL, constructor.owner.name, "<init>", parameters).op(Op.ARETURN);
    String descriptor =
        parameters.substring(0, parameters.length() - 1)
            + Descriptors.ofClass(constructor.owner.name);
    builder.method(VmMethod.STATIC | 1, SITE, descriptor, code);
    VmClass type = vm.classes.define(builder.toBytes());
    type.state = VmClass.State.INITIALIZED;
    return Objects.requireNonNull(type.methods.get(SITE + descriptor));
  }

  private static String nameFor(String kind) {
    return kind.contains("Lambda") ? "Lambda" : "Site";
  }
}
