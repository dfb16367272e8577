"""What a kernel answers besides cells, and while a cell runs."""

import pytest

from kernel_session import TIMEOUT, KernelSession

KERNELS = ["process", "page"]

WHILE_RUNNING = {
    "kernel_info_request": {},
    "complete_request": {"code": "Math.ab", "cursor_pos": 7},
    "inspect_request": {"code": "Math.abs", "cursor_pos": 8, "detail_level": 0},
    "is_complete_request": {"code": "int f() {"},
    "history_request": {"hist_access_type": "tail", "n": 3, "raw": True, "output": False},
    "comm_info_request": {},
}


@pytest.fixture
def busy(session):
    """A cell that runs until the test is over."""
    run = session.send('System.out.println("running"); while (true);')
    session.wait_for_output(run, "running")
    yield run
    session.interrupt()
    session.finish(run)


@pytest.mark.parametrize("message_type", WHILE_RUNNING)
def test_everything_but_a_cell_is_answered_while_a_cell_runs(session, busy, message_type):
    run = session.call(message_type, WHILE_RUNNING[message_type])
    assert run.reply["msg_type"] == message_type.replace("request", "reply")
    assert run.status == "ok" or message_type == "is_complete_request"
    assert run.states == ["busy", "idle"]
    assert busy.reply is None


def test_kernel_info_is_answered_on_control_too(session, busy):
    run = session.call("kernel_info_request", channel="control")
    content = run.reply["content"]
    assert content["implementation"] == "elara"
    assert content["protocol_version"] == "5.5"
    assert content["language_info"]["name"] == "java"
    assert "kernel subshells" in content["supported_features"]


def test_an_unknown_request_gets_busy_and_idle(session):
    run = session.request("no_such_request")
    session.wait_for(lambda: run.states == ["busy", "idle"], what=run)


def test_completion_counts_code_points(session):
    code = 'var smile = "😀"; Math.abs'
    run = session.call("complete_request", {"code": code, "cursor_pos": len(code)})
    content = run.reply["content"]
    assert code[content["cursor_start"]:content["cursor_end"]] == "abs"
    assert "abs(" in content["matches"]


def test_names_of_the_session_are_completed(session):
    session.ok("int temperatureOutside = 7;")
    content = session.call("complete_request", {"code": "temper", "cursor_pos": 6}).reply["content"]
    assert "temperatureOutside" in content["matches"]


def test_user_expressions_are_evaluated_after_a_cell(session):
    run = session.ok("int seven = 7;", user_expressions={"good": "seven * 6", "bad": "noSuchName"})
    expressions = run.reply["content"]["user_expressions"]
    assert expressions["good"]["status"] == "ok"
    assert expressions["good"]["data"]["text/plain"] == "42"
    assert expressions["bad"]["status"] == "error"
    assert expressions["bad"]["ename"]


def test_a_silent_cell_has_no_input_no_result_and_no_count(session):
    before = session.ok("1").reply["content"]["execution_count"]
    run = session.ok("2", silent=True)
    assert run.of_type("execute_input") == []
    assert run.of_type("execute_result") == []
    assert session.ok("3").reply["content"]["execution_count"] == before + 1


def queue_up(session, *codes, **arguments):
    """Sends cells behind one that waits until the kernel has all of them, and lets them run."""
    session.ok("var gate = new java.util.concurrent.CountDownLatch(1);")
    runs = [session.send(code, **arguments) for code in ("gate.await();", *codes)]
    # Answered beside cells, and on the same socket behind them.
    session.call("is_complete_request", {"code": "1"})
    session.ok("// thread\ngate.countDown();")
    for run in runs:
        session.finish(run)
    return runs


def test_a_failing_cell_aborts_those_queued_behind_it(session):
    runs = queue_up(session, "int broken = 1 / 0;", 'System.out.println("never");')
    assert [run.status for run in runs] == ["ok", "error", "error"]
    assert runs[1].error_name.endswith("ArithmeticException")
    assert runs[2].stream() == ""
    assert session.value("1 + 1") == "2"


def test_a_failing_cell_with_stop_on_error_false_aborts_nothing(session):
    runs = queue_up(session, "int broken = 1 / 0;", 'System.out.print("still");', stop_on_error=False)
    assert [run.status for run in runs] == ["ok", "error", "ok"]
    assert runs[2].stream() == "still"


def test_output_of_a_thread_goes_to_its_cell_even_after_the_cell_has_ended(session):
    first = session.ok(
        'Thread.ofPlatform().start(() -> { try { Thread.sleep(500); } catch (InterruptedException e) { return; }'
        ' System.out.println("late"); });')
    second = session.ok("1 + 1")
    session.wait_for(lambda: "late" in first.stream(), what=first)
    assert "late" not in second.stream()


# stdin


