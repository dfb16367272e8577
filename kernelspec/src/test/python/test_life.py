"""How kernels end, and what they survive."""

import os
import signal
import subprocess
import sys
import time

import pytest
from jupyter_client.manager import KernelManager

from kernel_session import TIMEOUT, KernelSession


def past_inputs(session, pattern):
    """The inputs of all sessions that match a glob."""
    content = {"hist_access_type": "search", "pattern": pattern, "output": False, "raw": True,
               "unique": False}
    reply = session.call("history_request", content).reply["content"]
    return [line for _, _, line in reply["history"]]


def process_of(session):
    return session.manager.provisioner.process


class LimitedKernelManager(KernelManager):
    """Starts kernels that may write no file larger than so many blocks of 1,024 bytes."""

    blocks = 0

    def format_kernel_cmd(self, extra_arguments=None):
        command = super().format_kernel_cmd(extra_arguments)
        return ["bash", "-c", f'ulimit -f {self.blocks}; exec "$@"', "--", *command]


def test_the_history_lasts_between_sessions_however_they_end(session):
    for i, end in enumerate((lambda s: s.shutdown(),
                             lambda s: os.kill(process_of(s).pid, signal.SIGTERM))):
        earlier = KernelSession.start()
        earlier.ok(f"int earlier{i} = {i};")
        process = process_of(earlier)
        end(earlier)
        process.wait(TIMEOUT)
        assert past_inputs(session, f"int earlier{i}*") == [f"int earlier{i} = {i};"]
        earlier.client.stop_channels()


def test_two_kernels_at_once_share_the_history(session):
    other = KernelSession.start()
    try:
        for i in range(20):
            session.ok(f"int mine{i} = {i};")
            other.ok(f"int theirs{i} = {i};")
        for kernel in (session, other):
            for pattern in ("int mine*", "int theirs*"):
                # The other kernel's last cells may wait to be written for a moment.
                session.wait_for(lambda: len(past_inputs(kernel, pattern)) == 20, what=pattern)
    finally:
        other.shutdown()


def test_a_cell_that_takes_all_memory_fails_and_the_next_one_runs():
    session = KernelSession.start(env={**os.environ, "JDK_JAVA_OPTIONS": "-Xmx160m"})
    try:
        session.ok("int before = 7;")
        run = session.run("var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 20]);")
        assert run.status == "error" and "OutOfMemoryError" in run.error_name, run
        session.ok("all = null;")
        assert session.value("before") == "7"
        run = session.run('var text = new StringBuilder(); while (true) text.append("xxxxxxxxxxxxxxxx");')
        assert run.status == "error" and "OutOfMemoryError" in run.error_name, run
        session.ok("text = null;")
        assert session.value("before") == "7"
    finally:
        session.shutdown()


def test_a_cell_that_takes_all_memory_and_keeps_it_fails_and_the_next_one_runs():
    session = KernelSession.start(env={**os.environ, "JDK_JAVA_OPTIONS": "-Xmx160m"})
    try:
        # So much that a reserve is set aside when this cell ends.
        session.ok("var all = new ArrayList<byte[]>(); for (int i = 0; i < 60; i++) all.add(new byte[1 << 20]);")
        run = session.run("while (true) all.add(new byte[1 << 20]);")
        assert run.status == "error" and "OutOfMemoryError" in run.error_name, run
        assert session.value('"still here: " + (all.size() > 60)') == "still here: true"
        session.ok("all = null;")
        assert session.value("1 + 1") == "2"
    finally:
        session.shutdown()


def test_a_cell_that_recurses_without_end_fails_and_the_next_one_runs(session):
    session.ok("int deeper(int n) { return deeper(n + 1) + 1; }")
    run = session.run("deeper(0)")
    assert "StackOverflowError" in run.error_name, run
    assert session.value("1 + 1") == "2"


@pytest.mark.parametrize("end", ["System.exit(7);", "Runtime.getRuntime().halt(7);"])
def test_a_cell_that_ends_the_process_has_its_output_and_its_reply_first(end):
    session = KernelSession.start()
    run = session.finish(session.send('System.out.print("printed just before");' + end))
    assert run.status == "error", run
    assert run.stream() == "printed just before", run
    assert "The cell ran until the kernel ended." in run.reply["content"]["evalue"], run
    assert process_of(session).wait(TIMEOUT) == 7
    session.client.stop_channels()


def test_a_full_disk_is_said_and_the_kernel_goes_on(tmp_path):
    # A kernel has unpacked SQLite's library before: only the history itself meets the limit.
    first = KernelSession.start()
    first.ok("1 + 1")
    past_inputs(first, "*")
    first.shutdown()
    manager = LimitedKernelManager(kernel_name="elara")
    manager.blocks = 24
    history = tmp_path / "history.sqlite"
    with open(tmp_path / "log", "w+") as log:
        session = KernelSession.launch(manager, stderr=log, env={**os.environ, "ELARA_HISTORY": str(history)})
        try:
            session.ok("int before = 7;")
            assert past_inputs(session, "int before*") == ["int before = 7;"]
            long = "// " + "x" * 100_000
            session.ok(long)
            assert past_inputs(session, "// xxx*") == [long]
            assert past_inputs(session, "int before*") == ["int before = 7;"]
            assert session.value("before") == "7"
        finally:
            session.shutdown()
        log.seek(0)
        said = log.read()
    assert "history" in said and "in memory" in said, said


def test_a_kernel_ends_with_the_process_that_started_it():
    script = ("import sys; from jupyter_client.manager import KernelManager;"
              "m = KernelManager(kernel_name='elara'); m.start_kernel();"
              "c = m.client(); c.start_channels(); c.wait_for_ready(timeout=60);"
              "print(m.provisioner.process.pid, flush=True); sys.stdin.read()")
    parent = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    kernel = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    deadline = time.monotonic() + TIMEOUT
    while is_running(kernel):
        assert time.monotonic() < deadline, "the kernel is still there"
        time.sleep(0.05)


def is_running(pid):
    """A process whose parent is gone may stay as a zombie where nobody waits for it."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
