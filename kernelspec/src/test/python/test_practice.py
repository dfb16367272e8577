"""A kernel that practises while it has nothing to do. Its threads are told apart by Linux's /proc."""

import os
import time
from pathlib import Path

import pytest

from kernel_session import TIMEOUT, KernelSession

TICKS = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def practising():
    session = KernelSession.start(env={**os.environ, "ELARA_PRACTICE": "on"})
    yield session
    session.shutdown()


def practised(session):
    """CPU seconds of the thread that practises; none if there is no such thread."""
    for task in Path(f"/proc/{session.manager.provisioner.process.pid}/task").iterdir():
        try:
            name, fields = (task / "stat").read_text().partition("(")[2].rsplit(") ", 1)
        except FileNotFoundError:
            continue  # it has just ended
        if name == "elara-practice":
            return sum(int(ticks) for ticks in fields.split()[11:13]) / TICKS
    return None


def await_practice(session, seconds):
    end = time.monotonic() + 2 * TIMEOUT
    while (practised(session) or 0) < seconds:
        assert time.monotonic() < end, f"it practised for {practised(session)} s"
        time.sleep(0.05)


def test_a_kernel_practises_unseen(practising):
    practising.ok("int mine = 6;")
    await_practice(practising, 0.5)
    heard = []
    while practising.client.iopub_channel.msg_ready():
        heard.append(practising.client.get_iopub_msg(timeout=TIMEOUT))
    # Answers to what a client asks again and again while a kernel starts may come late.
    assert all(m["parent_header"].get("msg_type") == "kernel_info_request" for m in heard), heard
    run = practising.run("System.out.print(mine); mine * 7")
    assert run.result == "42" and run.stream() == "6" and run.reply["content"]["execution_count"] == 2
    run = practising.run("%callers")
    assert "practice" not in str(run)
    reply = practising.call("history_request", {"hist_access_type": "range", "session": 0, "start": 0,
                                                "stop": 10, "raw": True, "output": False}).reply
    assert [line for _, _, line in reply["content"]["history"]] == [
        "int mine = 6;", "System.out.print(mine); mine * 7", "%callers"]


def test_a_kernel_that_is_told_not_to_has_no_thread_that_practises(session):
    session.ok("1 + 1")
    assert practised(session) is None
