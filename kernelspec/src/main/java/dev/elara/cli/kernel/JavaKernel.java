package dev.elara.cli.kernel;

import dev.elara.cli.config.Configuration;
import dev.elara.display.Renderers;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.InJavac;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.java.cell.SystemModules;
import dev.elara.java.practice.IdlePractice;
import dev.elara.java.practice.Idleness;
import dev.elara.java.practice.PracticeSession;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.KernelBuilder;
import dev.elara.kernel.Log;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.NullMarked;

/** Puts a kernel for Java together, which {@code elara kernel} and {@code elara run} share. */
public final class JavaKernel {

  /** How long the shell waits before it practises: meanwhile the kernel answers its client. */
  private static final Duration BEFORE_PRACTICE = Duration.ofSeconds(1);

  private final Renderers renderers = new Renderers();
  private final Idleness idleness = new Idleness();
  private final FutureTask<JavaShell> shell = new FutureTask<>(this::shell);
  private final Log log;

  /** Open once the shell has been prepared, whether that went well or not. */
  private final CountDownLatch warm = new CountDownLatch(1);

  private JavaKernel(Log log) {
    this.log = log;
  }

  /**
   * Begins to make a Java shell and to warm its compiler up, on a thread of its own. Never blocks:
   * whoever puts the kernel together has other things to prepare meanwhile.
   */
  public static JavaKernel begin(Log log) {
    var kernel = new JavaKernel(log);
    Thread.ofPlatform().daemon().name("elara-warm-up").start(kernel::prepare);
    Thread.ofPlatform().daemon().name("elara-warm-up-files").start(SystemModules::lookThrough);
    Thread.ofPlatform().daemon().name("elara-warm-up-javac").start(InJavac::prepare);
    return kernel;
  }

  /** A kernel whose language is Java, not built yet; blocks until there is a shell, warm or not. */
  public KernelBuilder builder() {
    return Kernel.builder(made()).renderers(renderers).log(log).activity(idleness);
  }

  /**
   * Begins to run cells that nobody sees whenever the kernel has had nothing to do for a moment, on
   * a thread of its own, until that gains nothing more or some seconds have gone into it. Never
   * blocks.
   */
  void practise() {
    Thread.ofPlatform().daemon().name("elara-practice").start(this::practiseWhileIdle);
  }

  private void practiseWhileIdle() {
    try {
      warm.await();
      var session =
          PracticeSession.with(
              new JavacCellCompiler(settings()), JavaKernel.class.getClassLoader());
      new IdlePractice(idleness).run(session);
    } catch (RuntimeException | Error failed) { // also if there is no memory for it
      log.warn("The kernel stopped practising; cells will take longer for a while.", failed);
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody does, it is over.
    }
  }

  private JavaShell shell() {
    return new JavaShell(
        new JavacCellCompiler(settings()), JavaKernel.class.getClassLoader(), renderers);
  }

  private void prepare() {
    shell.run();
    try {
      made().warmUp();
      Thread.sleep(BEFORE_PRACTICE);
      made().practise();
    } catch (RuntimeException | LinkageError failed) {
      log.warn("The Java shell could not warm up; the first cell will take longer.", failed);
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody does, it is over.
    } finally {
      warm.countDown();
    }
  }

  private JavaShell made() {
    return Await.result(shell);
  }

  /**
   * Lets a kernel that was built, but not started, begin with what its user has configured. Blocks
   * for a few small files.
   *
   * @return all that is configured
   */
  public static Configuration configure(Kernel kernel, Log log) {
    Configuration configuration = Configuration.ofProcess();
    Startup.prepare(kernel, configuration, log);
    return configuration;
  }

  private static CompilerSettings settings() {
    return new CompilerSettings(
        List.of(codeOf(Kernel.class), codeOf(NullMarked.class)),
        CompilerOptions.ofProcess(),
        CompilerOptions.preview(),
        CompilerSettings.KERNEL_IMPORTS);
  }

  /**
   * The jar or folder a class comes from: cells see the kernel's own API, not all its libraries.
   */
  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
