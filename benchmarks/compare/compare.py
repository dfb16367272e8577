#!/usr/bin/env python3
"""Measures Jupyter kernels side by side, in turns, in one run, and prints a table with ratios.

    compare.py python3 elara                      # installed kernelspecs; the first is the baseline
    compare.py python3 'mine=java -jar k.jar {connection_file}' --java mine

A client of plain ZeroMQ sockets with an HMAC of its own measures, so that what is measured is the
kernel. See benchmarks/README.md.
"""

import argparse
import hmac
import json
import os
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

import zmq

DELIMITER = b"<IDS|MSG>"
CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}


class Late(Exception):
    """Something did not come in time."""


class Dialect:
    """What to run in a kernel's language."""

    def __init__(self, loop, loop_that_ends, lines, complete):
        self.loop = loop
        self.loop_that_ends = loop_that_ends
        self.lines = lines
        self.complete = complete


PYTHON = Dialect(
    loop="while True: pass",
    loop_that_ends="import time\nend = time.monotonic() + {s}\nwhile time.monotonic() < end: pass",
    lines="for i in range({n}): print(f'line {{i}}')",
    complete="import os; os.pat",
)
JAVA = Dialect(
    loop="while (true);",
    loop_that_ends=(
        "{{ long end = System.nanoTime() + (long) ({s} * 1e9);"
        " while (System.nanoTime() < end); }}"
    ),
    lines='for (int i = 0; i < {n}; i++) System.out.println("line " + i);',
    complete='"abc".toU',
)


class Kernel:
    """A kernel process and the sockets to it."""

    context = zmq.Context()

    def __init__(self, argv, env, interrupt_mode):
        self.key = uuid.uuid4().hex.encode()
        self.session = uuid.uuid4().hex
        self.interrupt_mode = interrupt_mode
        self.sockets = {}
        self.count = 0
        self.folder = tempfile.TemporaryDirectory(prefix="compare-")
        ports = free_ports(5)
        names = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"]
        self.connection = dict(zip(names, ports))
        path = os.path.join(self.folder.name, "connection.json")
        with open(path, "w") as file:
            json.dump(
                {
                    **self.connection,
                    "ip": "127.0.0.1",
                    "transport": "tcp",
                    "key": self.key.decode(),
                    "signature_scheme": "hmac-sha256",
                },
                file,
            )
        self.log = open(os.path.join(self.folder.name, "log"), "wb+")
        argv = [word.replace("{connection_file}", path) for word in argv]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            argv,
            env={**os.environ, **env},
            cwd=self.folder.name,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        for name, kind in CHANNELS.items():
            socket = self.context.socket(kind)
            socket.linger = 0
            socket.rcvhwm = 0
            socket.setsockopt(zmq.RECONNECT_IVL, 5)
            socket.setsockopt(zmq.RECONNECT_IVL_MAX, 20)
            if kind == zmq.SUB:
                socket.subscribe(b"")
            else:
                socket.setsockopt(zmq.IDENTITY, self.session.encode())
            socket.connect(f"tcp://127.0.0.1:{self.connection[name + '_port']}")
            self.sockets[name] = socket

    def send(self, channel, kind, content):
        """Sends a request and returns its id."""
        self.count += 1
        ident = f"{self.session}_{self.count}"
        header = {
            "msg_id": ident,
            "session": self.session,
            "username": "compare",
            "date": "2026-01-01T00:00:00.000000Z",
            "msg_type": kind,
            "version": "5.3",
        }
        frames = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        mac = hmac.new(self.key, digestmod="sha256")
        for frame in frames:
            mac.update(frame)
        self.sockets[channel].send_multipart([DELIMITER, mac.hexdigest().encode(), *frames])
        return ident

    def receive(self, channel, seconds=60.0):
        """The type, parent id and raw content of the next message."""
        socket = self.sockets[channel]
        end = time.monotonic() + seconds
        while not socket.poll(min(1.0, seconds) * 1000):
            if self.process.poll() is not None:
                raise Late(f"the process has ended with status {self.process.returncode}")
            if time.monotonic() >= end:
                raise Late(f"nothing on {channel} in {seconds:.0f} s")
        frames = socket.recv_multipart()
        at = frames.index(DELIMITER)
        header, parent = json.loads(frames[at + 2]), json.loads(frames[at + 3])
        return header["msg_type"], parent.get("msg_id"), frames[at + 5]

    def reply(self, channel, ident, seconds=60.0):
        """The content of the reply to a request."""
        end = time.monotonic() + seconds
        while True:
            kind, parent, content = self.receive(channel, max(0.001, end - time.monotonic()))
            if parent == ident:
                return json.loads(content)

    def until_idle(self, ident, seconds=120.0):
        """All that iopub says of a request, up to its idle: (type, content) pairs."""
        said = []
        while True:
            kind, parent, content = self.receive("iopub", seconds)
            if parent != ident:
                continue
            content = json.loads(content)
            said.append((kind, content))
            if kind == "status" and content["execution_state"] == "idle":
                return said

    def execute(self, code):
        """Sends a cell."""
        return self.send(
            "shell",
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": True,
            },
        )

    def run(self, code, seconds=120.0):
        """Runs a cell to its end; its reply and what iopub said."""
        ident = self.execute(code)
        reply = self.reply("shell", ident, seconds)
        return reply, self.until_idle(ident, seconds)

    def interrupt(self):
        """Stops the running cell the way the kernelspec asks for."""
        if self.interrupt_mode == "message":
            return self.send("control", "interrupt_request", {})
        os.killpg(self.process.pid, signal.SIGINT)
        return None

    def memory(self):
        """Resident megabytes of the process and its children."""
        pages = 0
        for pid in family(self.process.pid):
            try:
                with open(f"/proc/{pid}/statm") as file:
                    pages += int(file.read().split()[1])
            except OSError:
                pass
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def close(self):
        """Ends the process and its children."""
        if self.process.poll() is None:
            self.send("control", "shutdown_request", {"restart": False})
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        for socket in self.sockets.values():
            socket.close()
        self.log.close()
        self.folder.cleanup()


