package dev.elara.web.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does for the JDK's classes what a JVM does when it starts. */
final class Start {

  private final Vm vm;

  Start(Vm vm) {
    this.vm = vm;
  }

  void run() {
    Instance thread = new Instance(vm.classes.find("java/lang/Thread"));
    vm.first(thread);
    initialize("jdk/internal/misc/UnsafeConstants");
    VmClass constants = vm.classes.find("jdk/internal/misc/UnsafeConstants");
    vm.setStatic(constants, "ADDRESS_SIZE0", Long.BYTES);
    vm.setStatic(constants, "PAGE_SIZE", OffHeap.PAGE);
    for (String each :
        new String[] {
          "java/lang/Throwable", "java/lang/String", "java/lang/Class", "java/lang/ThreadGroup"
        }) {
      initialize(each);
    }
    VmClass groups = vm.classes.find("java/lang/ThreadGroup");
    Instance system = new Instance(groups);
    call("java/lang/ThreadGroup.<init>()V", system);
    Instance main = new Instance(groups);
    vm.set(thread, "eetop", 1L);
    call(
        "java/lang/Thread.<init>(Ljava/lang/ThreadGroup;Ljava/lang/String;)V",
        thread,
        system,
        vm.strings.make("engine"));
    call(
        "java/lang/ThreadGroup.<init>(Ljava/lang/ThreadGroup;Ljava/lang/String;)V",
        main,
        system,
        vm.strings.make("main"));
    vm.set((Instance) Objects.requireNonNull(vm.ref(thread, "holder")), "group", main);
    properties();
  }

  private void properties() {
    initialize("java/lang/System");
    VmClass systems = vm.classes.find("java/lang/System");
    call("java/lang/System.setJavaLangAccess()V");
    Object map = call("jdk/internal/util/SystemProps.initProperties()Ljava/util/Map;");
    call("jdk/internal/misc/VM.saveProperties(Ljava/util/Map;)V", map);
    Object made =
        call("java/lang/System.createProperties(Ljava/util/Map;)Ljava/util/Properties;", map);
    vm.setStatic(systems, "props", made);
    vm.setStatic(systems, "lineSeparator", vm.strings.intern("\n"));
    vm.setStatic(vm.classes.find("jdk/internal/misc/VM"), "initLevel", 4);
    initialize("java/lang/reflect/AccessibleObject"); // lets Class reach into members
    call("dev/elara/web/library/Streams.install()V");
  }

  private void initialize(String type) {
    VmClass found = vm.classes.find(type);
    VmThread thread = new VmThread(vm);
    thread.object = vm.first();
    thread.end =
        (result, thrown) -> {
          if (thrown != null) {
            throw new IllegalStateException(
                "The engine cannot initialise " + type + ": " + vm.describe(thrown));
          }
        };
    if (!vm.initializer.ready(thread, found)) {
      vm.scheduler.runNow(thread);
    }
  }

  private @Nullable Object call(String method, @Nullable Object... arguments) {
    return vm.callNow(vm.method(method), vm.first(), arguments);
  }
}
