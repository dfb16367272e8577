package dev.elara.web.build;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of javac that get another body, and why. */
final class Replacements {

  private static final ClassDesc SUBSTITUTES =
      ClassDesc.of("dev.elara.web.compiler.javac.Substitutes");

  private static final String JAVAC = "com/sun/tools/javac/";

  private static final Map<String, Replacement> ALL =
      Map.ofEntries(
          // Plug-ins and annotation processors need class loaders.
          Map.entry(JAVAC + "api/BasicJavacTask.initPlugins", Replacement.NOTHING),
          Map.entry(JAVAC + "api/BasicJavacTask.initDocLint", Replacement.NOTHING),
          Map.entry(JAVAC + "main/JavaCompiler.initProcessAnnotations", Replacement.NOTHING),
          // Nothing can be put into a package of javac's at run time.
          Map.entry("dev/elara/java/cell/InJavac.useResolve", Replacement.NOTHING),
          // The file manager is ours; there are no files to hold.
          Map.entry(JAVAC + "file/JavacFileManager.preRegister", Replacement.NOTHING),
          Map.entry(JAVAC + "file/BaseFileManager.deferredClose", Replacement.NOTHING),
          // A comment's first sentence is not told from the others; nothing here asks for it.
          Map.entry(
              JAVAC + "tree/DocTreeMaker$SentenceBreaker.getSentenceBreak", Replacement.NOTHING),
          // javac looks for its own classes by name.
          Map.entry("com/sun/source/util/Trees.getJavacTrees", Replacement.SUBSTITUTE),
          // There are no services.
          Map.entry("com/sun/tools/doclint/DocLint.newDocLint", Replacement.SUBSTITUTE),
          Map.entry(JAVAC + "api/JavacTrees.transform", Replacement.SUBSTITUTE),
          // There are no module layers.
          Map.entry(
              JAVAC + "comp/Modules.filterAlreadyWarnedIncubatorModules", Replacement.SUBSTITUTE));

  /** Calls of what the library lacks or does otherwise, and the substitutes' names. */
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("java/lang/String.lines()Ljava/util/stream/Stream;", "lines"),
          Map.entry("java/lang/String.stripIndent()Ljava/lang/String;", "stripIndent"),
          Map.entry("java/lang/String.translateEscapes()Ljava/lang/String;", "translateEscapes"),
          Map.entry(
              "java/util/ResourceBundle.getBundle(Ljava/lang/String;)Ljava/util/ResourceBundle;",
              "getBundle"),
          Map.entry("java/util/Map.copyOf(Ljava/util/Map;)Ljava/util/Map;", "copyOf"),
          Map.entry("java/io/Writer.nullWriter()Ljava/io/Writer;", "nullWriter"),
          Map.entry(
              "java/lang/ClassLoader.getPlatformClassLoader()Ljava/lang/ClassLoader;",
              "getPlatformClassLoader"),
          Map.entry(
              "java/util/ResourceBundle.getBundle(Ljava/lang/String;Ljava/util/Locale;)Ljava/util/ResourceBundle;",
              "getBundle"),
          Map.entry("java/lang/Double.valueOf(Ljava/lang/String;)Ljava/lang/Double;", "doubleOf"),
          Map.entry("java/lang/Float.valueOf(Ljava/lang/String;)Ljava/lang/Float;", "floatOf"));

  private Replacements() {}

  /** How a body is made. */
  enum Replacement {
    /** Returns at once: nothing, false, zero or null. */
    NOTHING {
      @Override
      void write(CodeBuilder body, ClassModel model, MethodModel method) {
        var result = TypeKind.from(method.methodTypeSymbol().returnType());
        switch (result) {
          case VOID -> body.return_();
          case REFERENCE -> body.aconst_null().areturn();
          case INT, BOOLEAN, BYTE, CHAR, SHORT -> body.iconst_0().ireturn();
          case LONG -> body.lconst_0().lreturn();
          case FLOAT -> body.fconst_0().freturn();
          case DOUBLE -> body.dconst_0().dreturn();
        }
      }
    },

    /** Calls the method of the same name in {@code Substitutes}, the receiver first. */
    SUBSTITUTE {
      @Override
      void write(CodeBuilder body, ClassModel model, MethodModel method) {
        MethodTypeDesc type = method.methodTypeSymbol();
        if (!method.flags().has(AccessFlag.STATIC)) {
          body.aload(0);
          type = type.insertParameterTypes(0, model.thisClass().asSymbol());
        }
        MethodTypeDesc own = method.methodTypeSymbol();
        for (int at = 0; at < own.parameterCount(); at++) {
          body.loadLocal(TypeKind.from(own.parameterType(at)), body.parameterSlot(at));
        }
        body.invokestatic(SUBSTITUTES, method.methodName().stringValue(), type)
            .return_(TypeKind.from(type.returnType()));
      }
    };

    abstract void write(CodeBuilder body, ClassModel model, MethodModel method);
  }

  /**
   * Writes arithmetic that TeaVM does otherwise than Java, where javac folds constants: a division
   * by zero ends the program, and the negative of 0.0 is 0.0. Returns whether the instruction is
   * such a one.
   */
  static boolean calculate(CodeBuilder body, OperatorInstruction instruction) {
    ClassDesc type = instruction.typeKind().upperBound();
    MethodTypeDesc method =
        switch (instruction.opcode()) {
          case IDIV, IREM, LDIV, LREM -> MethodTypeDesc.of(type, type, type);
          case FNEG, DNEG -> MethodTypeDesc.of(type, type);
          default -> null;
        };
    if (method == null) {
      return false;
    }
    body.invokestatic(SUBSTITUTES, instruction.opcode().name().toLowerCase(Locale.ROOT), method);
    return true;
  }

  /** Whether a call of this method goes to a substitute. */
  static boolean isCall(String owner, String name, String descriptor) {
    return CALLS.containsKey(owner + "." + name + descriptor);
  }

  /** Writes the call of the substitute if the method called has one. Returns whether it has. */
  static boolean call(CodeBuilder body, InvokeInstruction call) {
    String called =
        call.owner().asInternalName() + "." + call.name().stringValue() + call.type().stringValue();
    String substitute = CALLS.get(called);
    if (substitute == null) {
      return false;
    }
    MethodTypeDesc type = call.typeSymbol();
    if (call.opcode() != Opcode.INVOKESTATIC) {
      type = type.insertParameterTypes(0, call.owner().asSymbol());
    }
    body.invokestatic(SUBSTITUTES, substitute, type);
    return true;
  }

  /** The replacement for a method; null if it keeps its body. */
  static @Nullable Replacement of(String owner, MethodModel method) {
    return ALL.get(owner + "." + method.methodName());
  }
}
