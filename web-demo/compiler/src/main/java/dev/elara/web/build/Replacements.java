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
import java.util.Set;
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

  /** Calls of what the library lacks that have a substitute, by owner, name and descriptor. */
  private static final Set<String> CALLS =
      Set.of(
          "java/lang/String.lines()Ljava/util/stream/Stream;",
          "java/lang/String.stripIndent()Ljava/lang/String;",
          "java/util/ResourceBundle.getBundle(Ljava/lang/String;)Ljava/util/ResourceBundle;",
          "java/util/Map.copyOf(Ljava/util/Map;)Ljava/util/Map;",
          "java/io/Writer.nullWriter()Ljava/io/Writer;",
          "java/lang/ClassLoader.getPlatformClassLoader()Ljava/lang/ClassLoader;",
          "java/util/ResourceBundle.getBundle(Ljava/lang/String;Ljava/util/Locale;)Ljava/util/ResourceBundle;");

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
   * Writes a division that throws what Java throws on zero, where WebAssembly would end the
   * program; javac relies on it when it folds constants. Returns whether the instruction is one.
   */
  static boolean divide(CodeBuilder body, OperatorInstruction instruction) {
    return switch (instruction.opcode()) {
      case IDIV, IREM, LDIV, LREM -> {
        ClassDesc type = instruction.typeKind().upperBound();
        body.invokestatic(
            SUBSTITUTES,
            instruction.opcode().name().toLowerCase(Locale.ROOT),
            MethodTypeDesc.of(type, type, type));
        yield true;
      }
      default -> false;
    };
  }

  /** Whether a call of this method goes to a substitute. */
  static boolean isCall(String owner, String name, String descriptor) {
    return CALLS.contains(owner + "." + name + descriptor);
  }

  /** Writes the call of the substitute. */
  static void call(CodeBuilder body, InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    if (call.opcode() != Opcode.INVOKESTATIC) {
      type = type.insertParameterTypes(0, call.owner().asSymbol());
    }
    body.invokestatic(SUBSTITUTES, call.name().stringValue(), type);
  }

  /** The replacement for a method; null if it keeps its body. */
  static @Nullable Replacement of(String owner, MethodModel method) {
    return ALL.get(owner + "." + method.methodName());
  }
}
