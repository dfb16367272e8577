"""An interrupt ends a cell, whatever it does, and only the cell."""

import pytest

KERNELS = ["process", "page"]

TIMES = 100

ENDLESS = {
    "a bare loop": "while (true);",
    "nested loops": "for (;;) { for (int i = 0; i < 1_000_000; i++) { do { i += 2; } while (i % 7 != 0); } }",
    "recursion": "long deeper(long n) { return n <= 0 ? 1 : deeper(n - 1) + deeper(n - 2); }\ndeeper(1_000_000L % 3 + 90);",
    "sleep": "Thread.sleep(1_000_000);",
    "a queue nobody fills": "new LinkedBlockingQueue<String>().take();",
    "a latch nobody opens": "new CountDownLatch(1).await();",
    "a future nobody completes": "new CompletableFuture<String>().get();",
    "a monitor's wait": "var monitor = new Object(); synchronized (monitor) { monitor.wait(); }",
    "parked": "while (true) java.util.concurrent.locks.LockSupport.park();",
    "a lambda's loop": "Runnable forEver = () -> { while (true) {} };\nforEver.run();",
    "a stream that never ends": "Stream.iterate(1, i -> i + 1).filter(i -> i < 0).findFirst();",
}


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize("mode", ["queue", "thread"])
def test_a_cell_interrupted_100_times_ends_each_time_and_keeps_its_values(session, kind, mode):
    times = TIMES if kind in ("a bare loop", "nested loops", "recursion", "sleep",
                              "a queue nobody fills") else 10
    times = times if session.has_ports else 2
    option = "// thread\n" if mode == "thread" else ""
    session.ok("int count = 0;")
    for round_ in range(1, times + 1):
        run = session.send(f'{option}count++;\nSystem.out.println("running");\n{ENDLESS[kind]}')
        session.wait_for_output(run, "running")
        session.interrupt()
        session.finish(run)
        assert (run.status, run.error_name) == ("error", "KernelInterrupt"), run
        assert len(run.of_type("error")) == 1, run
        assert run.states == ["busy", "idle"], run
        assert session.value("count") == str(round_)


def test_a_cell_interrupted_before_it_says_anything_ends_too(session):
    for _ in range(20):
        run = session.send("while (true);")
        session.wait_for(lambda: run.of_type("execute_input"), what=run)
        session.interrupt()
        session.finish(run)
        assert run.error_name == "KernelInterrupt", run
    assert session.value("1 + 1") == "2"


def test_cells_queued_behind_an_interrupted_one_are_aborted_and_later_ones_run(session):
    running = session.send('System.out.println("running"); while (true);')
    session.wait_for_output(running, "running")
    queued = [session.send(f'System.out.println("never {i}");') for i in range(5)]
    session.interrupt()
    for run in (running, *queued):
        session.finish(run)
    assert running.error_name == "KernelInterrupt", running
    for run in queued:
        assert run.status == "error" and run.stream() == "", run
    assert session.value("40 + 2") == "42"


def test_an_interrupt_while_nothing_runs_does_no_harm(session):
    for _ in range(5):
        # Answered before the cell is sent: control and shell are not ordered among each other.
        session.call("interrupt_request", channel="control")
    assert session.value("1 + 1") == "2"


def test_a_finally_block_runs_when_its_cell_is_interrupted(session):
    session.ok("boolean cleaned = false;")
    run = session.send('try { System.out.println("running"); while (true); } finally { cleaned = true; }')
    session.wait_for_output(run, "running")
    session.interrupt()
    session.finish(run)
    assert run.error_name == "KernelInterrupt", run
    assert session.value("cleaned") == "true"


def test_a_cell_that_swallows_the_interrupt_is_left_behind_and_the_kernel_goes_on(fresh_session):
    session = fresh_session
    run = session.send(
        'System.out.println("running");\n'
        "while (true) { try { while (true); } catch (Throwable stubborn) { } }")
    session.wait_for_output(run, "running")
    session.interrupt()
    session.finish(run)
    assert run.error_name == "KernelInterrupt", run
    assert session.value("1 + 1") == "2"
