package dev.elara.web.engine.classfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says.
 *
 * @param superName null for Object
 * @param bootstraps the bootstrap methods, by the index call sites use
 * @param record the components of a record, null if it is none
 * @param permitted internal names of the subclasses a sealed class permits; null if it is not
 *     sealed
 * @param enclosingMethod name and descriptor, null if none
 */
public record ClassFile(
    ConstantPool pool,
    int access,
    String name,
    @Nullable String superName,
    List<String> interfaces,
    List<FieldInfo> fields,
    List<MethodInfo> methods,
    @Nullable String sourceFile,
    @Nullable String signature,
    List<Bootstrap> bootstraps,
    List<Inner> inner,
    @Nullable List<FieldInfo> record,
    @Nullable List<String> permitted,
    @Nullable String nestHost,
    @Nullable String enclosingClass,
    Constant.@Nullable NameAndType enclosingMethod,
    Annotations annotations) {

  /** A bootstrap method and its static arguments' indices in the pool. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Bootstrap(Constant.Handle method, int[] arguments) {}

  /**
   * A class inside of another.
   *
   * @param outer null if it is local or anonymous
   * @param simpleName null if it is anonymous
   */
  public record Inner(
      String name, @Nullable String outer, @Nullable String simpleName, int access) {}

  /**
   * Reads a class file.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ClassFile read(byte[] bytes) {
    var in = new ByteReader(bytes, 0);
    int magic = in.s4();
    if (magic != 0xcafebabe) {
      throw new IllegalArgumentException(
          "A class file begins with cafebabe, but this begins with " + Integer.toHexString(magic));
    }
    in.skip(4);
    var pool = new ConstantPool(bytes, in);
    int access = in.u2();
    String name = pool.needClassName(in.u2());
    String superName = pool.className(in.u2());
    List<String> interfaces = new ArrayList<>();
    for (int i = in.u2(); i > 0; i--) {
      interfaces.add(pool.needClassName(in.u2()));
    }
    List<FieldInfo> fields = new ArrayList<>();
    for (int i = in.u2(); i > 0; i--) {
      fields.add(Attributes.field(pool, in));
    }
    List<MethodInfo> methods = new ArrayList<>();
    for (int i = in.u2(); i > 0; i--) {
      methods.add(Attributes.method(pool, in));
    }
    var rest = Attributes.ofClass(pool, in);
    return new ClassFile(
        pool,
        access,
        name,
        superName,
        interfaces,
        fields,
        methods,
        rest.sourceFile,
        rest.signature,
        rest.bootstraps,
        rest.inner,
        rest.record,
        rest.permitted,
        rest.nestHost,
        rest.enclosingClass,
        rest.enclosingMethod,
        rest.annotations);
  }
}
