package dev.elara.web.library;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a field by reflection: takes the place of the JDK's accessors, which are made of
 * method handles. It has their methods; nothing checks that it has their type.
 */
public final class FieldAccess {

  private final Field field;
  private final boolean readOnly;

  private FieldAccess(Field field, boolean readOnly) {
    this.field = field;
    this.readOnly = readOnly;
  }

  /** In place of {@code Field.getFieldAccessor}. */
  public static FieldAccess of(Field field) {
    return new FieldAccess(field, Modifier.isFinal(field.getModifiers()));
  }

  /** In place of {@code Field.getOverrideFieldAccessor}: for a field that was made accessible. */
  public static FieldAccess ofAccessible(Field field) {
    boolean fixed = Modifier.isStatic(field.getModifiers()) || field.getDeclaringClass().isRecord();
    return new FieldAccess(field, Modifier.isFinal(field.getModifiers()) && fixed);
  }

  private void check(@Nullable Object object) {
    if (!Modifier.isStatic(field.getModifiers())
        && !field.getDeclaringClass().isInstance(Objects.requireNonNull(object))) {
      throw new IllegalArgumentException(
          "Can not get "
              + field.getType().getName()
              + " field "
              + field.getDeclaringClass().getName()
              + "."
              + field.getName()
              + " on "
              + object.getClass().getName());
    }
  }

  private IllegalArgumentException wrong(String type) {
    return new IllegalArgumentException(
        "The field " + field.getName() + " of type " + field.getType() + " is not " + type);
  }

  /** Its value, boxed. */
  public @Nullable Object get(@Nullable Object object) {
    check(object);
    return read(field, object);
  }

  public boolean getBoolean(@Nullable Object object) {
    if (field.getType() == boolean.class && get(object) instanceof Boolean value) {
      return value;
    }
    throw wrong("boolean");
  }

  public byte getByte(@Nullable Object object) {
    return (byte) whole(object, "byte");
  }

  public short getShort(@Nullable Object object) {
    return (short) whole(object, "short");
  }

  public char getChar(@Nullable Object object) {
    return (char) whole(object, "char");
  }

  public int getInt(@Nullable Object object) {
    return (int) whole(object, "int");
  }

  public long getLong(@Nullable Object object) {
    return whole(object, "long");
  }

  public float getFloat(@Nullable Object object) {
    return (float) real(object, "float");
  }

  public double getDouble(@Nullable Object object) {
    return real(object, "double");
  }

  private long fail(String type) {
    throw wrong(type);
  }

  private long whole(@Nullable Object object, String type) {
    Object value = field.getType().isPrimitive() ? get(object) : null;
    return switch (value) {
      case Character letter -> letter;
      case Long number -> type.equals("long") ? number : fail(type);
      case Integer number -> type.equals("long") || type.equals("int") ? number : fail(type);
      case Short number -> number;
      case Byte number -> number;
      case null, default -> fail(type);
    };
  }

  private double real(@Nullable Object object, String type) {
    Object value = field.getType().isPrimitive() ? get(object) : null;
    return switch (value) {
      case Double number -> type.equals("double") ? number : fail(type);
      case Float number -> number;
      case null, default -> whole(object, "long");
    };
  }

  /** Gives it a value, unboxed if it must be. */
  public void set(@Nullable Object object, @Nullable Object value) throws IllegalAccessException {
    check(object);
    if (readOnly) {
      throw new IllegalAccessException("Can not set final field " + field);
    }
    Class<?> type = field.getType();
    if (type.isPrimitive() ? value == null : value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(
          "Can not set " + field + " to " + (value == null ? "null" : value.getClass().getName()));
    }
    write(field, object, value);
  }

  public void setBoolean(@Nullable Object object, boolean value) throws IllegalAccessException {
    set(object, value);
  }

  public void setByte(@Nullable Object object, byte value) throws IllegalAccessException {
    set(object, value);
  }

  public void setShort(@Nullable Object object, short value) throws IllegalAccessException {
    set(object, value);
  }

  public void setChar(@Nullable Object object, char value) throws IllegalAccessException {
    set(object, value);
  }

  public void setInt(@Nullable Object object, int value) throws IllegalAccessException {
    set(object, value);
  }

  public void setLong(@Nullable Object object, long value) throws IllegalAccessException {
    set(object, value);
  }

  public void setFloat(@Nullable Object object, float value) throws IllegalAccessException {
    set(object, value);
  }

  public void setDouble(@Nullable Object object, double value) throws IllegalAccessException {
    set(object, value);
  }

  private static native @Nullable Object read(Field field, @Nullable Object object);

  private static native void write(Field field, @Nullable Object object, @Nullable Object value);
}
