"""What a kernel bears: much output, many cells, many kernels, clients that do not read.

Each function does one thing at a given size, checks that nothing was lost, and returns figures. The
tests run small sizes; full ones, with their figures printed:

    python load.py lines 1000000        kernel_info meanwhile, and whether all arrived
    python load.py cells 10000          one after the other
    python load.py subshells 100        cells at once, task and thread mode, over 10 subshells
    python load.py starts 200           what starts and stops leave behind
    python load.py frozen 1000          megabytes, with subscribers that read nothing
"""

import contextlib
import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from kernel_session import KernelSession

PATIENCE = 1200
TRANSPORTS = ({}, {"transport": "ipc"})


class KernelInfoClock:
    """Asks for kernel_info, on and on, and notes how long it takes.

    It does so in a process of its own: in this one it would wait for what else Python does.
    """

    def __init__(self, manager):
        self.connection_file = manager.connection_file
        self.millis = []

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, __file__, "clock", self.connection_file],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_):
        answers, _ = self.process.communicate("")
        self.millis = json.loads(answers)


def clock(connection_file):
    """What the clock's process does until its standard input ends."""
    client = BlockingKernelClient(connection_file=connection_file)
    client.load_connection_file()
    client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
    client.kernel_info(reply=True, timeout=60)
    print("ready", flush=True)
    millis = []
    while not select.select([sys.stdin], [], [], 0.002)[0]:
        started = time.perf_counter()
        client.kernel_info(reply=True, timeout=PATIENCE)
        millis.append((time.perf_counter() - started) * 1000)
    print(json.dumps(millis))
    client.stop_channels()


def print_lines(session, count):
    """Prints lines from one cell: all must arrive, in order, with idle last."""
    session.ok("1 + 1")
    with KernelInfoClock(session.manager) as clock:
        started = time.perf_counter()
        run = session.ok(f'for (int i = 0; i < {count}; i++) System.out.println("line " + i);',
                         timeout=PATIENCE)
        seconds = time.perf_counter() - started
    assert run.stream().splitlines() == [f"line {i}" for i in range(count)]
    assert run.messages[-1]["msg_type"] == "status" and run.states == ["busy", "idle"]
    return {"lines": count, "seconds": round(seconds, 2),
            "kernel_info meanwhile": len(clock.millis),
            "median ms": round(statistics.median(clock.millis), 2) if clock.millis else None,
            "longest ms": round(max(clock.millis), 1) if clock.millis else None}


def run_cells(session, count):
    """Runs cells one after the other; the kernel must not grow with them without end."""
    session.ok("int sum = 0;")
    before = resident_megabytes(session.manager)
    started = time.perf_counter()
    for i in range(count):
        run = session.ok(f"sum += {i};")
        assert run.states == ["busy", "idle"], run
        session.runs.clear()
    seconds = time.perf_counter() - started
    assert session.value("sum") == str(wrapped(sum(range(count))))
    return {"cells": count, "ms a cell": round(seconds * 1000 / count, 2),
            "resident MB before": before, "and after": resident_megabytes(session.manager)}


def wrapped(number):
    """As an int of Java."""
    return (number + 2**31) % 2**32 - 2**31


