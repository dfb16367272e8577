package dev.elara.web.engine.classfile;

import org.jspecify.annotations.Nullable;

/**
 * What a class file says of annotations that are there at run time (JVMS 4.7.16 to 4.7.22): bytes
 * that the JDK's own parser reads.
 *
 * @param own those of the class or member itself
 * @param parameters those of a method's parameters
 * @param standard what an annotation's element is if nothing is said
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Annotations(
    byte @Nullable [] own, byte @Nullable [] parameters, byte @Nullable [] standard) {

  /** Of what has none. */
  public static final Annotations NONE = new Annotations(null, null, null);

  /** These and one more attribute of a class or member; itself if that is of another kind. */
  Annotations with(String attribute, byte[] bytes) {
    return switch (attribute) {
      case "RuntimeVisibleAnnotations" -> new Annotations(bytes, parameters, standard);
      case "RuntimeVisibleParameterAnnotations" -> new Annotations(own, bytes, standard);
      case "AnnotationDefault" -> new Annotations(own, parameters, bytes);
      default -> this;
    };
  }

  /** Whether an attribute is one of those. */
  static boolean isOne(String attribute) {
    return attribute.equals("AnnotationDefault")
        || (attribute.startsWith("RuntimeVisible") && !attribute.contains("Type"));
  }
}
