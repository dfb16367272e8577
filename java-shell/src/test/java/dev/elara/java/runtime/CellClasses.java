package dev.elara.java.runtime;

import dev.elara.java.cell.ClassFile;
import dev.elara.java.cell.CompiledCell;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Cells made by hand: classes in the package of cells, compiled as they stand. */
final class CellClasses {

  /** What earlier cells were compiled to, by binary name. */
  private final Map<String, byte[]> earlier = new TreeMap<>();

  /**
   * Compiles a generated class as a cell. {@code members} are its members, the entry among them if
   * there is one: {@code public static Object run()}.
   */
  CompiledCell cell(String cellName, String className, String members) {
    String source =
        "package "
            + CompiledCell.PACKAGE
            + "; import java.util.*; import java.util.concurrent.*; import java.util.function.*; import java.util.stream.*;"
            + " class "
            + className
            + " {"
            + members
            + "}";
    List<ClassFile> classes = compile(cellName, className, source);
    classes.forEach(file -> earlier.put(file.binaryName(), file.bytes()));
    return new CompiledCell(
        cellName,
        members,
        classes,
        members.contains("Object run()")
            ? List.of(CompiledCell.PACKAGE + "." + className)
            : List.of(),
        true,
        List.of(),
        List.of());
  }

  /** A cell that does {@code body}, whose last statement is a return. */
  CompiledCell code(String cellName, String className, String body) {
    return cell(cellName, className, "public static Object run() throws Throwable {" + body + "}");
  }

  private List<ClassFile> compile(String cellName, String className, String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = new Files(compiler.getStandardFileManager(null, null, null));
    var unit = new Text(className, source);
    var messages = new java.io.StringWriter();
    boolean compiled =
        compiler
            .getTask(messages, files, null, List.of("-g", "-proc:none"), null, List.of(unit))
            .call();
    if (!compiled) {
      throw new IllegalArgumentException(cellName + " does not compile:\n" + messages);
    }
    List<ClassFile> classes = new ArrayList<>();
    files.made.forEach((name, bytes) ->
        classes.add(new ClassFile(name, Renamed.sourceFile(bytes.toByteArray(), cellName))));
    return classes;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String className, String text) {
      super(
          URI.create("string:///" + CompiledCell.PACKAGE + "/" + className + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, ByteArrayOutputStream> made = new TreeMap<>();

    Files(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("class:///" + className.hashCode()), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          made.put(className, bytes);
          return bytes;
        }
      };
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location,
        String packageName,
        java.util.Set<JavaFileObject.Kind> kinds,
        boolean recurse)
        throws java.io.IOException {
      List<JavaFileObject> found = new ArrayList<>();
      super.list(location, packageName, kinds, recurse).forEach(found::add);
      if (location == StandardLocation.CLASS_PATH && packageName.equals(CompiledCell.PACKAGE)) {
        earlier.forEach((name, bytes) -> found.add(new Known(name, bytes)));
      }
      return found;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof Known known ? known.binaryName : super.inferBinaryName(location, file);
    }
  }

  private static final class Known extends SimpleJavaFileObject {
    private final String binaryName;
    private final byte[] bytes;

    Known(String binaryName, byte[] bytes) {
      super(URI.create("class:///" + binaryName.hashCode()), Kind.CLASS);
      this.binaryName = binaryName;
      this.bytes = bytes;
    }

    @Override
    public java.io.InputStream openInputStream() {
      return new java.io.ByteArrayInputStream(bytes);
    }
  }

  /** Gives a class the source file name that the cell compiler gives it: that of its cell. */
  private static final class Renamed {
    static byte[] sourceFile(byte[] bytes, String name) {
      var classFile = java.lang.classfile.ClassFile.of();
      return classFile.transformClass(
          classFile.parse(bytes),
          (builder, element) -> {
            if (element instanceof java.lang.classfile.attribute.SourceFileAttribute) {
              builder.with(java.lang.classfile.attribute.SourceFileAttribute.of(name));
            } else {
              builder.with(element);
            }
          });
    }
  }
}
