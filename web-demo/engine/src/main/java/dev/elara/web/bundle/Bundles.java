package dev.elara.web.bundle;

import dev.elara.java.runtime.CellRunner;
import dev.elara.kernel.Kernel;
import dev.elara.web.engine.KnownMethods;
import dev.elara.web.kernel.PageKernel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.DeprecatedAttribute;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the class files that the engine runs: {@code base.bin.gz} with what nearly every session
 * uses, without the code of methods that most do not run, {@code whole.bin.gz} with these classes
 * as they are, one file for each package with the rest, {@code bundles.txt} with the packages'
 * names, and {@code sdk.txt} with the names of the JDK's API that cells find here.
 *
 * <p>A bundle is, for each class, its internal name as {@link DataOutputStream#writeUTF} writes it,
 * the length and the bytes of its file. What the engine does not read is left out: stack maps,
 * annotations, what is for a debugger, and the lines of the JDK's own code.
 */
public final class Bundles {

  /** Packages that nothing in a page can use. */
  private static final List<String> LEFT_OUT =
      List.of(
          "com/",
          "dev/elara/java/assist/",
          "dev/elara/web/bundle/",
          "dev/elara/web/engine/",
          "dev/elara/web/platform/",
          "dev/elara/web/worker/",
          "jdk/internal/jimage/",
          "jdk/internal/jrtfs/",
          "jdk/internal/org/",
          "jdk/internal/vm/vector/",
          "sun/launcher/",
          "sun/security/ssl/",
          "sun/security/tools/");

  /** The body of each method is taken apart, as the options of a {@link ClassFile} need it. */
  private static final ClassTransform LEAN =
      ClassTransform.dropping(Bundles::isUnused)
          .andThen(
              ClassTransform.transformingMethods(
                  MethodTransform.dropping(Bundles::isUnused)
                      .andThen(MethodTransform.transformingCode(Bundles::keep))))
          .andThen(ClassTransform.transformingFields(FieldTransform.dropping(Bundles::isUnused)));

  /** An annotation says itself whether it is there at run time. */
  private static final ClassTransform LEAN_ANNOTATION =
      ClassTransform.dropping(
          element -> !(element instanceof RuntimeVisibleAnnotationsAttribute) && isUnused(element));

  /** What the library reads besides classes, which the engine finds in a folder {@code data}. */
  private static final List<String> DATA =
      List.of(
          "java/util/currency.data",
          "jdk/internal/icu/impl/data/icudt76b/nfc.nrm",
          "jdk/internal/icu/impl/data/icudt76b/nfkc.nrm",
          "jdk/internal/icu/impl/data/icudt76b/ubidi.icu",
          "jdk/internal/icu/impl/data/icudt76b/uprops.icu");

  private final ClassFile files = lean(ClassFile.LineNumbersOption.PASS_LINE_NUMBERS);
  private final ClassFile jdkFiles = lean(ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);

  /** The methods that a start and first cells run, by class. */
  private final Map<String, Set<String>> base;

  private final Map<String, byte[]> found = new TreeMap<>();

  /** The classes as they were: jumps cannot be told from stripped ones. */
  private final Map<String, byte[]> unstripped = new TreeMap<>();

  private Bundles(Map<String, Set<String>> base) {
    this.base = base;
  }

  private static ClassFile lean(ClassFile.LineNumbersOption lines) {
    return ClassFile.of(
        ClassFile.ConstantPoolSharingOption.NEW_POOL,
        ClassFile.StackMapsOption.DROP_STACK_MAPS,
        ClassFile.DebugElementsOption.DROP_DEBUG,
        lines);
  }

  private static void keep(CodeBuilder builder, CodeElement element) {
    if (!isUnused(element)) {
      builder.with(element);
    }
  }

  /** Attributes that the engine does not read. */
  private static boolean isUnused(ClassFileElement element) {
    return element instanceof RuntimeInvisibleAnnotationsAttribute
        || element instanceof RuntimeVisibleAnnotationsAttribute
        || element instanceof RuntimeInvisibleTypeAnnotationsAttribute
        || element instanceof RuntimeVisibleTypeAnnotationsAttribute
        || element instanceof RuntimeInvisibleParameterAnnotationsAttribute
        || element instanceof RuntimeVisibleParameterAnnotationsAttribute
        || element instanceof MethodParametersAttribute
        || element instanceof DeprecatedAttribute
        || element instanceof NestMembersAttribute;
  }

  /**
   * Arguments: the folder to write to; the list of base classes, each with its methods; the {@link
   * Reasons} why the engine lacks something, and the file for what that is.
   */
  public static void main(String[] args) throws IOException {
    Path target = Files.createDirectories(Path.of(args[0]));
    var base = new TreeMap<String, Set<String>>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      List<String> words = List.of(line.split(" "));
      base.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
    }
    var bundles = new Bundles(base);
    FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
    bundles.read(jdk.getPath("/modules/java.base"));
    for (String each : DATA) {
      bundles.add(each, jdk.getPath("/modules/java.base", each));
    }
    bundles.add(
        "java/time/zone/tzdb.dat", Path.of(System.getProperty("java.home"), "lib", "tzdb.dat"));
    for (Class<?> each : List.of(PageKernel.class, CellRunner.class, Kernel.class)) {
      bundles.readCodeOf(each);
    }
    bundles.write(target);
    var known = new KnownMethods();
    Files.write(
        Path.of(args[3]),
        new Lacking(
                bundles.unstripped,
                new Reach(bundles.unstripped, known::has),
                Reasons.read(Path.of(args[2])))
            .lines());
  }

  private void add(String resource, Path file) throws IOException {
    int slash = resource.lastIndexOf('/');
    found.put(
        resource.substring(0, slash) + "/data" + resource.substring(slash),
        Files.readAllBytes(file));
  }

  private void readCodeOf(Class<?> type) throws IOException {
    Path code;
    try {
      code = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("There is no reading the code of " + type, e);
    }
    if (Files.isDirectory(code)) {
      read(code);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        read(jar.getPath("/"));
      }
    }
  }

  private void read(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = folder.relativize(path).toString();
        if (name.endsWith(".class") && !name.equals("module-info.class") && isOffered(name)) {
          byte[] bytes = Files.readAllBytes(path);
          unstripped.put(name.substring(0, name.length() - 6), bytes);
          found.put(name.substring(0, name.length() - 6), stripped(name, bytes));
        }
      }
    }
  }

  /** Whether the class of this file is one that a page may use. */
  public static boolean isOffered(String name) {
    return name.startsWith("dev/elara/java/assist/Nearest") // magics use it
        || LEFT_OUT.stream().noneMatch(name::startsWith);
  }

  private byte[] stripped(String name, byte[] bytes) {
    ClassFile by = name.startsWith("dev/") ? files : jdkFiles;
    ClassModel model = by.parse(bytes);
    return by.transformClass(
        model, model.flags().has(AccessFlag.ANNOTATION) ? LEAN_ANNOTATION : LEAN);
  }

  private void write(Path target) throws IOException {
    var early = new TreeMap<String, byte[]>();
    var whole = new TreeMap<String, byte[]>();
    var packages = new TreeMap<String, Map<String, byte[]>>();
    found.forEach((name, bytes) -> {
      Set<String> methods = base.get(name);
      if (methods == null) {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        packages.computeIfAbsent(folder.replace('/', '.'), _ -> new TreeMap<>()).put(name, bytes);
        return;
      }
      byte[] trimmed = Trimming.of(bytes, methods);
      boolean isWorthIt = trimmed.length < bytes.length * 9 / 10;
      early.put(name, isWorthIt ? trimmed : bytes);
      if (isWorthIt) {
        whole.put(name, bytes);
      }
    });
    bundle(target.resolve("base.bin.gz"), early);
    bundle(target.resolve("whole.bin.gz"), whole);
    for (var each : packages.entrySet()) {
      bundle(target.resolve(each.getKey() + ".bin.gz"), each.getValue());
    }
    Files.write(target.resolve("bundles.txt"), packages.keySet());
    Files.write(
        target.resolve("sdk.txt"),
        found.keySet().stream()
            .filter(name -> name.startsWith("java/") && !name.contains("/data/"))
            .toList());
  }

  private static void bundle(Path file, Map<String, byte[]> classes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var data = new DataOutputStream(new Packing(out))) {
      for (var each : classes.entrySet()) {
        data.writeUTF(each.getKey());
        data.writeInt(each.getValue().length);
        data.write(each.getValue());
      }
    }
  }

  private static final class Packing extends GZIPOutputStream {
    Packing(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
