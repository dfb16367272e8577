package dev.elara.web.build;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of the Java API that exists in the browser, as TeaVM's class library has it. Names are
 * those of the API in internal form, such as {@code java/util/Map$Entry}.
 */
final class Library {

  private static final String LIBRARY = "org/teavm/classlib/";
  private static final String OBJECT = "java/lang/Object";

  /** TeaVM makes these of methods. */
  private static final Set<String> STREAMS =
      Set.of("java/lang/System.in", "java/lang/System.out", "java/lang/System.err");

  private static final String TIME = "org/threeten/bp/";
  private static final Pattern NAME =
      Pattern.compile("org/teavm/classlib/(java[\\w/]*/)T(\\w[\\w$]*)|org/threeten/bp/([\\w/$]+)");

  private final Map<String, Type> types = new HashMap<>();

  private record Type(
      @Nullable String parent, List<String> interfaces, Set<String> methods, Set<String> fields) {}

  /** Reads it from the class files of jars or folders; what is not the library's is left out. */
  static Library read(List<Path> entries) {
    var library = new Library();
    entries.forEach(entry -> ClassFiles.of(entry).forEach(library::add));
    return library;
  }

  /** Adds a class file if it is the library's, or written in its manner. */
  private void add(String file, byte[] bytes) {
    if (file.startsWith(LIBRARY + "java/") || file.startsWith(TIME)) {
      add(ClassFile.of().parse(bytes));
    }
  }

  private void add(ClassModel model) {
    var methods = new HashSet<String>();
    for (MethodModel method : model.methods()) {
      if (annotation(method, "Remove").isEmpty()) {
        String name =
            annotation(method, "Rename")
                .map(Library::value)
                .orElse(method.methodName().stringValue());
        methods.add(name + apiNames(method.methodType().stringValue()));
      }
    }
    var fields = new HashSet<String>();
    for (FieldModel field : model.fields()) {
      fields.add(field.fieldName().stringValue());
    }
    String name = apiNames(model.thisClass().asInternalName());
    var interfaces =
        model.interfaces().stream().map(each -> apiNames(each.asInternalName())).toList();
    String parent = model.superclass().map(each -> apiNames(each.asInternalName())).orElse(OBJECT);
    types.put(name, new Type(name.equals(OBJECT) ? null : parent, interfaces, methods, fields));
  }

  private static Optional<Annotation> annotation(MethodModel method, String simpleName) {
    var all = new ArrayList<Annotation>();
    method
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .map(RuntimeInvisibleAnnotationsAttribute::annotations)
        .ifPresent(all::addAll);
    method
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(RuntimeVisibleAnnotationsAttribute::annotations)
        .ifPresent(all::addAll);
    return all.stream()
        .filter(each -> each.className().equalsString("Lorg/teavm/interop/" + simpleName + ";"))
        .findFirst();
  }

  private static String value(Annotation annotation) {
    return ((AnnotationValue.OfString) annotation.elements().getFirst().value()).stringValue();
  }

  /** A name or descriptor in terms of the API instead of TeaVM's own names. */
  private static String apiNames(String text) {
    return NAME.matcher(text)
        .replaceAll(found ->
            (found.group(3) == null
                    ? found.group(1) + found.group(2)
                    : "java/time/" + found.group(3))
                .replace("$", "\\$"));
  }

  /** Whether there is a type of this internal name. */
  boolean hasType(String name) {
    return types.containsKey(name);
  }

  /** Whether the type or one it inherits from has the method. */
  boolean hasMethod(String owner, String name, String descriptor) {
    return has(owner, type -> type.methods().contains(name + descriptor));
  }

  /** Whether the type or one it inherits from has the field. */
  boolean hasField(String owner, String name) {
    return STREAMS.contains(owner + "." + name) || has(owner, type -> type.fields().contains(name));
  }

  private boolean has(String owner, Predicate<Type> wanted) {
    return has(owner, wanted, new HashSet<>());
  }

  private boolean has(String owner, Predicate<Type> wanted, Set<String> seen) {
    var type = types.get(owner);
    if (type == null || !seen.add(owner)) {
      return false;
    }
    return wanted.test(type)
        || (type.parent() != null && has(type.parent(), wanted, seen))
        || type.interfaces().stream().anyMatch(each -> has(each, wanted, seen));
  }
}
