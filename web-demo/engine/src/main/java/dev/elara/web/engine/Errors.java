package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** Makes what the engine itself throws, and the traces of everything thrown. */
final class Errors {

  private static final String THROWABLE = "java/lang/Throwable";

  /**
   * Where something was thrown.
   *
   * @param methods the innermost first
   * @param positions in their code
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Trace(VmMethod[] methods, int[] positions) {}

  private final Vm vm;

  Errors(Vm vm) {
    this.vm = vm;
  }

  /** Where an instruction finds null. */
  Thrown nullPointer() {
    Thrown made = nullArgument();
    vm.set(made.exception, "extendedMessageState", 1); // its message has still to be asked for
    return made;
  }

  /** Where a method of the engine is given null: no instruction tells what. */
  Thrown nullArgument() {
    return make("java/lang/NullPointerException", null);
  }

  /** What a JVM says of a NullPointerException without a message; null if nothing. */
  @Nullable String whatWasNull(Instance exception) {
    return vm.ref(exception, "backtrace") instanceof Instance backtrace
            && backtrace.host instanceof Trace trace
            && trace.methods.length > 0
        ? NullMessages.of(trace.methods[0], trace.positions[0])
        : null;
  }

  /** What is wrong with the use of an element: there is no array, or no such element. */
  Thrown badElement(@Nullable Object array, int index) {
    return array == null
        ? nullPointer()
        : make(
            "java/lang/ArrayIndexOutOfBoundsException",
            "Index " + index + " out of bounds for length " + ArrayOps.length(array));
  }

  Thrown badCast(VmClass from, VmClass to) {
    return make(
        "java/lang/ClassCastException",
        "class "
            + from.binaryName()
            + " cannot be cast to class "
            + to.binaryName()
            + " ("
            + where(from, to)
            + ")");
  }

  private static String where(VmClass from, VmClass to) {
    if (isJdk(from) == isJdk(to)) {
      return from.binaryName()
          + " and "
          + to.binaryName()
          + (isJdk(from)
              ? " are in module java.base of loader 'bootstrap'"
              : " are in unnamed module of loader 'app'");
    }
    return place(from) + "; " + place(to);
  }

  private static String place(VmClass type) {
    return type.binaryName()
        + (isJdk(type)
            ? " is in module java.base of loader 'bootstrap'"
            : " is in unnamed module of loader 'app'");
  }

  private static boolean isJdk(VmClass type) {
    VmClass base = type;
    for (VmClass each = type; each != null; each = each.element) {
      base = each;
    }
    return base.primitive != 0 || base.name.startsWith("java/") || base.name.startsWith("jdk/");
  }

  /** An exception or error as its constructor with a message would make it. */
  Thrown make(String name, @Nullable String message) {
    Instance made = new Instance(vm.classes.find(name));
    prepare(made);
    if (message != null) {
      vm.set(made, "detailMessage", vm.strings.make(message));
    }
    return new Thrown(made);
  }

  /** What the program sees when a class's initialiser threw this. */
  Instance ofInitializer(Instance thrown) {
    return thrown.type.isSubclassOf(vm.classes.find("java/lang/Error"))
        ? thrown
        : wrap("java/lang/ExceptionInInitializerError", "cause", thrown);
  }

  /** An exception that holds another in one of its fields. */
  Instance wrap(String name, String field, Instance thrown) {
    Instance made = make(name, null).exception;
    vm.set(made, "cause", null);
    vm.set(made, field, thrown);
    return made;
  }

  private void prepare(Instance made) {
    VmClass throwable = vm.classes.find(THROWABLE);
    vm.set(made, "cause", made);
    vm.set(made, "stackTrace", vm.statics(throwable, "UNASSIGNED_STACK"));
    vm.set(made, "suppressedExceptions", vm.statics(throwable, "SUPPRESSED_SENTINEL"));
    fill(made);
  }

  /** Notes where the running thread is, as where {@code exception} was thrown. */
  void fill(Instance exception) {
    VmThread thread = vm.scheduler.running();
    int count = thread == null ? 0 : thread.depth();
    int top = count - 1;
    while (top >= 0 && thread != null && belongsTo(thread.frame(top).method, exception)) {
      top--;
    }
    Trace trace = thread == null ? new Trace(new VmMethod[0], new int[0]) : trace(thread, top);
    Instance backtrace = new Instance(vm.classes.find("java/lang/Object"));
    backtrace.host = trace;
    vm.set(exception, "backtrace", backtrace);
    vm.set(exception, "depth", trace.methods.length);
    vm.set(exception, "stackTrace", vm.statics(vm.classes.find(THROWABLE), "UNASSIGNED_STACK"));
  }

  /** Where a thread is. */
  Trace trace(VmThread thread) {
    return trace(thread, thread.depth() - 1);
  }

  private static Trace trace(VmThread thread, int top) {
    int kept = Math.min(top + 1, 1024);
    VmMethod[] methods = new VmMethod[kept];
    int[] positions = new int[kept];
    for (int i = 0; i < kept; i++) {
      Frame frame = thread.frame(top - i);
      methods[i] = frame.method;
      positions[i] = top - i == thread.depth() - 1 ? frame.pc : frame.pc - 1;
    }
    return new Trace(methods, positions);
  }

  private static boolean belongsTo(VmMethod method, Instance exception) {
    return method.info.name().equals("fillInStackTrace")
        || (method.info.name().equals("<init>") && exception.type.isSubclassOf(method.owner));
  }

  /** A trace as an array of java.lang.StackTraceElement. */
  RefArray elements(Trace trace) {
    VmClass type = vm.classes.find("java/lang/StackTraceElement");
    int count = trace.methods.length;
    RefArray made = new RefArray(vm.classes.arrayOf(type), count);
    for (int i = 0; i < count; i++) {
      made.elements[i] = element(type, trace.methods[i], trace.positions[i]);
    }
    return made;
  }

  private Instance element(VmClass type, VmMethod method, int position) {
    Instance made = new Instance(type);
    vm.set(made, "declaringClass", vm.strings.make(method.owner.binaryName()));
    vm.set(made, "methodName", vm.strings.make(method.info.name()));
    String file = method.owner.file == null ? null : method.owner.file.sourceFile();
    if (file != null) {
      vm.set(made, "fileName", vm.strings.make(file));
    }
    if (isJdk(method.owner)) {
      vm.set(made, "moduleName", vm.strings.make("java.base"));
    }
    vm.set(made, "lineNumber", method.code().lineAt(position));
    return made;
  }
}
