package dev.elara.web.engine;

/** System, Runtime and what the JDK asks of its machine. */
final class SystemNatives {

  private SystemNatives() {}

  static void register(Natives natives) {
    natives.on(
        "java/lang/System.currentTimeMillis()J",
        call -> call.result(call.vm.host.currentTimeMillis()));
    natives.on(
        "jdk/internal/misc/VM.getNanoTimeAdjustment(J)J",
        call ->
            call.result(
                call.vm.host.currentTimeMillis() * 1_000_000 - call.longAt(0) * 1_000_000_000));
    natives.on("java/lang/System.nanoTime()J", call -> call.result(call.vm.host.nanoTime()));
    natives.on(
        "java/lang/System.identityHashCode(Ljava/lang/Object;)I",
        call -> {
          Object object = call.ref(0);
          call.result(object == null ? 0 : call.vm.identity(object));
        });
    natives.on(
        "dev/elara/web/library/Streams.log(Ljava/lang/String;)V",
        call -> call.vm.host.log(call.text(0)));
    services(natives);
    setStream(natives, "setIn0(Ljava/io/InputStream;)V", "in");
    setStream(natives, "setOut0(Ljava/io/PrintStream;)V", "out");
    setStream(natives, "setErr0(Ljava/io/PrintStream;)V", "err");
    natives.ignore(
        "java/lang/System.getSecurityManager()Ljava/lang/SecurityManager;",
        "java/lang/System.allowSecurityManager()Z",
        "java/lang/System.getenv(Ljava/lang/String;)Ljava/lang/String;",
        "java/io/Console.ttyStatus()I",
        "jdk/internal/misc/PreviewFeatures.isPreviewEnabled()Z",
        "java/lang/Runtime.gc()V",
        "java/lang/ref/Finalizer.register(Ljava/lang/Object;)V",
        "java/lang/ref/Reference.clear0()V",
        "java/lang/ref/PhantomReference.clear0()V",
        "java/lang/ref/Reference.<clinit>()V",
        "jdk/internal/misc/VM.initialize()V",
        "jdk/internal/misc/VM.isSystemDomainLoader(Ljava/lang/ClassLoader;)Z",
        "jdk/internal/misc/CDS.getCDSConfigStatus()I",
        "jdk/internal/misc/CDS.initializeFromArchive(Ljava/lang/Class;)V",
        "jdk/internal/misc/CDS.isDumpingClassList0()Z",
        "jdk/internal/misc/CDS.isDumpingArchive0()Z",
        "jdk/internal/misc/CDS.isSharingEnabled0()Z",
        "jdk/internal/reflect/Reflection.ensureMemberAccess(Ljava/lang/Class;Ljava/lang/Class;Ljava/lang/Class;I)V",
        "jdk/internal/misc/Blocker.begin()Z",
        "jdk/internal/misc/Blocker.begin(Z)Z",
        "jdk/internal/misc/Blocker.end(Z)V");
    natives.on("jdk/internal/misc/CDS.getRandomSeedForDumping()J", call -> call.result(0L));
    natives.on("jdk/internal/misc/VM.maxDirectMemory()J", call -> call.result(OffHeap.LIMIT));
    natives.on(
        "java/lang/ProcessEnvironment.environ()[[B",
        call -> call.result(new RefArray(call.vm.classes.find("[[B"), 0)));
    natives.on("java/lang/Runtime.availableProcessors()I", call -> call.result(4));
    natives.on("java/lang/Runtime.maxMemory()J", call -> call.result(1L << 31));
    natives.on("java/lang/Runtime.totalMemory()J", call -> call.result(1L << 28));
    natives.on("java/lang/Runtime.freeMemory()J", call -> call.result(1L << 27));
    natives.on("java/lang/ref/Reference.refersTo0(Ljava/lang/Object;)Z", SystemNatives::refersTo);
    natives.on(
        "java/lang/ref/PhantomReference.refersTo0(Ljava/lang/Object;)Z", SystemNatives::refersTo);
    natives.on(
        "jdk/internal/reflect/Reflection.getClassAccessFlags(Ljava/lang/Class;)I",
        call -> call.result(call.type(0).access));
    natives.on(
        "java/util/concurrent/ThreadLocalRandom.initialSeed()J",
        call -> call.result(call.vm.host.seed()));
    natives.on(
        "java/security/AccessController.getStackAccessControlContext()"
            + "Ljava/security/AccessControlContext;",
        call -> call.result((Object) null));
    natives.on(
        "jdk/internal/util/SystemProps$Raw.platformProperties()[Ljava/lang/String;",
        call ->
            call.result(call.vm.arrays.create(call.vm.classes.find("[Ljava/lang/String;"), 48)));
    natives.on(
        "jdk/internal/util/SystemProps$Raw.vmProperties()[Ljava/lang/String;",
        SystemNatives::properties);
    natives.on(
        "jdk/internal/misc/Signal.findSignal0(Ljava/lang/String;)I", call -> call.result(-1));
    String exit = "dev/elara/web/kernel/Exits.exit(Ljava/lang/Runtime;I)V";
    natives.redirect("java/lang/Runtime.exit(I)V", exit);
    natives.redirect("java/lang/Runtime.halt(I)V", exit);
  }

