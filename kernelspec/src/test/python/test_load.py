"""Nothing is lost when much comes at once. `load.py` runs the same at any size, with figures."""

import os

import load
from kernel_session import KernelSession

LINES = 20_000


def test_20_000_printed_lines_arrive_complete_and_idle_comes_last(session):
    run = session.ok(f'for (int i = 0; i < {LINES}; i++) System.out.println("line " + i);')
    assert run.stream().splitlines() == [f"line {i}" for i in range(LINES)]
    assert run.messages[-1]["msg_type"] == "status"
    assert run.states == ["busy", "idle"]


def test_20_000_lines_of_another_thread_arrive_complete(session):
    run = session.ok(
        f'var writer = Thread.ofVirtual().start(() -> {{'
        f' for (int i = 0; i < {LINES}; i++) System.out.println("line " + i); }});\n'
        "writer.join();")
    assert run.stream().splitlines() == [f"line {i}" for i in range(LINES)]


def test_2_000_cells_sent_30_at_a_time_all_answer(session):
    for size in (30, 10):
        for start in range(0, 2_000, size):
            runs = {i: session.send(f"{i} * 2") for i in range(start, min(start + size, 2_000))}
            for i, run in runs.items():
                session.finish(run)
                assert run.result == str(i * 2), run
                assert run.states == ["busy", "idle"], run
            session.runs.clear()


def test_cells_sent_together_run_in_order(session):
    session.ok("var order = new ArrayList<Integer>();")
    runs = [session.send(f"order.add({i});") for i in range(30)]
    for run in runs:
        session.finish(run)
    assert session.value("order.toString()").strip('"') == str(list(range(30)))


def test_100_000_lines_arrive_while_kernel_info_is_answered(session):
    assert load.print_lines(session, 100_000)["kernel_info meanwhile"] > 0


def test_500_cells_one_after_the_other(session):
    load.run_cells(session, 500)


def test_100_cells_at_once_in_task_and_thread_mode_over_10_subshells(session):
    load.run_over_subshells(session, 100)


def test_starts_and_stops_leave_no_process_port_or_file():
    load.start_and_stop(4)


def test_subscribers_that_read_nothing_cost_neither_output_nor_memory_without_end():
    session = KernelSession.start(env={**os.environ, "JDK_JAVA_OPTIONS": "-Xmx300m"})
    try:
        load.print_past_frozen_subscriber(session, 400)
    finally:
        session.shutdown()
