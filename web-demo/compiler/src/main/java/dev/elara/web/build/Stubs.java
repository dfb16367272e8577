package dev.elara.web.build;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The API that cells compile against: the packages of java.base that the engine runs, and all of
 * the class path; see {@link Stub}.
 */
final class Stubs {

  private static final String PLATFORM = "java.base";
  private static final String MODULE = "module-info";

  private final Map<String, SortedMap<String, byte[]>> modules = new TreeMap<>();

  /** Names of what is left out, with dots, and why. */
  private final SortedMap<String, String> leftOut = new TreeMap<>();

  /** Takes these packages, in internal form, of the platform, but for what is lacking. */
  void addPlatform(SortedMap<String, byte[]> classFiles, Set<String> packages, Lacking lacking) {
    var stub = new Stub(classFiles, packages::contains, lacking);
    var taken = taken(classFiles, stub);
    taken.put(MODULE, moduleInfo(packages));
    modules.put(PLATFORM, taken);
    leftOut.putAll(Lacking.notOffered(Set.of(PLATFORM), packages));
    classFiles.forEach((name, bytes) -> {
      String reason = lacking.reason(name);
      String dotted = name.replace('/', '.').replace('$', '.');
      if (taken.containsKey(name)) {
        stub.leftOut(
            ClassFile.of().parse(bytes), (member, why) -> leftOut.put(dotted + "." + member, why));
      } else if (reason != null && packages.contains(Stub.packageOf(name))) {
        leftOut.put(dotted, reason);
      }
    });
  }

  /** Takes all of what cells find on the class path. */
  void addClassPath(SortedMap<String, byte[]> classFiles) {
    var stub = new Stub(classFiles, _ -> true, Lacking.nothing());
    modules.computeIfAbsent("", _ -> new TreeMap<>()).putAll(taken(classFiles, stub));
  }

  private static SortedMap<String, byte[]> taken(SortedMap<String, byte[]> classFiles, Stub stub) {
    var taken = new TreeMap<String, byte[]>();
    classFiles.forEach((name, bytes) -> {
      if (stub.isThere(name) && !name.endsWith("-info")) {
        taken.put(name, stub.of(ClassFile.of().parse(bytes)));
      }
    });
    return taken;
  }

  /** All of it, as {@code dev.elara.web.compiler.Api} reads it. */
  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var module : modules.entrySet()) {
        for (var file : module.getValue().entrySet()) {
          out.writeUTF(module.getKey());
          out.writeUTF(file.getKey());
          out.writeInt(file.getValue().length);
          out.write(file.getValue());
        }
      }
      out.writeUTF("");
      out.writeUTF("");
      for (var each : leftOut.entrySet()) {
        out.writeUTF(each.getKey());
        out.writeUTF(each.getValue());
      }
      out.writeUTF("");
    } catch (IOException e) {
      throw new AssertionError("Memory can be written to", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] moduleInfo(Collection<String> packages) {
    return ClassFile.of()
        .buildModule(
            ModuleAttribute.of(
                ModuleDesc.of(PLATFORM),
                module ->
                    packages.stream()
                        .sorted()
                        .forEach(each -> module.exports(PackageDesc.ofInternalName(each), 0))));
  }
}