def test_a_cell_reads_a_line_from_its_client(session):
    run = session.send('var name = IO.readln("Your name? "); System.out.println("Hello, " + name);',
                       allow_stdin=True)
    request = session.client.get_stdin_msg(timeout=TIMEOUT)
    assert request["msg_type"] == "input_request"
    assert request["content"] == {"prompt": "Your name? ", "password": False}
    assert request["parent_header"]["msg_id"] == run.msg_id
    session.client.input("Ada")
    session.finish(run)
    assert run.status == "ok", run
    assert run.stream() == "Hello, Ada\n"


def test_a_scanner_reads_line_after_line(session):
    run = session.send("var in = new Scanner(System.in); int sum = in.nextInt() + in.nextInt(); sum",
                       allow_stdin=True)
    for line in ("19", "23"):
        session.client.get_stdin_msg(timeout=TIMEOUT)
        session.client.input(line)
    session.finish(run)
    assert run.result == "42", run


def test_asking_a_client_that_cannot_answer_fails_at_once(session):
    run = session.run('IO.readln("Your name? ")', allow_stdin=False)
    assert run.status == "error", run
    assert "StdinNotAllowed" in run.error_name


def test_a_cell_that_waits_for_input_can_be_interrupted(session):
    run = session.send('IO.readln("? ")', allow_stdin=True)
    session.client.get_stdin_msg(timeout=TIMEOUT)
    session.interrupt()
    session.finish(run)
    assert run.error_name == "KernelInterrupt", run
    assert session.value("1 + 1") == "2"


# Subshells


@pytest.fixture
def subshell(session):
    created = session.call("create_subshell_request", channel="control")
    subshell_id = created.reply["content"]["subshell_id"]
    yield subshell_id
    session.call("delete_subshell_request", {"subshell_id": subshell_id}, channel="control")


def execute_in(session, subshell_id, code):
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
               "allow_stdin": False, "stop_on_error": True}
    return session.request("execute_request", content, header={"subshell_id": subshell_id})


def test_a_subshell_runs_cells_while_the_main_shell_is_busy(session, subshell, busy):
    run = session.finish(execute_in(session, subshell, "6 * 7"))
    assert run.result == "42", run
    assert run.reply["content"]["execution_count"] == 1
    assert busy.reply is None


def test_a_subshell_sees_the_main_shells_names_and_keeps_its_own(session, subshell):
    session.ok("int shared = 1;")
    run = session.finish(execute_in(session, subshell, "int own = shared + 1; own"))
    assert run.result == "2", run
    assert session.run("own").status == "error"


def test_subshells_are_listed_and_deleted(session):
    created = session.call("create_subshell_request", channel="control")
    subshell_id = created.reply["content"]["subshell_id"]
    listed = session.call("list_subshell_request", channel="control")
    assert subshell_id in listed.reply["content"]["subshell_id"]
    deleted = session.call("delete_subshell_request", {"subshell_id": subshell_id}, channel="control")
    assert deleted.status == "ok"
    gone = session.finish(execute_in(session, subshell_id, "1"))
    assert gone.status == "error", gone
    again = session.call("delete_subshell_request", {"subshell_id": subshell_id}, channel="control")
    assert again.status == "error"


# Modes


def test_a_cell_in_thread_mode_runs_beside_the_queue(session, busy):
    run = session.finish(session.send("// thread\n6 * 7"))
    assert run.result == "42", run
    assert busy.reply is None


def test_a_wrong_mode_is_an_error_that_lists_the_valid_ones(session):
    run = session.run("// thread nam=x\n1")
    assert run.status == "error", run
    assert "name" in run.reply["content"]["evalue"]


# Life


def test_shutdown_is_answered_and_the_process_is_gone_whatever_its_threads_do(fresh_session):
    session = fresh_session
    session.ok("Thread.ofPlatform().start(() -> { while (true); });")
    run = session.request("shutdown_request", {"restart": False}, channel="control")
    session.wait_for(lambda: run.reply is not None, what=run)
    assert run.reply["content"]["restart"] is False
    session.wait_for(lambda: not session.manager.is_alive())


def test_a_restarted_kernel_starts_afresh(fresh_session):
    session = fresh_session
    session.ok("int before = 1;")
    session.manager.restart_kernel(now=False)
    session.client.wait_for_ready(timeout=TIMEOUT)
    assert session.run("before").status == "error"
    assert session.value("1 + 1") == "2"


def test_a_request_sent_before_the_kernel_is_up_is_answered():
    from jupyter_client.manager import KernelManager

    for _ in range(5):
        manager = KernelManager(kernel_name="elara")
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        session = KernelSession(manager, client)
        run = session.request("kernel_info_request")
        session.wait_for(lambda: run.reply is not None, what=run)
        session.shutdown()
