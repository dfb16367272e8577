package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.FakeExecution;
import dev.elara.shell.Outcome;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class InterruptTest {

  private final World world = new World();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "for (;;) {}",
        "do {} while (true);",
        "for (long i = 0; ; i++) for (int j = 0; j < 1000; j++) {}",
        "outer: while (true) { for (int i = 0; i < 3; i++) continue outer; }",
        "int s = 0; while (true) switch (s) { case 0: s = 1; continue; default: s = 0; }",
        "record R(int d) { int f(int n) { return n < 100 ? f(n + 1) + f(n + 2) : n; } }"
            + " return new R(1).f(0);",
        "Thread.sleep(100_000); return 0;",
        "return new LinkedBlockingQueue<>().take();",
        "synchronized (world) { world.wait(); } return 0;",
        "java.util.concurrent.locks.LockSupport.park(); while (true);",
        "var lock = new java.util.concurrent.locks.ReentrantLock(); lock.lock();"
            + " lock.newCondition().await(); return 0;",
        "new CountDownLatch(1).await(); return 0;",
        "return new CompletableFuture<Integer>().join();",
        "return Stream.of(new CompletableFuture<Integer>()).map(CompletableFuture::join).toList();",
        "var lock = new java.util.concurrent.locks.ReentrantLock();"
            + " Thread.ofVirtual().start(lock::lock).join(); lock.lock(); return 0;",
        "java.util.concurrent.locks.Lock lock = new"
            + " java.util.concurrent.locks.ReentrantReadWriteLock().writeLock();"
            + " Thread.ofVirtual().start(lock::lock).join(); lock.lock(); return 0;",
        "var lock = new java.util.concurrent.locks.StampedLock(); lock.writeLock();"
            + " return lock.readLock();",
        "var lock = new java.util.concurrent.locks.ReentrantLock(); lock.lock();"
            + " lock.newCondition().awaitUninterruptibly(); return 0;",
        "new Semaphore(0).acquireUninterruptibly(); return 0;",
        "return new Phaser(2).arriveAndAwaitAdvance();",
        "return new java.net.ServerSocket(0).accept();",
        "while (true) try (var s = new java.net.ServerSocket(0)) { s.accept(); } catch (Exception e)"
            + " {}",
        "return CompletableFuture.supplyAsync(() -> { while (true); }).get();",
        "var pool = Executors.newFixedThreadPool(2);"
            + " return pool.submit(() -> { Thread.sleep(100_000); return 1; }).get();",
        "Thread t = new Thread(() -> { while (true); }); t.start(); t.join(); return 0;",
        "Thread t = Thread.startVirtualThread(() -> { while (true); }); t.join(); return 0;",
        "IntStream.range(0, 100).parallel().forEach(i -> { while (true); }); return 0;",
        "while (true) { try { Thread.sleep(10_000); } catch (Exception e) {} }",
        "while (true) { try { while (true); } catch (Throwable e) {} }",
        "while (true) { try { new LinkedBlockingQueue<>().take(); } catch (Throwable e) {} }",
        "for (Iterator<Integer> i = Stream.iterate(0, n -> n + 1).iterator(); ; ) i.next();",
        "class T extends Thread { public void run() { try { sleep(100_000); } catch"
            + " (InterruptedException e) {} } } var t = new T(); t.start(); t.join(); return 0;",
        "var t = new Thread(() -> { try { Thread.sleep(100_000); } catch (InterruptedException e)"
            + " {} }); Consumer<Thread> start = Thread::start; start.accept(t);"
            + " while (t.isAlive()) Thread.onSpinWait(); return 0;",
        "Executors.newFixedThreadPool(1).invokeAll(List.of(() -> { while (true); })); return 0;",
        "return Stream.generate(() -> 1).filter(n -> n > 1).findFirst();",
        "new Object() { { while (zero == 0); } };",
        "class Loop { static int x; static { while (zero == 0) x++; } } return Loop.x;",
      })
  void whateverACellDoesItEndsAsKernelInterrupt(String body) throws Exception {
    var execution = world.execution();
    var cell =
        world.cells.cell(
            "Cell",
            "W" + execution.count(),
            "static final Object world = new Object(); static int zero = 0;"
                + " public static Object run() throws Throwable {"
                + " System.out.print(\"started\"); if (zero == 0) {"
                + body
                + "} return null; }");
    assertKernelInterrupt(world.interrupted(execution, cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "for (int i = 0; ; i++) for (int j = 0; j < 100; j++) zero += j - j;",
        "f(0);",
        "Thread.sleep(100_000);",
        "new LinkedBlockingQueue<>().take();",
      })
  void aHundredInterruptsOfAKindAreAllObeyedAndStateIsKept(String body) throws Exception {
    var execution = world.execution();
    world.run(execution, world.cells.cell("Cell", "State", "static int total = 0;"));
    var cell =
        world.cells.cell(
            "Cell",
            "Loop",
            "static int zero = 0;"
                + " static int f(int n) { return n < 1000 ? f(n + 1) + f(n + 1) : n; }"
                + " public static Object run() throws Throwable { State.total++;"
                + " System.out.print(\"started\"); if (zero == 0) {"
                + body
                + "} return null; }");
    for (int i = 0; i < 100; i++) {
      assertKernelInterrupt(world.interrupted(world.execution(), cell));
    }
    assertThat(World.text(world.run(world.execution(), "return State.total;"))).isEqualTo("100");
  }

  @Test
  void finallyBlocksOfAStoppedCellRunToTheirEnd() throws Exception {
    var execution = world.execution();
    var cell =
        world.code(
            execution,
            """
            System.out.print("started");
            try {
              while (true);
            } finally {
              for (int i = 0; i < 3; i++) System.out.print(" closed" + i);
            }
            """);
    assertKernelInterrupt(world.interrupted(execution, cell));
    assertThat(execution.stdout()).isEqualTo("started closed0 closed1 closed2");
  }

  @Test
  void anotherCellGoesOnWhileOneIsStopped() throws Exception {
    var other = world.execution();
    var code =
        world.code(
            other,
            """
            System.out.print("started");
            long sum = 0;
            while (!Boolean.getBoolean("elara.test.enough")) for (int i = 0; i < 1000; i++) sum++;
            return "whole";
            """);
    System.clearProperty("elara.test.enough");
    var task = new FutureTask<>(() -> world.run(other, code));
    Thread.ofPlatform().start(task);
    other.awaitStdout("started");
    var stopped = world.execution();
    assertKernelInterrupt(
        world.interrupted(
            stopped, world.code(stopped, "System.out.print(\"started\"); while (true);")));
    System.setProperty("elara.test.enough", "true");
    assertThat(World.text(task.get())).isEqualTo("whole");
  }

  @Test
  void neitherAStopNorAnInterruptReachesTheNextCellOnTheThread() throws Exception {
    FakeExecution first = world.execution();
    FakeExecution second = world.execution();
    var loop = world.code(first, "System.out.print(\"started\"); while (true);");
    var next =
        world.code(
            second, "Thread.sleep(1); for (int i = 0; i < 9; i++); return Thread.interrupted();");
    var task =
        new FutureTask<>(() -> {
          assertKernelInterrupt(world.run(first, loop));
          return world.run(second, next);
        });
    Thread.ofPlatform().start(task);
    first.awaitStdout("started");
    first.interrupt("interrupted by the user");
    assertThat(World.text(task.get())).isEqualTo("false");
  }

  @Test
  void anInterruptFlagACellSetsDoesNotReachTheNextCell() {
    world.run(world.execution(), "Thread.currentThread().interrupt(); return 1;");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aWaitThatNoInterruptEndsStillIgnoresThoseOfTheCellItself() {
    var execution = world.execution();
    var outcome =
        world.run(
            execution,
            """
            var semaphore = new Semaphore(0);
            var lock = new java.util.concurrent.locks.ReentrantLock();
            var waiter = new Thread(() -> {
              lock.lock();
              semaphore.acquireUninterruptibly();
              System.out.print(Thread.currentThread().isInterrupted());
            });
            waiter.start();
            while (!semaphore.hasQueuedThreads()) Thread.onSpinWait();
            waiter.interrupt();
            semaphore.release();
            waiter.join();
            return CompletableFuture.supplyAsync(() -> 42).join() + " " + lock.isLocked();
            """);
    assertThat(World.text(outcome)).isEqualTo("42 true");
    assertThat(execution.stdout()).isEqualTo("true");
  }

  @Test
  void aServerSocketThatNobodyStopsAcceptsAndStaysOpen() {
    var outcome =
        world.run(
            world.execution(),
            """
            var here = java.net.InetAddress.getLoopbackAddress();
            try (var server = new java.net.ServerSocket(0, 1, here);
                var client = new java.net.Socket(here, server.getLocalPort());
                var accepted = server.accept()) {
              return (accepted.getPort() == client.getLocalPort()) + " " + server.isClosed();
            }
            """);
    assertThat(World.text(outcome)).isEqualTo("true false");
  }

  @Test
  void aFutureThatFailsIsJoinedAsEverywhere() {
    var outcome =
        world.run(
            world.execution(),
            """
            var failing = CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("no"); });
            try {
              return failing.join();
            } catch (CompletionException e) {
              return e.getCause().getMessage();
            }
            """);
    assertThat(World.text(outcome)).isEqualTo("no");
  }

  @Test
  void theStackOfARunningCellCanBeSeen() throws Exception {
    FakeExecution execution = world.execution();
    var cell =
        world.code(execution, "System.out.print(\"started\"); Thread.sleep(100_000); return 1;");
    var task = new FutureTask<>(() -> world.run(execution, cell));
    Thread.ofPlatform().start(task);
    execution.awaitStdout("started");
    assertThat(world.runner.stack(execution)).anyMatch(frame -> frame.contains("Cell 1"));
    execution.interrupt("enough");
    assertKernelInterrupt(task.get());
  }

  private static void assertKernelInterrupt(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.name()).isEqualTo("KernelInterrupt"));
  }
}