  /** There are no services: nothing registers any. */
  private static void services(Natives natives) {
    String loader = ")Ljava/util/ServiceLoader;";
    for (String each :
        new String[] {
          "load(Ljava/lang/Class;",
          "load(Ljava/lang/Class;Ljava/lang/ClassLoader;",
          "load(Ljava/lang/ModuleLayer;Ljava/lang/Class;",
          "loadInstalled(Ljava/lang/Class;"
        }) {
      natives.on(
          "java/util/ServiceLoader." + each + loader,
          call -> call.result(new Instance(call.vm.classes.find("java/util/ServiceLoader"))));
    }
    String library = "dev/elara/web/library/Services.";
    natives.redirect(
        "java/util/ServiceLoader.iterator()Ljava/util/Iterator;",
        library + "iterator(Ljava/util/ServiceLoader;)Ljava/util/Iterator;");
    natives.redirect(
        "java/util/ServiceLoader.stream()Ljava/util/stream/Stream;",
        library + "stream(Ljava/util/ServiceLoader;)Ljava/util/stream/Stream;");
    natives.redirect(
        "java/util/ServiceLoader.findFirst()Ljava/util/Optional;",
        library + "findFirst(Ljava/util/ServiceLoader;)Ljava/util/Optional;");
  }

  private static void setStream(Natives natives, String method, String field) {
    natives.on(
        "java/lang/System." + method,
        call -> call.vm.setStatic(call.vm.classes.find("java/lang/System"), field, call.ref(0)));
  }

  private static void refersTo(NativeCall call) {
    call.result(call.vm.ref(call.object(0), "referent") == call.ref(1));
  }

  private static void properties(NativeCall call) {
    String[] pairs = {
      "java.home",
      "/",
      "java.vm.specification.version",
      "25",
      "java.vm.specification.name",
      "Java Virtual Machine Specification",
      "java.vm.specification.vendor",
      "Oracle Corporation",
      "java.vm.name",
      "Elara in the browser",
      "java.vm.vendor",
      "Elara",
      "java.vm.version",
      "25",
      "java.vm.info",
      "interpreted",
      "java.version",
      "25",
      "java.specification.version",
      "25",
      "java.class.version",
      "69.0",
      "java.vendor",
      "Elara",
      "java.class.path",
      "",
      "java.library.path",
      "",
      "os.name",
      "Browser",
      "os.arch",
      "js",
      "os.version",
      "1",
      "file.separator",
      "/",
      "path.separator",
      ":",
      "line.separator",
      "\n",
      "user.name",
      "user",
      "user.home",
      Disk.HOME,
      "user.dir",
      Disk.HOME,
      "java.io.tmpdir",
      Disk.TEMPORARY,
      "user.language",
      "en",
      "native.encoding",
      "UTF-8",
      "sun.jnu.encoding",
      "UTF-8",
      "file.encoding",
      "UTF-8",
      "stdout.encoding",
      "UTF-8",
      "stderr.encoding",
      "UTF-8",
      "jdk.reflect.useNativeAccessorOnly",
      "true"
    };
    RefArray made = new RefArray(call.vm.classes.find("[Ljava/lang/String;"), pairs.length + 2);
    for (int i = 0; i < pairs.length; i++) {
      made.elements[i] = call.vm.strings.intern(pairs[i]);
    }
    call.result(made);
  }
}
