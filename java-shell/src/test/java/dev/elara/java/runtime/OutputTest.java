package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import java.util.Collections;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
public class OutputTest {

  private final World world = new World();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "print.run();",
        "Thread t = new Thread(print); t.start(); t.join();",
        "Thread t = new Thread(() -> { Thread u = new Thread(print); u.start(); try { u.join(); }"
            + " catch (InterruptedException e) {} }); t.start(); t.join();",
        "Thread.startVirtualThread(print).join();",
        "Thread.ofVirtual().start(print).join();",
        "Thread.ofPlatform().name(\"x\").start(print).join();",
        "try (var e = Executors.newFixedThreadPool(2)) { e.submit(print); }",
        "try (var e = Executors.newVirtualThreadPerTaskExecutor()) { e.execute(print); }",
        "var e = Executors.newScheduledThreadPool(1); e.schedule(print, 1,"
            + " TimeUnit.MILLISECONDS).get(); e.shutdown();",
        "try (var e = Executors.newFixedThreadPool(1)) {"
            + " e.invokeAll(List.of(Executors.callable(print))); }",
        "CompletableFuture.runAsync(print).get();",
        "CompletableFuture.supplyAsync(() -> { print.run(); return 1; }).get();",
        "CompletableFuture.supplyAsync(() -> 1).thenAcceptAsync(x -> print.run()).get();",
        "IntStream.range(0, 1).parallel().forEach(i -> print.run());",
        "ForkJoinPool.commonPool().submit(() -> print.run()).get();",
        "var l = new CountDownLatch(1); new Timer(true).schedule(new TimerTask() { public void"
            + " run() { print.run(); l.countDown(); } }, 1); l.await();",
        "Shared.pool.submit(print).get();",
        "Shared.pool.submit(() -> { print.run(); return 1; }).get();",
        "Shared.pool.execute(print); Shared.pool.submit(() -> 1).get();",
        "Function<Runnable, Future<?>> submit = Shared.pool::submit; submit.apply(print).get();",
        "Executor e = Shared.pool::execute; e.execute(print); Shared.pool.submit(() -> 1).get();",
        "BiFunction<ExecutorService, Runnable, Future<?>> f = ExecutorService::submit;"
            + " f.apply(Shared.pool, print).get();",
        "Function<Runnable, CompletableFuture<Void>> f = CompletableFuture::runAsync;"
            + " f.apply(print).get();",
        "CompletableFuture.supplyAsync(() -> 1).thenApplyAsync(x -> { print.run(); return x; },"
            + " Shared.pool).get();",
        "CompletableFuture.runAsync(() -> {}).handle((x, e) -> { print.run(); return 1; }).get();",
        "CompletionStage<Integer> s = CompletableFuture.supplyAsync(() -> 1, Shared.pool);"
            + " s.whenComplete((x, e) -> print.run()).toCompletableFuture().get();",
        "new ExecutorCompletionService<Object>(Shared.pool).submit(print, 1).get();",
        "new ForkJoinPool(1).submit(() -> { print.run(); return 1; }).get();",
        "Shared.promise.thenRun(print).get();",
        "var l = new CountDownLatch(1); Shared.timer.schedule(new TimerTask() { public void run() {"
            + " print.run(); cancel(); l.countDown(); } }, 1, 1); l.await();",
        "class T extends Thread { public void run() { print.run(); } } Thread t = new T();"
            + " t.start(); t.join();",
        "Stream.of(new Thread(print)).peek(Thread::start).forEach(t -> { try { t.join(); } catch"
            + " (InterruptedException e) {} });",
      })
  void whatAnyThreadOfACellPrintsGoesToThatCell(String body) {
    world.run(
        world.execution(),
        world.cells.code(
            "Cell 1",
            "Shared",
            "pool.submit(() -> 1).get(); timer.schedule(new TimerTask() { public void run() {} }, 0);"
                + " return 1; } static ExecutorService pool = Executors.newFixedThreadPool(1);"
                + " static CompletableFuture<Integer> promise = CompletableFuture.supplyAsync("
                + "() -> 1, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));"
                + " static Timer timer = new Timer(true); static {"));
    var execution = world.execution();
    world.run(
        execution, "Runnable print = () -> System.out.print(\"here\");" + body + " return 0;");
    assertThat(execution.stdout()).isEqualTo("here");
  }

  @Test
  void aThreadPrintsToItsCellAfterThatHasEnded() throws Exception {
    world.run(
        world.execution(),
        world.cells.cell("Cell 1", "Gate", "static CountDownLatch open = new CountDownLatch(1);"));
    var first = world.execution();
    world.run(
        first,
        "new Thread(() -> { try { Gate.open.await(); } catch (InterruptedException e) {}"
            + " System.out.print(\"late\"); }).start(); return 0;");
    var second = world.execution();
    world.run(second, "System.out.print(\"second\"); Gate.open.countDown(); return 0;");
    first.awaitStdout("late");
    assertThat(second.stdout()).isEqualTo("second");
  }

  @Test
  void cellsThatRunSideBySideKeepTheirOutputApart() throws Exception {
    var first = world.execution();
    var second = world.execution();
    var one = world.code(first, "for (int i = 0; i < 1000; i++) System.out.println(1); return 0;");
    var two = world.code(second, "for (int i = 0; i < 1000; i++) System.out.println(2); return 0;");
    try (var both = Executors.newFixedThreadPool(2)) {
      both.execute(() -> world.run(first, one));
      both.execute(() -> world.run(second, two));
    }
    assertThat(first.stdout()).isEqualTo("1\n".repeat(1000));
    assertThat(second.stdout()).isEqualTo("2\n".repeat(1000));
  }

  @Test
  void parallelStreamsOfCellsThatRunSideBySideKeepTheirOutputApart() throws Exception {
    var first = world.execution();
    var second = world.execution();
    String body =
        "IntStream.range(0, 2000).parallel().forEach(i -> System.out.println(N));return 0;";
    var one = world.code(first, body.replace("N", "1"));
    var two = world.code(second, body.replace("N", "2"));
    var together = new CyclicBarrier(2);
    var other =
        new FutureTask<>(() -> {
          together.await();
          return world.run(first, one);
        });
    Thread.ofPlatform().start(other);
    together.await();
    world.run(second, two);
    other.get();
    assertThat(first.stdout()).isEqualTo("1\n".repeat(2000));
    assertThat(second.stdout()).isEqualTo("2\n".repeat(2000));
  }

  @Test
  void aParallelStreamOverAFunctionOfAnEarlierCellPrintsToTheCellThatWaits() {
    var first = world.execution();
    world.run(
        first,
        world.cells.cell("Cell 1", "Earlier", "static void say(int i) { System.out.print('x'); }"));
    var second = world.execution();
    world.run(second, "IntStream.range(0, 500).parallel().forEach(Earlier::say); return 0;");
    assertThat(second.stdout()).isEqualTo("x".repeat(500));
    assertThat(first.stdout()).isEmpty();
  }

  @Test
  void aLibrarysThreadThatCallsBackPrintsToTheCellWhoseCodeItRuns() throws Exception {
    var first = world.execution();
    world.run(
        first,
        "dev.elara.java.runtime.OutputTest.callback = () -> System.out.print(\"called\"); return 0;");
    var second = world.execution();
    world.run(second, "return 0;");
    var foreign =
        Thread.ofPlatform().inheritInheritableThreadLocals(false).start(() -> callback.run());
    foreign.join();
    assertThat(first.stdout()).isEqualTo("called");
    assertThat(second.stdout()).isEmpty();
  }

  /** What a cell leaves for a thread that it has not started. */
  public static Runnable callback = () -> {};

  @Test
  void linesOfManyThreadsStayWhole() {
    var execution = world.execution();
    world.run(
        execution,
        "try (var e = Executors.newFixedThreadPool(8)) { for (int t = 0; t < 8; t++) e.submit(() ->"
            + " { for (int i = 0; i < 500; i++) System.out.println(\"a whole line\"); }); } return"
            + " 0;");
    assertThat(execution.stdout().lines()).isEqualTo(Collections.nCopies(4000, "a whole line"));
  }

  @Test
  void everyWayOfPrintingPrintsWhatPrintStreamPrints() {
    var execution = world.execution();
    world.run(
        execution,
        """
        var out = System.out;
        out.print(true); out.print('c'); out.print(1); out.print(2L); out.print(1.5f);
        out.print(2.5); out.print(new char[] {'x', 'y'}); out.print((String) null);
        out.print((Object) null); out.println(); out.println(1); out.println('c');
        out.println(new char[] {'z'}); out.println(List.of(1)); out.printf("%d|%s%n", 1, "a");
        out.format(Locale.GERMAN, "%.1f", 1.5); out.append("app").append('e').append("xnd", 1, 3);
        out.write('\\n'); out.write(new byte[] {(byte) 0xE2, (byte) 0x82});
        out.write(new byte[] {(byte) 0xAC, 'x'}, 0, 2); out.writeBytes(new byte[] {'y'});
        out.write(new byte[] {(byte) 0xff}); IO.println("io"); IO.print(1); out.flush();
        out.close(); out.print("still"); out.write(0xC3);
        return 0;
        """);
    assertThat(execution.stdout())
        .isEqualTo(
            "truec121.52.5xynullnull\n1\nc\nz\n[1]\n1|a\n1,5append\n€xy\ufffdio\n1still\ufffd");
  }

  @Test
  void anUncaughtExceptionOfAThreadShowsOnTheCellsStderr() throws Exception {
    var execution = world.execution();
    world.run(
        execution,
        "Thread t = new Thread(() -> { throw new IllegalStateException(\"lost\"); }, \"mine\");"
            + " t.start(); t.join(); return 0;");
    assertThat(World.plain(execution.stderr()))
        .startsWith("Exception in thread \"mine\" java.lang.IllegalStateException: lost\n")
        .contains("at Cell 1, line 1 in lambda");
  }

  @Test
  void outsideOfCellsTheProcessKeepsItsOwnStreams() {
    var execution = world.execution();
    world.run(execution, "return 0;");
    System.out.println("not of a cell");
    assertThat(execution.stdout()).isEmpty();
  }

  @Test
  void theContextClassLoaderFindsTheCellsClasses() {
    assertThat(
            World.text(
                world.run(
                    world.execution(),
                    "class Local {} return"
                        + " Thread.currentThread().getContextClassLoader().loadClass("
                        + "Local.class.getName()) == Local.class && Class.forName("
                        + "Local.class.getName()) == Local.class;")))
        .isEqualTo("true");
  }

  @Test
  void classesThatOverrideWhatTheyExtendMayCallIt() {
    var execution = world.execution();
    var outcome =
        world.run(
            execution,
            """
            class Worker extends Thread {
              int starts;
              @Override public void start() { starts++; super.start(); }
              @Override public void run() { System.out.print("ran "); }
            }
            class Pool extends ThreadPoolExecutor {
              int tasks;
              Pool() { super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); }
              @Override public void execute(Runnable task) { tasks++; super.execute(task); }
            }
            var worker = new Worker();
            worker.start();
            worker.join();
            try (var pool = new Pool()) {
              pool.submit(() -> System.out.print("executed")).get();
              return worker.starts + pool.tasks;
            }
            """);
    assertThat(World.text(outcome)).isEqualTo("2");
    assertThat(execution.stdout()).isEqualTo("ran executed");
  }

  @Test
  void aValueWhoseTextThrowsFailsTheCell() {
    var outcome =
        world.run(
            world.execution(),
            "return new Object() { public String toString() { throw new RuntimeException(\"no"
                + " text\"); } };");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failure.class, failure -> assertThat(failure.message()).isEqualTo("no text"));
  }
}