def free_ports(count):
    """Ports that nobody listens on."""
    import socket

    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def family(pid):
    """A process and all its descendants, as far as this system tells."""
    found = [pid]
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            for child in file.read().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def timed(work):
    """Milliseconds that something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def median(values):
    """The value in the middle."""
    return statistics.median(values)


def p90(values):
    """The value that nine of ten do not exceed."""
    return sorted(values)[int(len(values) * 0.9)]


# --- what is measured; each takes a warm kernel and returns {row: figure} ---------------------


def one_plus_one(kernel, dialect, args):
    """A warm cell: request to idle, and request to reply."""
    times = []
    for _ in range(args.cells):
        began = time.perf_counter()
        ident = kernel.execute("1+1")
        kernel.reply("shell", ident)
        kernel.until_idle(ident)
        times.append((time.perf_counter() - began) * 1000)
    return {"1+1, median, ms": median(times), "1+1, p90, ms": p90(times)}


def kernel_info(kernel, dialect, args):
    """A request that runs nothing."""
    times = []
    for _ in range(args.cells):
        times.append(
            timed(lambda: kernel.reply("shell", kernel.send("shell", "kernel_info_request", {})))
        )
    drain(kernel)
    return {"kernel_info, median, ms": median(times), "kernel_info, p90, ms": p90(times)}


def at_once(kernel, dialect, args):
    """30 cells sent at once, as Run All does: milliseconds a cell."""

    def work():
        idents = [kernel.execute("1+1") for _ in range(30)]
        for ident in idents:
            kernel.reply("shell", ident)
        kernel.until_idle(idents[-1])

    return {"30 cells at once, ms a cell": median([timed(work) / 30 for _ in range(5)])}


def many(kernel, dialect, args):
    """2,000 cells, 30 at a time: milliseconds a cell, and how many were answered."""
    waiting, sent, answered = set(), 0, 0
    began = time.perf_counter()
    try:
        while answered < args.many:
            while sent < args.many and len(waiting) < 30:
                waiting.add(kernel.execute("1+1"))
                sent += 1
            _, parent, _ = kernel.receive("shell", 20)
            if parent in waiting:
                waiting.remove(parent)
                answered += 1
            while kernel.sockets["iopub"].poll(0):
                kernel.sockets["iopub"].recv_multipart()
    except Late:
        pass
    took = (time.perf_counter() - began) * 1000
    drain(kernel)
    return {
        "many cells, 30 at a time, ms a cell": took / max(1, answered),
        "many cells, answered": answered,
    }


def completion(kernel, dialect, args):
    """Completion while nothing runs, and while a cell runs."""

    def ask():
        code = dialect.complete
        ident = kernel.send(
            "shell", "complete_request", {"code": code, "cursor_pos": len(code)}
        )
        reply = kernel.reply("shell", ident)
        assert reply.get("matches"), f"no completions: {reply}"

    ask()
    idle = [timed(ask) for _ in range(15)]
    ident = kernel.execute(dialect.loop_that_ends.format(s=1.5))
    time.sleep(0.2)
    busy = timed(ask)
    kernel.until_idle(ident)
    drain(kernel)
    return {"completion, idle, ms": median(idle), "completion, while a cell runs, ms": busy}


def lines(kernel, dialect, args):
    """20,000 printed lines: how long, whether all arrive in order, whether idle is last."""
    expected = "".join(f"line {i}\n" for i in range(args.lines))
    times, whole = [], True
    for _ in range(args.repeat):
        began = time.perf_counter()
        _, said = kernel.run(dialect.lines.format(n=args.lines))
        times.append((time.perf_counter() - began) * 1000)
        text = "".join(c["text"] for k, c in said if k == "stream" and c["name"] == "stdout")
        whole = whole and text.replace("\r\n", "\n") == expected
        time.sleep(0.05)
        whole = whole and not kernel.sockets["iopub"].poll(0)
    return {"20,000 lines, ms": median(times), "20,000 lines, whole and idle last": int(whole)}


def interrupt(kernel, dialect, args):
    """An endless loop: interrupt to reply, and whether the next cell runs."""
    times = []
    for _ in range(args.repeat):
        ident = kernel.execute(dialect.loop)
        time.sleep(0.3)
        began = time.perf_counter()
        kernel.interrupt()
        reply = kernel.reply("shell", ident, 20)
        times.append((time.perf_counter() - began) * 1000)
        assert reply["status"] == "error", reply
        kernel.until_idle(ident)
        reply, _ = kernel.run("1+1")
        assert reply["status"] == "ok", reply
    drain(kernel)
    return {"interrupt of a loop, ms": median(times)}


def memory(kernel, dialect, args):
    """Resident memory after all this."""
    return {"memory after all this, MB": kernel.memory()}


WARM = [one_plus_one, kernel_info, at_once, many, completion, lines, interrupt, memory]


def drain(kernel):
    """Lets iopub fall silent."""
    while kernel.sockets["iopub"].poll(100):
        kernel.sockets["iopub"].recv_multipart()


def start(spec):
    """A kernel that has answered kernel_info."""
    kernel = Kernel(spec.argv, spec.env, spec.interrupt_mode)
    try:
        kernel.reply("shell", kernel.send("shell", "kernel_info_request", {}), 60)
    except Late:
        kernel.log.seek(0)
        sys.stderr.write(kernel.log.read().decode(errors="replace")[-2000:])
        kernel.close()
        raise
    return kernel


def starting(spec):
    """Process start to kernel_info, and to the first 1+1."""
    kernel = start(spec)
    try:
        info = (time.perf_counter() - kernel.began) * 1000
        reply, _ = kernel.run("1+1")
        first = (time.perf_counter() - kernel.began) * 1000
        assert reply["status"] == "ok", reply
        return {"start to kernel_info, ms": info, "start to first 1+1, ms": first}
    finally:
        kernel.close()


class Spec:
    """How a kernel is started."""

    def __init__(self, text, java):
        name, _, command = text.partition("=")
        self.name = name
        if command:
            self.argv, self.env = shlex.split(command), {}
            self.interrupt_mode, language = "message", "java" if name in java else "python"
        else:
            from jupyter_client.kernelspec import KernelSpecManager

            spec = KernelSpecManager().get_kernel_spec(name)
            self.argv, self.env = list(spec.argv), spec.env
            # As jupyter_client does: a kernelspec's "python" is the Python that asks.
            if re.fullmatch(r"python(3(\.\d+)?)?", self.argv[0]):
                self.argv[0] = sys.executable
            self.interrupt_mode, language = spec.interrupt_mode, spec.language
        self.dialect = JAVA if language.lower() == "java" else PYTHON


def measure(specs, args):
    """All figures: {row: {kernel: [values]}}; the kernels take turns in each round."""
    rows = {}

    def note(spec, test, *arguments):
        try:
            figures = test(*arguments)
        except (Late, AssertionError) as failed:
            print(f"{spec.name}: {test.__name__}: {failed}", file=sys.stderr)
            return
        for row, value in figures.items():
            rows.setdefault(row, {}).setdefault(spec.name, []).append(value)

    for _ in range(args.starts):
        for spec in specs:
            note(spec, starting, spec)
    kernels = {spec.name: start(spec) for spec in specs}
    try:
        for spec in specs:
            for _ in range(args.warm_up):
                kernels[spec.name].run("1+1")
            kernels[spec.name].run(spec.dialect.lines.format(n=args.lines))
        for _ in range(args.rounds):
            for test in WARM:
                if args.only and test.__name__ not in args.only:
                    continue
                for spec in specs:
                    drain(kernels[spec.name])
                    note(spec, test, kernels[spec.name], spec.dialect, args)
    finally:
        for kernel in kernels.values():
            kernel.close()
    return rows


def table(rows, specs):
    """The figures as a Markdown table; ratios are to the first kernel, below 1 is better."""
    base = specs[0].name
    heads = [base] + [f"{s.name} | ratio" for s in specs[1:]]
    print("| | " + " | ".join(heads) + " |")
    print("|---|" + "--:|" * (1 + 2 * (len(specs) - 1)))
    for row, figures in rows.items():
        cells = []
        for spec in specs:
            values = figures.get(spec.name)
            value = median(values) if values else None
            cells.append("–" if value is None else f"{value:.4g}")
            if spec is not specs[0]:
                of = figures.get(base)
                if value is None or not of or not median(of) or "answered" in row or "whole" in row:
                    cells.append("")
                else:
                    cells.append(f"{value / median(of):.2f}")
        print(f"| {row} | " + " | ".join(cells) + " |")


def main():
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kernels", nargs="+", help="kernelspec names, or name=command line")
    parser.add_argument("--java", action="append", default=[], help="this name=… speaks Java")
    parser.add_argument("--starts", type=int, default=5, help="process starts of each kernel")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each warm kernel")
    parser.add_argument("--warm-up", type=int, default=500, help="cells before the first round")
    parser.add_argument("--cells", type=int, default=200, help="cells a figure of 1+1")
    parser.add_argument("--many", type=int, default=2000, help="cells sent 30 at a time")
    parser.add_argument("--lines", type=int, default=20000, help="lines printed")
    parser.add_argument("--repeat", type=int, default=5, help="runs a figure of lines, interrupts")
    parser.add_argument("--only", action="append", help=", ".join(t.__name__ for t in WARM))
    parser.add_argument("--json", help="also write all figures to this file")
    args = parser.parse_args()
    specs = [Spec(text, args.java) for text in args.kernels]
    rows = measure(specs, args)
    table(rows, specs)
    if args.json:
        with open(args.json, "w") as file:
            json.dump(rows, file, indent=1)


if __name__ == "__main__":
    main()
