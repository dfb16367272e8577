package dev.elara.web.engine;

import java.util.Arrays;
import java.util.Objects;

/** What the JDK has of a platform, given by {@code library} or by the host. */
final class PlatformNatives {

  private static final String LIBRARY = "dev/elara/web/library/";

  private PlatformNatives() {}

  static void register(Natives natives) {
    resources(natives);
    randomness(natives);
    stacks(natives);
    checksums(natives);
    natives.ignore(
        "jdk/internal/loader/BootLoader.setBootLoaderUnnamedModule0(Ljava/lang/Module;)V",
        "jdk/internal/loader/BootLoader.loadLibrary(Ljava/lang/String;)V",
        "java/io/ObjectStreamClass.initNative()V");
    natives.on(
        "java/io/ObjectStreamClass.hasStaticInitializer(Ljava/lang/Class;)Z",
        call -> call.result(call.type(0).methods.containsKey("<clinit>()V")));
    natives.ignore("java/util/TimeZone.getSystemGMTOffsetID()Ljava/lang/String;");
    natives.on(
        "java/util/TimeZone.getSystemTimeZoneID(Ljava/lang/String;)Ljava/lang/String;",
        call -> call.text(call.vm.host.timeZone()));
  }

  private static void resources(Natives natives) {
    String stream = "Ljava/io/InputStream;";
    natives.on(
        LIBRARY + "Resources.bytes(Ljava/lang/String;)[B",
        call -> {
          String name = call.text(0);
          call.result(call.vm.fetched(name, () -> call.vm.host.resource(name)));
        });
    natives.redirect(
        "java/lang/Class.getResourceAsStream(Ljava/lang/String;)" + stream,
        LIBRARY + "Resources.ofClass(Ljava/lang/Class;Ljava/lang/String;)" + stream);
    natives.redirect(
        "java/lang/Module.getResourceAsStream(Ljava/lang/String;)" + stream,
        LIBRARY + "Resources.ofModule(Ljava/lang/Module;Ljava/lang/String;)" + stream);
    natives.redirect(
        "java/lang/ClassLoader.getResourceAsStream(Ljava/lang/String;)" + stream,
        LIBRARY + "Resources.ofLoader(Ljava/lang/ClassLoader;Ljava/lang/String;)" + stream);
    natives.redirect(
        "java/lang/ClassLoader.getSystemResourceAsStream(Ljava/lang/String;)" + stream,
        LIBRARY + "Resources.named(Ljava/lang/String;)" + stream);
    natives.ignore(
        "java/lang/Class.getResource(Ljava/lang/String;)Ljava/net/URL;",
        "java/lang/ClassLoader.getResource(Ljava/lang/String;)Ljava/net/URL;",
        "java/lang/ClassLoader.getSystemResource(Ljava/lang/String;)Ljava/net/URL;");
  }

  private static void randomness(Natives natives) {
    String random = "java/security/SecureRandom.";
    natives.on(
        LIBRARY + "Randoms.bytes(I)[B", call -> call.result(call.vm.host.random(call.integer(0))));
    natives.redirect(
        "java/util/UUID.randomUUID()Ljava/util/UUID;", LIBRARY + "Randoms.uuid()Ljava/util/UUID;");
    natives.redirect(
        random + "nextBytes([B)V", LIBRARY + "Randoms.fill(Ljava/security/SecureRandom;[B)V");
    natives.redirect(
        random + "generateSeed(I)[B", LIBRARY + "Randoms.seed(Ljava/security/SecureRandom;I)[B");
    natives.ignore(random + "getDefaultPRNG(Z[B)V", random + "setSeed([B)V");
    natives.redirect("java/security/Security.initialize()V", LIBRARY + "Providers.initialize()V");
  }

  private static void stacks(Natives natives) {
    String walker = "(Ljava/lang/StackWalker;";
    natives.redirect(
        "java/lang/StackWalker.walk(Ljava/util/function/Function;)Ljava/lang/Object;",
        LIBRARY
            + "StackWalkers.walk"
            + walker
            + "Ljava/util/function/Function;)Ljava/lang/Object;");
    natives.redirect(
        "java/lang/StackWalker.forEach(Ljava/util/function/Consumer;)V",
        LIBRARY + "StackWalkers.forEach" + walker + "Ljava/util/function/Consumer;)V");
    natives.redirect(
        "java/lang/StackWalker.getCallerClass()Ljava/lang/Class;",
        LIBRARY + "StackWalkers.getCallerClass" + walker + ")Ljava/lang/Class;");
    natives.on(
        LIBRARY + "StackWalkers.types()[Ljava/lang/Class;",
        call ->
            call.result(
                ClassNatives.mirrors(
                    call,
                    Arrays.stream(call.vm.errors.trace(call.thread).methods())
                        .map(method -> method.owner)
                        .toList())));
    natives.on(
        "java/lang/Thread.getStackTrace0()Ljava/lang/Object;",
        call ->
            call.result(
                call.object(0).host instanceof VmThread thread
                    ? call.vm.errors.elements(call.vm.errors.trace(thread))
                    : null));
    natives.ignore("java/lang/StackTraceElement.computeFormat()V");
    natives.on(
        "java/lang/Thread.getThreads()[Ljava/lang/Thread;",
        call ->
            call.result(
                new RefArray(
                    call.vm.classes.find("[Ljava/lang/Thread;"), call.vm.threads.toArray())));
    natives.on(
        "java/lang/Thread.dumpThreads([Ljava/lang/Thread;)[[Ljava/lang/StackTraceElement;",
        PlatformNatives::dump);
  }

  private static void dump(NativeCall call) {
    Object[] threads = ((RefArray) Objects.requireNonNull(call.ref(0))).elements;
    RefArray made =
        new RefArray(call.vm.classes.find("[[Ljava/lang/StackTraceElement;"), threads.length);
    for (int i = 0; i < threads.length; i++) {
      if (threads[i] instanceof Instance object && object.host instanceof VmThread thread) {
        made.elements[i] = call.vm.errors.elements(call.vm.errors.trace(thread));
      }
    }
    call.result(made);
  }

  private static void checksums(Natives natives) {
    String all = "(I[BII)I";
    natives.redirect("java/util/zip/CRC32.update(II)I", LIBRARY + "Checksums.crc(II)I");
    natives.redirect("java/util/zip/CRC32.updateBytes0" + all, LIBRARY + "Checksums.crc" + all);
    natives.redirect("java/util/zip/Adler32.update(II)I", LIBRARY + "Checksums.adler(II)I");
    natives.redirect("java/util/zip/Adler32.updateBytes" + all, LIBRARY + "Checksums.adler" + all);
    natives.ignore("java/util/zip/ZipUtils.loadLibrary()V");
  }
}
