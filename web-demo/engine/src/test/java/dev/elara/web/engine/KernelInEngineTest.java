package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole kernel, run by the engine, does what it does on the JVM. */
final class KernelInEngineTest {

  private static final KernelInEngine KERNEL = new KernelInEngine();

  private static String outcome(String code) {
    List<String> messages = KERNEL.run(code);
    return String.join("\n", messages);
  }

  @Test
  void aCellsValueAndOutputArriveInOrder() {
    String messages = outcome("System.out.println(\"out\"); int answer = 6; answer * 7");
    assertThat(messages).containsSubsequence("busy", "\"out\\n\"", "\"text/plain\":\"42\"", "idle");
  }

  @Test
  void definitionsAreSeenByLaterCells() {
    outcome("record Point(int x, int y) { int sum() { return x + y; } }");
    assertThat(outcome("new Point(3, 4).sum()")).contains("\"text/plain\":\"7\"");
    assertThat(outcome("List.of(new Point(1, 2))")).contains("[Point[x=1, y=2]]");
  }

  @Test
  void anExceptionIsShownAtTheCellsLine() {
    assertThat(outcome("int[] few = {1};\n\nfew[5] = 3;"))
        .contains("ArrayIndexOutOfBoundsException", "line 3", "few[5] = 3;");
  }

  @Test
  void aCellKnowsItsCallerAndAwaits() {
    assertThat(outcome("await(Caller.current().callSoon(() -> 20 + 2))")).contains("\"22\"");
  }

  @Test
  void threadsPrintIntoTheirCell() {
    assertThat(outcome("Thread.startVirtualThread(() -> System.out.println(\"below\")).join()"))
        .contains("\"below\\n\"");
  }

  @Test
  void workOfThePoolsOwnWorkersPrintsIntoTheCellThatHandedItOver() {
    String first =
        "CompletableFuture.runAsync(() -> System.out.println(\"one\")).join(); "
            + "IntStream.range(0, 50).parallel().forEach(i -> System.out.print(\"\"))";
    assertThat(outcome(first)).contains("one\\n");
    String second =
        "CompletableFuture.supplyAsync(() -> 1).thenAcceptAsync(n -> System.out.println(\"two\")).join(); "
            + "ForkJoinPool.commonPool().submit(() -> System.out.println(\"three\")).join(); "
            + "IntStream.range(0, 50).parallel().forEach(i -> System.out.print(\"four \"))";
    String messages = outcome(second);
    assertThat(messages).contains("two\\n", "three\\n");
    assertThat(messages.split("four ", -1)).hasSize(52); // once in the cell's source
  }

  @Test
  void anEndlessLoopIsInterruptedAndItsNamesStay() {
    interrupt("int turns = 0;\nwhile (true) { turns++; }");
    assertThat(outcome("turns > 0")).contains("\"text/plain\":\"true\"");
  }

  @Test
  void anEndlessLoopOfCallsToTheLibraryIsInterrupted() {
    interrupt("var seen = new HashSet<Integer>();\nfor (int i = 0; ; i++) { seen.add(i % 100); }");
  }

  @Test
  void aSleepingCellIsInterrupted() {
    interrupt("Thread.sleep(1_000_000)");
  }

  @Test
  void aLongComputationInTheLibraryIsInterrupted() {
    interrupt("BigInteger.valueOf(3).pow(20_000_000)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (!over) Thread.sleep(1);",
        "gate.await();",
        "queue.take();",
        "future.get();",
        "future.join();",
        "Thread.startVirtualThread(() -> future.join()).join();",
        "Thread.ofPlatform().start(() -> future.join()).join();",
        "synchronized (monitor) { while (!over) monitor.wait(); }",
        "synchronized (monitor) { gate.await(); }",
        "lock.lock(); try { while (!over) changed.await(); } finally { lock.unlock(); }",
        "lock.lock(); try { gate.await(); } finally { lock.unlock(); }",
        "IntStream.range(0, 9).parallel().forEach(i -> future.join());",
        "new Slow();"
      })
  void tasksThatBlockSuspendThemselvesAndNothingElse(String blocks) {
    outcome(
        """
        import java.util.concurrent.locks.*;
        volatile boolean over;
        Object monitor = new Object();
        Lock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        var queue = new LinkedBlockingQueue<Integer>();
        var future = new CompletableFuture<Integer>();
        var gate = new CountDownLatch(1);
        var ended = new CountDownLatch(2);
        class Slow { static { future.join(); } }
        """);
    for (int i = 0; i < 2; i++) {
      String content = "{\"code\":\"// task\\n" + blocks + " ended.countDown();\"}";
      String _ = KERNEL.send("shell", "execute_request", content);
    }
    outcome("over = true; queue.add(1); queue.add(2); future.complete(3); gate.countDown();");
    outcome("lock.lock(); try { changed.signalAll(); } finally { lock.unlock(); }");
    outcome("synchronized (monitor) { monitor.notifyAll(); }");
    assertThat(outcome("ended.await(); 40 + 2")).contains("\"42\"");
  }

  private static void interrupt(String code) {
    String content = "{\"code\":\"" + code.replace("\n", "\\n") + "\",\"store_history\":true}";
    String id = KERNEL.send("shell", "execute_request", content);
    KERNEL.await("\"msg_type\":\"execute_input\"");
    KERNEL.send("control", "interrupt_request", "{}");
    String reply = KERNEL.await("\"msg_type\":\"execute_reply\"");
    assertThat(reply).contains(id, "KernelInterrupt");
  }
}
