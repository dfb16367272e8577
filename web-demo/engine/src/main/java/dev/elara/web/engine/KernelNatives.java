package dev.elara.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The kernel's way out, and what of the JVM's half of java-shell the engine does itself: it defines
 * the cells' classes, and stops them without anything woven in.
 */
final class KernelNatives {

  private static final String PORT = "dev/elara/web/kernel/Port.";
  private static final String RUNTIME = "dev/elara/java/runtime/";

  private KernelNatives() {}

  static void register(Natives natives) {
    natives.on(PORT + "receive()[Ljava/lang/Object;", call -> call.vm.letters.receive(call));
    natives.on(PORT + "send(Ljava/lang/String;[[B)V", call -> call.vm.letters.send(call));
    natives.on(
        PORT + "quoted(Ljava/lang/String;)Ljava/lang/String;",
        call -> call.text(call.vm.host.quoted(call.text(0))));
    natives.on(PORT + "define([[B)V", KernelNatives::define);
    natives.ignore(
        RUNTIME + "StopCheck.<clinit>()V",
        RUNTIME + "CellRunner.<clinit>()V",
        "java/lang/ClassLoader.registerNatives()V");
    natives.on("java/lang/ClassLoader.registerAsParallelCapable()Z", call -> call.result(true));
    natives.on(
        RUNTIME + "CurrentExecution.outermostCell()L" + RUNTIME + "CellLoader;",
        KernelNatives::outermostCell);
    natives.on(
        RUNTIME + "Weaver.ofCells()L" + RUNTIME + "Weaver;",
        call -> call.result(new Instance(call.vm.classes.find(RUNTIME + "Weaver"))));
    natives.on(
        RUNTIME
            + "CellRunner.call(L"
            + RUNTIME
            + "CellLoader;Ljava/lang/String;)Ljava/lang/Object;",
        KernelNatives::enter);
    natives.on(RUNTIME + "StopCheck.enable(Z)V", call -> call.vm.stops.enable(call.flag(0)));
    natives.on(
        "java/lang/ClassLoader.findLoadedClass0(Ljava/lang/String;)Ljava/lang/Class;",
        call -> {
          VmClass known = call.vm.classes.loaded(call.text(1).replace('.', '/'));
          call.result(known == null ? null : call.vm.mirrors.of(known));
        });
    natives.on(
        "java/lang/ClassLoader.findBootstrapClass(Ljava/lang/String;)Ljava/lang/Class;",
        call -> {
          VmClass known = call.vm.classes.look(call.text(0).replace('.', '/'));
          call.result(known == null ? null : call.vm.mirrors.of(known));
        });
  }

  private static void define(NativeCall call) {
    List<byte[]> files = new ArrayList<>();
    for (Object each : ((RefArray) Objects.requireNonNull(call.ref(0))).elements) {
      files.add((byte[]) Objects.requireNonNull(each));
    }
    call.vm.classes.defineAll(files);
  }

  /** The loader of the cell whose entry's code stands outermost on the stack. */
  private static void outermostCell(NativeCall call) {
    for (int at = 0; at < call.thread.depth(); at++) {
      VmClass owner = call.thread.frame(at).method.owner;
      if (CellCallSites.isCell(owner)) {
        int generated = owner.name.indexOf("$$");
        VmClass entry =
            generated < 0 ? owner : call.vm.classes.loaded(owner.name.substring(0, generated));
        if (entry != null && entry.loader != null) {
          call.result(entry.loader);
          return;
        }
      }
    }
    call.result((Object) null);
  }

  /** Runs a cell's entry. */
  private static void enter(NativeCall call) {
    VmClass type = call.vm.classes.find(call.text(1).replace('.', '/'));
    type.loader = call.object(0);
    if (type.state == VmClass.State.INITIALIZED || call.vm.initializer.ready(call.thread, type)) {
      call.instead(Objects.requireNonNull(type.methods.get("run()Ljava/lang/Object;")));
    } else {
      call.again();
    }
  }
}
