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
import java.util.function.Predicate;

/**
 * The API that cells compile against: the packages of java.base that the engine runs, and all of
 * the class path; see {@link Stub}.
 */
final class Stubs {

  private static final String PLATFORM = "java.base";
  private static final String MODULE = "module-info";

  private final Map<String, SortedMap<String, byte[]>> modules = new TreeMap<>();

  /** Takes these packages, in internal form, of the platform. */
  void addPlatform(SortedMap<String, byte[]> classFiles, Set<String> packages) {
    var taken = taken(classFiles, packages::contains);
    taken.put(MODULE, moduleInfo(packages));
    modules.put(PLATFORM, taken);
  }

  /** Takes all of what cells find on the class path. */
  void addClassPath(SortedMap<String, byte[]> classFiles) {
    modules.computeIfAbsent("", _ -> new TreeMap<>()).putAll(taken(classFiles, _ -> true));
  }

  private static SortedMap<String, byte[]> taken(
      SortedMap<String, byte[]> classFiles, Predicate<String> packages) {
    var stub = new Stub(classFiles, packages);
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
