"""A flood of hostile messages against an installed kernel, with a client beside it that works.

    python flood.py 1000000         prints the figures

Those who send it (`hostile.py`), the good client and the kernel are processes of their own.
"""

import itertools
import json
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

from hostile import CODE, attack
from load import PATIENCE, resident_megabytes

ATTACKERS = ("reads", "reads nothing")
SEED = 20_261_122
WARM_UP = 300
ONE_CELL_IN = 20
MOST_KEPT_MEGABYTES = 64


class GoodClient:
    """Asks, waits for the answer, and checks that all that belongs to it comes, once.

    Its cells run on a subshell: on the main shell they would rightly be aborted with what is queued
    behind the attackers' failing cells.
    """

    def __init__(self, connection):
        self.session = Session(key=connection["key"].encode())
        self.context = zmq.Context()
        self.sockets = {name: self.connect(connection, name, zmq.DEALER)
                        for name in ("shell", "control")}
        self.iopub = self.connect(connection, "iopub", zmq.SUB)
        self.iopub.subscribe(b"")
        self.mine = self.session.session.encode()
        self.poller = zmq.Poller()
        for socket in (*self.sockets.values(), self.iopub):
            self.poller.register(socket, zmq.POLLIN)
        self.states = {}
        self.waits = {}
        while b"iopub_welcome" not in b"".join(self.iopub.recv_multipart()):
            pass  # what was published before it is nobody's here
        created = self.call("control", "create_subshell_request")
        self.subshell = created["content"]["subshell_id"]

    def connect(self, connection, channel, kind):
        socket = self.context.socket(kind)
        socket.setsockopt(zmq.LINGER, 0)
        socket.setsockopt(zmq.RCVHWM, 0)
        socket.connect(f"tcp://{connection['ip']}:{connection[channel + '_port']}")
        return socket

    def ask(self, number):
        """Asks one thing, in turn on control and shell, now and then for a cell's value."""
        channel = ("control", "shell")[number % 2]
        cell = channel == "shell" and number % ONE_CELL_IN == 1
        if cell:
            self.call(channel, "execute_request", {"code": "1 + 1"}, subshell_id=self.subshell)
        else:
            self.call(channel, "kernel_info_request")

    def call(self, channel, kind, content=None, **header):
        message = self.session.msg(kind, content or {})
        message["header"].update(header)
        frames = self.session.serialize(message)
        self.states[message["msg_id"]] = []
        started = time.perf_counter()
        self.sockets[channel].send_multipart(frames)
        reply = self.answer(self.sockets[channel])
        self.waits.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
        reply = self.session.deserialize(self.session.feed_identities(reply)[1])
        assert reply["parent_header"]["msg_id"] == message["msg_id"], "another's answer"
        assert reply["content"]["status"] == "ok", reply
        return reply

    def answer(self, socket):
        while not socket.poll(0):
            assert self.poller.poll(PATIENCE * 1000), "no answer"
            self.listen()
        return socket.recv_multipart()

    def listen(self):
        """Takes in some of what is published; most of it is about what the others sent."""
        for _ in range(20):
            if not self.iopub.poll(0):
                return
            frames = self.iopub.recv_multipart()
            if self.mine in frames[4] and frames[0].endswith(b".status"):
                message = self.session.deserialize(self.session.feed_identities(frames)[1])
                state = message["content"]["execution_state"]
                self.states[message["parent_header"]["msg_id"]].append(state)

    def finish(self):
        """Waits until all it asked for is idle."""
        deadline = time.monotonic() + PATIENCE
        while any(states[-1:] != ["idle"] for states in self.states.values()):
            assert time.monotonic() < deadline, "not everything became idle"
            self.iopub.poll(100)
            self.listen()
        assert all(states == ["busy", "idle"] for states in self.states.values()), self.states
        self.context.destroy(linger=0)


def work(connection_file):
    """What the good client's process does until its standard input ends."""
    client = GoodClient(json.loads(Path(connection_file).read_text()))
    for number in range(WARM_UP):
        client.ask(number)
    client.waits.clear()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in itertools.takewhile(lambda _: not ended(sys.stdin), itertools.count()):
        client.ask(number)
    print(json.dumps(client.waits))
    for number in range(WARM_UP):
        client.ask(number)
    client.finish()


def ended(stdin):
    return select.select([stdin], [], [], 0.001)[0]


def flood(count):
    """Floods a kernel; it must serve the good client, not grow, tell no secrets, and end well."""
    with tempfile.TemporaryFile("w+") as log:
        manager = KernelManager(kernel_name="elara")
        manager.start_kernel(stderr=log)
        try:
            figures = flooded(manager, count)
        finally:
            process = manager.provisioner.process
            manager.shutdown_kernel()
        assert process.poll() == 0
        log.seek(0)
        said = log.read()
    key = manager.session.key.decode()
    assert key not in said and CODE not in said and "\tat " not in said, said[:10_000]
    assert said.count("Dropped a message on") > 0
    return {**figures, "lines of log": said.count("\n")}


def flooded(manager, count):
    good = start("work", manager.connection_file, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert good.stdout.readline() == "ready\n"
    before = memory(manager)
    good.stdin.write("go\n")
    good.stdin.flush()
    started = time.perf_counter()
    attackers = [start("attack", manager.connection_file, SEED + i, count // len(ATTACKERS), reads)
                 for i, reads in enumerate(ATTACKERS)]
    assert [attacker.wait(PATIENCE) for attacker in attackers] == [0] * len(ATTACKERS)
    seconds = time.perf_counter() - started
    waits = json.loads(good.communicate("")[0])
    assert good.wait() == 0, "the good client was not served as it must be"
    after = memory(manager)
    assert after["live MB"] < before["live MB"] + MOST_KEPT_MEGABYTES, (before, after)
    return {"hostile messages": count, "a second": round(count / seconds),
            "kernel_info": spread(waits["kernel_info_request"]),
            "1 + 1": spread(waits["execute_request"]), "before": before, "after": after}


def spread(waits):
    waits = sorted(waits)
    return {"times": len(waits), "median ms": round(statistics.median(waits), 2),
            "99 % ms": round(waits[len(waits) * 99 // 100], 1), "longest ms": round(waits[-1], 1)}


def start(*arguments, **how):
    return subprocess.Popen([sys.executable, __file__, *map(str, arguments)], text=True, **how)


def memory(manager):
    """What the kernel's objects take after a collection, and what its process has."""
    pid = str(manager.provisioner.process.pid)
    jcmd = Path(manager.kernel_spec.argv[0]).with_name("jcmd")
    histogram = subprocess.run([jcmd, pid, "GC.class_histogram"], check=True,
                               stdout=subprocess.PIPE, text=True).stdout
    # A collector may leave gaps, which it fills with an object that nobody uses.
    live = sum(int(size) for size, name in re.findall(r"^ *\d+: +\d+ +(\d+) +(\S+)", histogram, re.M)
               if "FillerElement" not in name)
    return {"live MB": live >> 20, "resident MB": resident_megabytes(manager)}


def main(what, *arguments):
    match what:
        case "work":
            work(*arguments)
        case "attack":
            attack(*arguments)
        case count:
            print(json.dumps(flood(int(count))))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
