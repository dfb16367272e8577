package dev.elara.web.engine.classfile;

/** A constant of a class file's pool as it is written there (JVMS 4.4). */
public sealed interface Constant {

  record Utf(String text) implements Constant {}

  record IntValue(int value) implements Constant {}

  record FloatValue(float value) implements Constant {}

  record LongValue(long value) implements Constant {}

  record DoubleValue(double value) implements Constant {}

  /** A class by its internal name, or an array's descriptor. */
  record ClassName(String name) implements Constant {}

  record Text(String value) implements Constant {}

  /** A field or a method of a class; {@code onInterface} as the compiler thought. */
  record Member(String owner, String name, String descriptor, boolean onInterface)
      implements Constant {}

  record NameAndType(String name, String descriptor) implements Constant {}

  /** How a member is used, with the kinds of JVMS 4.4.8. */
  record Handle(int kind, Member member) implements Constant {}

  record MethodType(String descriptor) implements Constant {}

  /** A constant or a call site that a bootstrap method makes; {@code site} tells which. */
  record Dynamic(int bootstrap, String name, String descriptor, boolean site) implements Constant {}

  /** A module's or a package's name. */
  record Other(String name) implements Constant {}
}
