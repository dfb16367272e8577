package dev.elara.web.bundle;

import java.io.ByteArrayOutputStream;
import java.lang.classfile.Attribute;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashSet;
import java.util.Set;

/**
 * Leaves out the code of some methods and the constants that only that code uses. What is left has
 * the same indices: a constant that is not there has tag 0, a method has no code. The engine takes
 * both from the whole class file when it needs them. Class files are those of {@link Bundles}: what
 * code has besides instructions and lines refers to no constants.
 */
public final class Trimming {

  private static final int HEADER = 8;

  private static final ClassFile SAME_POOL = ClassFile.of();
  private static final ClassFile NEW_POOL =
      ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL);
  private static final ClassTransform WITHOUT_CODE =
      ClassTransform.transformingMethods(MethodTransform.dropping(CodeModel.class::isInstance));

  private final ConstantPool pool;
  private final byte[] lean;
  private final Set<String> used = new HashSet<>();

  private Trimming(byte[] whole, Set<String> methods) {
    lean =
        SAME_POOL.transformClass(
            SAME_POOL.parse(whole),
            (builder, element) -> {
              if (element instanceof MethodModel method
                  && !methods.contains(method.methodName().stringValue())) {
                builder.transformMethod(
                    method, MethodTransform.dropping(CodeModel.class::isInstance));
              } else {
                builder.with(element);
              }
            });
    pool = SAME_POOL.parse(lean).constantPool();
  }

  /** The class file with the code of only the methods of these names. */
  public static byte[] of(byte[] whole, Set<String> methods) {
    return new Trimming(whole, methods).trimmed();
  }

  private byte[] trimmed() {
    ClassModel model = SAME_POOL.parse(lean);
    ClassModel withoutCode = SAME_POOL.parse(NEW_POOL.transformClass(model, WITHOUT_CODE));
    withoutCode.constantPool().forEach(each -> used.add(key(each)));
    for (MethodModel method : model.methods()) {
      method.code().ifPresent(this::use);
    }
    pool.forEach(each -> {
      if (each instanceof DynamicConstantPoolEntry) {
        use(each);
      }
    });
    model
        .findAttribute(Attributes.bootstrapMethods())
        .ifPresent(each -> used.add(key(each.attributeName())));
    for (int i = 0; i < pool.bootstrapMethodCount(); i++) { // all of them stay
      use(pool.bootstrapMethodEntry(i).bootstrapMethod());
      pool.bootstrapMethodEntry(i).arguments().forEach(this::use);
    }
    return written();
  }

  private void use(CodeModel code) {
    code.forEach(this::use);
    used.add(key(((CodeAttribute) code).attributeName()));
    for (Attribute<?> each : ((CodeAttribute) code).attributes()) {
      used.add(key(each.attributeName()));
    }
  }

  private void use(CodeElement element) {
    switch (element) {
      case FieldInstruction access -> use(access.field());
      case InvokeInstruction call -> use(call.method());
      case NewObjectInstruction made -> use(made.className());
      case NewReferenceArrayInstruction made -> use(made.componentType());
      case NewMultiArrayInstruction made -> use(made.arrayType());
      case TypeCheckInstruction check -> use(check.type());
      case ConstantInstruction.LoadConstantInstruction constant -> use(constant.constantEntry());
      case ExceptionCatch caught -> caught.catchType().ifPresent(this::use);
      default -> {} // uses no constant, or one that stays in any case
    }
  }

  private byte[] written() {
    var out = new ByteArrayOutputStream(lean.length);
    out.write(lean, 0, HEADER + 2);
    int at = HEADER + 2;
    for (PoolEntry each : pool) {
      int end = at + size(each);
      if (used.contains(key(each))) {
        out.write(lean, at, end - at);
      } else {
        out.write(new byte[each.width()], 0, each.width());
      }
      at = end;
    }
    out.write(lean, at, lean.length - at);
    return out.toByteArray();
  }

  private static int size(PoolEntry entry) {
    return switch (entry.tag()) {
      case PoolEntry.TAG_UTF8 -> 3 + length((Utf8Entry) entry);
      case PoolEntry.TAG_LONG, PoolEntry.TAG_DOUBLE -> 9;
      case PoolEntry.TAG_METHOD_HANDLE -> 4;
      case PoolEntry.TAG_CLASS,
          PoolEntry.TAG_STRING,
          PoolEntry.TAG_METHOD_TYPE,
          PoolEntry.TAG_MODULE,
          PoolEntry.TAG_PACKAGE ->
          3;
      default -> 5;
    };
  }

  /** In the file's own encoding (JVMS 4.4.7). */
  private static int length(Utf8Entry text) {
    return text.stringValue()
        .chars()
        .map(each -> each != 0 && each < 0x80 ? 1 : each < 0x800 ? 2 : 3)
        .sum();
  }

  private void use(PoolEntry entry) {
    used.add(key(entry));
    switch (entry) {
      case ClassEntry type -> use(type.name());
      case StringEntry text -> use(text.utf8());
      case MethodTypeEntry type -> use(type.descriptor());
      case MethodHandleEntry handle -> use(handle.reference());
      case MemberRefEntry member -> {
        use(member.owner());
        use(member.nameAndType());
      }
      case NameAndTypeEntry both -> {
        use(both.name());
        use(both.type());
      }
      case DynamicConstantPoolEntry dynamic -> use(dynamic.nameAndType());
      default -> {} // refers to nothing
    }
  }

  /** What tells an entry from others, the same in all pools. */
  private static String key(PoolEntry entry) {
    String content =
        switch (entry) {
          case Utf8Entry text -> text.stringValue();
          case ClassEntry type -> type.asInternalName();
          case StringEntry text -> text.stringValue();
          case MethodTypeEntry type -> type.descriptor().stringValue();
          case MethodHandleEntry handle -> handle.kind() + key(handle.reference());
          case MemberRefEntry member ->
              member.owner().asInternalName() + " " + key(member.nameAndType());
          case NameAndTypeEntry both -> both.name().stringValue() + " " + both.type().stringValue();
          case DynamicConstantPoolEntry dynamic ->
              dynamic.bootstrap().bsmIndex() + key(dynamic.nameAndType());
          case LoadableConstantEntry constant -> String.valueOf(constant.constantValue());
          default -> String.valueOf(entry);
        };
    return entry.tag() + " " + content;
  }
}
