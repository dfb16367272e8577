"""Cells that run at once take turns, and each keeps its own output, context and sleep."""

KERNELS = ["process", "page"]

CONTEXTS = 100


def test_two_tasks_take_turns(session):
    session.ok("import java.time.Duration;\nvar turns = new StringBuffer();")
    runs = [session.send(f'// task\nfor (int i = 0; i < 20; i++) {{ turns.append("{name}");'
                         " await(Caller.current().callLater(Duration.ofMillis(5), () -> 1)); }\n"
                         f'System.out.println("{name} has ended"); "{name}"')
            for name in "ab"]
    for name, run in zip("ab", runs):
        session.finish(run)
        assert (run.stream(), run.result) == (f"{name} has ended\n", name), run
    turns = session.value("turns")
    assert sorted(turns) == 20 * ["a"] + 20 * ["b"]
    assert turns not in (20 * "a" + 20 * "b", 20 * "b" + 20 * "a")


def test_two_threads_give_each_other_what_they_wait_for(session):
    session.ok("var there = new LinkedBlockingQueue<Integer>(); var back = new LinkedBlockingQueue<Integer>();")
    asks = session.send("// thread\nfor (int i = 0; i < 20; i++) { there.put(i);"
                        " System.out.println(\"asked \" + back.take()); }")
    answers = session.send("// thread\nfor (int i = 0; i < 20; i++) { int n = there.take();"
                           " System.out.println(\"heard \" + n); back.put(2 * n); }")
    session.finish(asks)
    session.finish(answers)
    assert asks.stream() == "".join(f"asked {2 * i}\n" for i in range(20)), asks
    assert answers.stream() == "".join(f"heard {i}\n" for i in range(20)), answers


def test_threads_of_many_contexts_print_into_their_own_cells(session):
    session.ok(f"var all = new CountDownLatch({CONTEXTS});")
    runs = [session.send(f"// thread\nall.countDown(); all.await(); System.out.println({i}); {i}")
            for i in range(CONTEXTS)]
    for i, run in enumerate(runs):
        session.finish(run)
        assert (run.status, run.stream(), run.result) == ("ok", f"{i}\n", str(i)), run


def test_a_sleep_suspends_its_own_cell_only(session):
    asleep = session.send('// thread\nSystem.out.println("asleep"); Thread.sleep(1_000_000);')
    session.wait_for_output(asleep, "asleep")
    assert session.value("6 * 7") == "42"
    assert asleep.reply is None
    session.interrupt()
    session.finish(asleep)
    assert asleep.error_name == "KernelInterrupt", asleep


def test_a_loop_that_never_ends_leaves_the_other_cells_their_turns(session):
    session.ok("int rounds = 0;")
    loop = session.send('// thread\nSystem.out.println("running"); while (true) { rounds++; }')
    session.wait_for_output(loop, "running")
    for i in range(10):
        assert session.value(f"{i} + 1") == str(i + 1)
    session.interrupt()
    session.finish(loop)
    assert loop.error_name == "KernelInterrupt", loop
    assert session.value("rounds > 0") == "true"