def run_over_subshells(session, count, shells=10):
    """Sends cells at once, in task and in thread mode, over subshells: each answers, once."""
    ids = [session.call("create_subshell_request", channel="control").reply["content"]["subshell_id"]
           for _ in range(shells)]
    session.ok("var seen = ConcurrentHashMap.<Integer>newKeySet();")
    started = time.perf_counter()
    runs = []
    for i in range(count):
        mode = ("task", "thread")[i % 2]
        content = {"code": f"// {mode}\nseen.add({i}); System.out.println({i}); {i} * 2",
                   "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True}
        runs.append(session.request("execute_request", content,
                                    header={"subshell_id": ids[i // 2 % shells]}))
    for i, run in enumerate(runs):
        session.finish(run, timeout=PATIENCE)
        assert run.status == "ok" and run.result == str(i * 2), run
        assert run.stream() == f"{i}\n" and run.states == ["busy", "idle"], run
    seconds = time.perf_counter() - started
    assert session.value("seen.size()") == str(count)
    for subshell in ids:
        assert threads_of_subshells(session) > 0
        deleted = session.call("delete_subshell_request", {"subshell_id": subshell},
                               channel="control")
        assert deleted.status == "ok"
    session.wait_for(lambda: threads_of_subshells(session) == 0, what="a subshell's thread stays")
    return {"cells": count, "subshells": shells, "seconds": round(seconds, 2)}


def threads_of_subshells(session):
    names = []
    for thread in Path(f"/proc/{session.manager.provisioner.process.pid}/task").iterdir():
        try:
            names.append((thread / "comm").read_text())
        except (FileNotFoundError, ProcessLookupError):
            pass  # ended meanwhile
    return sum(name.startswith("Subshell") for name in names)


def start_and_stop(count):
    """Starts and stops kernels, by tcp and ipc; no process, socket or file may stay."""
    folder = Path(tempfile.mkdtemp(prefix="elara-starts-"))
    temporary = folder / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary),
                   "JDK_JAVA_OPTIONS": f"-Djava.io.tmpdir={temporary}"}
    seconds = []
    for i in range(count):
        file = folder / f"kernel-{i}.json"
        session = KernelSession.launch(
            KernelManager(kernel_name="elara", connection_file=str(file), **TRANSPORTS[i % 2]),
            env=environment)
        session.ok('System.out.println("here");')
        connection = json.loads(file.read_text())
        process = session.manager.provisioner.process
        started = time.perf_counter()
        session.shutdown()
        seconds.append(time.perf_counter() - started)
        assert process.poll() is not None, "the process is still there"
        ports = {number for name, number in connection.items() if name.endswith("_port")}
        assert not ports & listening_ports(), "a port is still listened on"
    left = [path for path in folder.rglob("*") if path != temporary]
    assert left == [], left
    temporary.rmdir()
    folder.rmdir()
    return {"starts and stops": count, "median seconds to stop": round(statistics.median(seconds), 2)}


def print_past_frozen_subscriber(session, megabytes):
    """Prints while some subscribe to iopub and read nothing: nobody else loses anything."""
    with zmq.Context() as context, contextlib.ExitStack() as sockets:
        for topic in (b"", b"", b"kernel."):
            frozen = sockets.enter_context(context.socket(zmq.SUB))
            frozen.setsockopt(zmq.RCVHWM, 1)
            frozen.setsockopt(zmq.RCVBUF, 4096)
            frozen.setsockopt(zmq.LINGER, 0)
            frozen.subscribe(topic)
            frozen.connect(session.client._make_url("iopub"))
        session.ok('String line = "x".repeat(999);')
        before = resident_megabytes(session.manager)
        started = time.perf_counter()
        for printed in range(0, megabytes, 20):
            size = min(20, megabytes - printed)
            run = session.ok(f"for (int i = 0; i < {size} * 1000; i++) System.out.println(line);",
                             timeout=PATIENCE)
            assert len(run.stream()) == size * 1_000_000
            assert run.messages[-1]["msg_type"] == "status" and run.states == ["busy", "idle"]
            session.runs.clear()
        return {"megabytes": megabytes, "seconds": round(time.perf_counter() - started, 1),
                "resident MB before": before, "and after": resident_megabytes(session.manager)}


def resident_megabytes(manager):
    status = Path(f"/proc/{manager.provisioner.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def listening_ports():
    rows = [row.split() for table in ("tcp", "tcp6")
            for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
    return {int(row[1].rsplit(":", 1)[1], 16) for row in rows if row[3] == "0A"}


WITH_SESSION = {"lines": print_lines, "cells": run_cells, "subshells": run_over_subshells,
                "frozen": print_past_frozen_subscriber}


def main(what, size):
    if what == "starts":
        print(json.dumps(start_and_stop(size)))
        return
    session = KernelSession.start()
    try:
        print(json.dumps(WITH_SESSION[what](session, size)))
    finally:
        session.shutdown()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[1] == "clock":
        clock(sys.argv[2])
    else:
        main(sys.argv[1], int(sys.argv[2]))
