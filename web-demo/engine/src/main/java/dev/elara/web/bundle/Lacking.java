package dev.elara.web.bundle;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the public API the engine cannot run, with the reasons: for the compiler, which does not
 * offer it to cells and says why. A method that others may override is not lacking while it is
 * abstract; a class is if every way to make an object of it is, and all its static methods.
 */
final class Lacking {

  private final Map<String, byte[]> classFiles;
  private final Reach reach;
  private final Reasons reasons;

  /** What is lacking of these class files, by internal name. */
  Lacking(Map<String, byte[]> classFiles, Reach reach, Reasons reasons) {
    this.classFiles = classFiles;
    this.reach = reach;
    this.reasons = reasons;
  }

  /**
   * In each line the internal name of a class, or that of a class, a dot, a method's name and its
   * descriptor; then a tab and why it is lacking.
   */
  List<String> lines() {
    var lines = new ArrayList<String>();
    classFiles.forEach((name, bytes) -> {
      if (name.startsWith("java/") || name.startsWith("javax/")) {
        ClassModel model = ClassFile.of().parse(bytes);
        if (isPublic(model)) {
          lines.addAll(lines(name, model));
        }
      }
    });
    return lines;
  }

  private static boolean isPublic(ClassModel model) {
    return model.flags().has(AccessFlag.PUBLIC)
        || model
            .findAttribute(java.lang.classfile.Attributes.innerClasses())
            .map(InnerClassesAttribute::classes)
            .stream()
            .flatMap(List::stream)
            .anyMatch(inner ->
                inner.innerClass().equals(model.thisClass())
                    && inner.flags().contains(AccessFlag.PROTECTED));
  }

  private List<String> lines(String name, ClassModel model) {
    var whole = reasons.of(name);
    if (whole.isPresent()) {
      return List.of(line(name, whole.get()));
    }
    var members = model.methods().stream().filter(each -> isOffered(each.flags())).toList();
    var lacking = members.stream().filter(each -> cause(name, each) != null).toList();
    if (!lacking.isEmpty() && isClass(model) && lacking.containsAll(makers(members))) {
      return List.of(line(name, reasons.of(name, String.valueOf(cause(name, lacking.getFirst())))));
    }
    return members.stream()
        .filter(each -> !each.flags().has(AccessFlag.ABSTRACT))
        .flatMap(each -> line(name, each).stream())
        .toList();
  }

  private Optional<String> line(String owner, MethodModel method) {
    String name = owner + "." + key(method);
    return reasons
        .of(name)
        .or(() -> Optional.ofNullable(cause(owner, method)).map(cause -> reasons.of(owner, cause)))
        .map(reason -> line(name, reason));
  }

  private static String line(String name, String reason) {
    return name + "\t" + reason;
  }

  private static boolean isOffered(AccessFlags flags) {
    return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
  }

  private static boolean isClass(ClassModel model) {
    return Stream.of(AccessFlag.INTERFACE, AccessFlag.ENUM).noneMatch(model.flags()::has);
  }

  /** What gives something to somebody who has no object of the class. */
  private static List<MethodModel> makers(List<MethodModel> members) {
    var makers =
        members.stream()
            .filter(each ->
                each.flags().has(AccessFlag.STATIC) || each.methodName().equalsString("<init>"))
            .toList();
    return makers.isEmpty() ? members : makers;
  }

  private static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  /** The native method a member comes down to; null if it can be used. */
  private @Nullable String cause(String owner, MethodModel method) {
    if (reasons.keeps(owner + "." + key(method))) {
      return null;
    }
    String cause = reach.cause(owner, key(method));
    boolean starts =
        method.flags().has(AccessFlag.STATIC) || method.methodName().equalsString("<init>");
    return cause == null && starts ? reach.causeOfStart(owner) : cause;
  }
}
