package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import java.util.List;
import java.util.Objects;

/** The classes of java.lang.reflect.Proxy, which {@code library.Proxies} asks for. */
final class ProxyNatives {

  private static final String LIBRARY = "dev/elara/web/library/Proxies";
  private static final String PROXY = "java/lang/reflect/Proxy";
  private static final String HANDLER = "(Ljava/lang/reflect/InvocationHandler;)V";
  private static final String METHODS = "[Ljava/lang/reflect/Method;";
  private static final String OBJECT = "Ljava/lang/Object;";

  private ProxyNatives() {}

  static void register(Natives natives) {
    natives.on(
        LIBRARY + ".define(Ljava/lang/String;[Ljava/lang/Class;" + METHODS + ")Ljava/lang/Class;",
        ProxyNatives::define);
    natives.on(
        LIBRARY
            + ".invokeSpecial(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)"
            + OBJECT,
        call -> ReflectNatives.invoke(call, false));
    natives.redirect(
        PROXY
            + ".newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;"
            + "Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;",
        LIBRARY
            + ".newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;"
            + "Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;");
    natives.redirect(
        PROXY + ".isProxyClass(Ljava/lang/Class;)Z", LIBRARY + ".isProxyClass(Ljava/lang/Class;)Z");
    String invoked =
        "invokeDefault(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)";
    natives.redirect(
        "java/lang/reflect/InvocationHandler." + invoked + OBJECT,
        LIBRARY + "." + invoked + OBJECT);
  }

  private static void define(NativeCall call) {
    Vm vm = call.vm;
    var builder = new ClassBuilder(call.text(0));
    builder.extend(PROXY);
    for (Object each : ((RefArray) Objects.requireNonNull(call.ref(1))).elements) {
      VmClass type = (VmClass) Objects.requireNonNull(((Instance) each).host);
      builder.implement(type.name);
    }
    RefArray methods = (RefArray) Objects.requireNonNull(call.ref(2));
    builder.staticField("methods", METHODS);
    constructor(builder);
    for (int i = 0; i < methods.elements.length; i++) {
      Instance method = (Instance) Objects.requireNonNull(methods.elements[i]);
      write(builder, ReflectNatives.method(call, method), i);
    }
    VmClass type = vm.classes.define(builder.toBytes());
    vm.initializer.prepare(type);
    type.state = VmClass.State.INITIALIZED;
    vm.setStatic(type, "methods", methods);
    call.result(vm.mirrors.of(type));
  }

  private static void constructor(ClassBuilder builder) {
    var code = new CodeBuilder(builder).op(ALOAD_0).op(ALOAD_0 + 1);
    code.call(INVOKESPECIAL, PROXY, "<init>", HANDLER).op(RETURN);
    builder.method(1, "<init>", HANDLER, code);
  }

  private static void write(ClassBuilder builder, VmMethod method, int index) {
    var code = new CodeBuilder(builder).op(ALOAD_0);
    code.field(GETSTATIC, builder.name(), "methods", METHODS).number(index).op(AALOAD);
    String descriptor = method.info.descriptor();
    List<String> parameters = Descriptors.parameters(descriptor);
    if (parameters.isEmpty()) {
      code.op(ACONST_NULL);
    } else {
      code.number(parameters.size()).op2(ANEWARRAY, builder.type("java/lang/Object"));
      int local = 1;
      for (int i = 0; i < parameters.size(); i++) {
        code.op(DUP).number(i);
        local = code.load(parameters.get(i), local);
        code.convert(parameters.get(i), OBJECT);
        code.op(AASTORE);
      }
    }
    code.call(
        INVOKESTATIC,
        LIBRARY,
        "call",
        "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;");
    String result = Descriptors.result(descriptor);
    if (result.equals("V")) {
      code.op(POP);
    } else {
      code.convert(OBJECT, result);
    }
    code.doReturn(result);
    builder.method(1, method.info.name(), descriptor, code);
  }
}
