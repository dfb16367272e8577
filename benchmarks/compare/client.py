"""A Jupyter client of plain ZeroMQ sockets with an HMAC of its own: what it measures is the kernel."""

import hmac
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import uuid

DELIMITER = b"<IDS|MSG>"
CHANNELS = ["shell", "control", "stdin", "iopub"]
PORTS = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"]


class Failed(Exception):
    """A kernel did not do what was asked, or not in time; says what."""


class Kernel:
    """A kernel process and the sockets to it."""

    def __init__(self, spec):
        self.key = uuid.uuid4().hex.encode()
        self.session = uuid.uuid4().hex
        self.spec = spec
        self.dialect = spec.dialect
        self.count = 0
        self.unclaimed = {}  # replies that came while another was waited for, by request
        self.folder = tempfile.TemporaryDirectory(prefix="compare-")
        self.ports = dict(zip(PORTS, free_ports(len(PORTS))))
        path = os.path.join(self.folder.name, "connection.json")
        with open(path, "w") as file:
            json.dump({**self.ports, "ip": "127.0.0.1", "transport": "tcp",
                       "key": self.key.decode(), "signature_scheme": "hmac-sha256"}, file)
        self.log = open(os.path.join(self.folder.name, "log"), "wb+")
        self.began = time.perf_counter()
        self.process = self._start(path)
        self.sockets = {name: self._connect(name) for name in CHANNELS}

    def _start(self, connection_file):
        return subprocess.Popen(
            [word.replace("{connection_file}", connection_file) for word in self.spec.argv],
            # A kernel whose comparison was killed ends by itself.
            env={**os.environ, "JPY_PARENT_PID": str(os.getpid()), **self.spec.env},
            cwd=self.folder.name,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            # What runs in the background of a shell ignores SIGINT, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def _connect(self, name):
        import zmq  # here, so that help needs nothing that must be installed first

        connected = zmq.Context.instance().socket(zmq.SUB if name == "iopub" else zmq.DEALER)
        connected.linger = 0
        connected.rcvhwm = 0
        connected.setsockopt(zmq.RECONNECT_IVL, 5)
        connected.setsockopt(zmq.RECONNECT_IVL_MAX, 20)
        if name == "iopub":
            connected.subscribe(b"")
        else:
            connected.setsockopt(zmq.IDENTITY, self.session.encode())
        connected.connect(f"tcp://127.0.0.1:{self.ports[name + '_port']}")
        return connected

    # --- messages ------------------------------------------------------------------------------

    def send(self, channel, kind, content, subshell=None):
        """Sends a request and returns its id."""
        self.count += 1
        ident = f"{self.session}_{self.count}"
        header = {"msg_id": ident, "session": self.session, "username": "compare",
                  "date": "2026-01-01T00:00:00.000000Z", "msg_type": kind, "version": "5.5"}
        if subshell is not None:
            header["subshell_id"] = subshell
        frames = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        mac = hmac.new(self.key, digestmod="sha256")
        for frame in frames:
            mac.update(frame)
        self.sockets[channel].send_multipart([DELIMITER, mac.hexdigest().encode(), *frames])
        return ident

    def receive(self, channel, seconds=30.0):
        """The type, parent id and raw content of the next message."""
        waited = self.sockets[channel]
        end = time.monotonic() + seconds
        while not waited.poll(max(0.001, min(1.0, seconds)) * 1000):
            if self.process.poll() is not None:
                raise Failed(f"its process ended with status {self.process.returncode}")
            if time.monotonic() >= end:
                raise Failed(f"what was waited for on {channel} did not come in time")
        frames = waited.recv_multipart()
        at = frames.index(DELIMITER)
        header, parent = json.loads(frames[at + 2]), json.loads(frames[at + 3]) or {}
        return header["msg_type"], parent.get("msg_id"), frames[at + 5]

    def reply(self, channel, ident, seconds=30.0):
        """The content of the reply to a request; those to others are kept until asked for."""
        end = time.monotonic() + seconds
        while ident not in self.unclaimed:
            _, parent, content = self.receive(channel, end - time.monotonic())
            self.unclaimed[parent] = content
        return json.loads(self.unclaimed.pop(ident))

    def ask(self, channel, kind, content, seconds=30.0):
        """Asks and waits for the content of the reply."""
        return self.reply(channel, self.send(channel, kind, content), seconds)

    def until_idle(self, ident, seconds=60.0):
        """All that iopub says of a request, up to its idle: (type, content) pairs."""
        said = []
        end = time.monotonic() + seconds
        while True:
            kind, parent, content = self.receive("iopub", end - time.monotonic())
            if parent != ident:
                continue
            content = json.loads(content)
            said.append((kind, content))
            if kind == "status" and content["execution_state"] == "idle":
                return said

    def until_done(self, idents, seconds=30.0):
        """Waits for the reply to each of these requests and its idle, in whatever order they come."""
        unanswered, busy = set(idents), set(idents)
        end = time.monotonic() + seconds
        while unanswered:
            unanswered.discard(self.receive("shell", end - time.monotonic())[1])
        while busy:
            kind, parent, content = self.receive("iopub", end - time.monotonic())
            if kind == "status" and json.loads(content)["execution_state"] == "idle":
                busy.discard(parent)

    def execute(self, code, subshell=None):
        """Sends a cell and returns its request's id."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True}
        return self.send("shell", "execute_request", content, subshell)

    def run(self, code, seconds=60.0):
        """Runs a cell to its end, which must be a good one; what iopub said."""
        ident = self.execute(code)
        reply = self.reply("shell", ident, seconds)
        if reply["status"] != "ok":
            raise Failed(f"a cell failed: {reply.get('ename')}: {reply.get('evalue')}")
        return self.until_idle(ident, seconds)

    def interrupt(self):
        """Stops the running cell the way the kernelspec asks for."""
        if self.spec.interrupt_mode == "message":
            self.send("control", "interrupt_request", {})
        else:
            os.killpg(self.process.pid, signal.SIGINT)

    def drain(self):
        """Lets iopub fall silent, and forgets replies that nobody asked for."""
        while self.sockets["iopub"].poll(100):
            self.sockets["iopub"].recv_multipart()
        self.unclaimed.clear()

    def await_iopub(self):
        """Asks until the subscription to iopub is known, so that no later idle is missed."""
        while not self.sockets["iopub"].poll(20):
            self.ask("shell", "kernel_info_request", {})

    # --- the process ---------------------------------------------------------------------------

    def memory(self):
        """Resident megabytes of the process and its children."""
        pages = 0
        for pid in family(self.process.pid):
            try:
                with open(f"/proc/{pid}/statm") as file:
                    pages += int(file.read().split()[1])
            except OSError:
                pass
        if not pages:
            raise Failed("this system does not tell how much memory a process has")
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def last_words(self):
        """The end of what it wrote to its own output."""
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-2000:]

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
        for each in self.sockets.values():
            each.close()
        self.log.close()
        self.folder.cleanup()


def started(spec):
    """A kernel that has answered kernel_info."""
    try:
        kernel = Kernel(spec)
    except OSError as failed:
        raise Failed(f"it does not start: {failed}") from None
    try:
        kernel.ask("shell", "kernel_info_request", {})
    except Failed as failed:
        words = kernel.last_words()
        kernel.close()
        raise Failed(f"it does not start: {failed}. It said: {words}") from None
    except BaseException:  # Ctrl-C: not every kernel ends with who started it
        kernel.close()
        raise
    return kernel


def free_ports(count):
    """Ports that nobody listens on."""
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
