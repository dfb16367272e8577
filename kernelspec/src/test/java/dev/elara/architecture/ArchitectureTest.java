package dev.elara.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may import whom. This module sees all the others, so the test lives here. */
class ArchitectureTest {

  private static final JavaClasses ELARA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/fast/test-classes/"))
          .importPackages("dev.elara");

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.elara..");

  private static final String[] KERNEL_CORE = {
    "dev.elara.caller..",
    "dev.elara.message..",
    "dev.elara.kernel..",
    "dev.elara.comm..",
    "dev.elara.shell..",
    "dev.elara.display.."
  };

  private static final String[] NEEDS_JAVAC = {
    "dev.elara.java.cell..", "dev.elara.java.namespace..", "dev.elara.java.assist.."
  };

  private static final String[] NEEDS_LOADED_CLASSES = {
    "dev.elara.java.runtime..", "dev.elara.java.render..", "dev.elara.java.magic.."
  };

  @Test
  void everyModuleIsSeen() {
    for (var name : new String[] {"caller", "kernel", "zmq", "ws", "java.cell", "cli"}) {
      assertThat(ELARA.containPackage("dev.elara." + name)).as(name).isTrue();
    }
  }

  @Test
  void callersImportNothingOfOurs() {
    importsOnlyOfOurs("dev.elara.caller..", "dev.elara.caller..");
  }

  @Test
  void messagesImportNothingOfOurs() {
    importsOnlyOfOurs("dev.elara.message..", "dev.elara.message..");
  }

  @Test
  void kernelCoreImportsNothingButTheJdkAndJspecify() {
    check(
        classes()
            .that(resideInAnyPackage(KERNEL_CORE))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(KERNEL_CORE)
                    .or(resideInAnyPackage("java..", "org.jspecify.annotations.."))));
  }

  @Test
  void kernelCoreNeedsNothingThatTheBrowserLacks() {
    var lacking =
        resideInAnyPackage(
                "java.util.concurrent.locks..",
                "java.lang.reflect..",
                "java.nio.channels..",
                "java.net..")
            .or(
                named(
                    "java.util.concurrent.CompletableFuture",
                    "java.util.concurrent.ExecutorService",
                    "java.util.concurrent.Executors",
                    "java.util.Scanner",
                    "java.util.StringJoiner",
                    "java.lang.System$Logger",
                    "java.lang.InheritableThreadLocal"));
    check(
        noClasses()
            .that(
                resideInAnyPackage(KERNEL_CORE)
                    .and(not(outermostStartsWith("Jvm")))
                    // Finds the platform by name; web-demo/engine shows that TeaVM takes it.
                    .and(not(named("dev.elara.caller.platform.Platforms"))))
            .should()
            .dependOnClassesThat(lacking));
  }

  @Test
  void transportsImportOnlyKernelCore() {
    importsOnlyOfOurs("dev.elara.zmq..", with(KERNEL_CORE, "dev.elara.zmq.."));
    importsOnlyOfOurs("dev.elara.ws..", with(KERNEL_CORE, "dev.elara.ws.."));
  }

  @Test
  void theJavaShellImportsOnlyKernelCore() {
    importsOnlyOfOurs("dev.elara.java..", with(KERNEL_CORE, "dev.elara.java.."));
  }

  @Test
  void nothingImportsTheCommandLine() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.elara.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.elara.cli..")));
  }

  @Test
  void whatNeedsJavacKnowsNothingOfLoadedClasses() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(NEEDS_JAVAC)
                    // Javac asks its file manager for a loader of plugins and gets an empty one.
                    .and(not(named("dev.elara.java.cell.CellFileManager")))
                    // It loads what is put into javac's own package.
                    .and(not(named("dev.elara.java.cell.InJavac"))))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(NEEDS_LOADED_CLASSES)
                    .or(resideInAPackage("java.lang.reflect.."))
                    .or(named("java.lang.ClassLoader"))));
  }

  @Test
  void whatNeedsLoadedClassesKnowsNothingOfJavac() {
    check(
        noClasses()
            .that(resideInAnyPackage(NEEDS_LOADED_CLASSES))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("com.sun.source..", "com.sun.tools..", "javax.tools..")));
  }

  @Test
  void packagesOfAModuleFormNoCycles() {
    check(slices().matching("dev.elara.(*)..").should().beFreeOfCycles());
    check(slices().matching("dev.elara.java.(*)..").should().beFreeOfCycles());
  }

  private static void importsOnlyOfOurs(String who, String... whom) {
    check(
        noClasses()
            .that(resideInAPackage(who))
            .should()
            .dependOnClassesThat(OURS.and(not(resideInAnyPackage(whom)))));
  }

  private static void check(ArchRule rule) {
    rule.check(ELARA);
  }

  private static String[] with(String[] packages, String another) {
    var all = Arrays.copyOf(packages, packages.length + 1);
    all[packages.length] = another;
    return all;
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "one of " + String.join(", ", names), c -> List.of(names).contains(c.getName()));
  }

  private static DescribedPredicate<JavaClass> outermostStartsWith(String prefix) {
    return DescribedPredicate.describe(
        "in a file named " + prefix + "…",
        c -> {
          var outermost = c;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return simpleNameStartingWith(prefix).test(outermost);
        });
  }
}
