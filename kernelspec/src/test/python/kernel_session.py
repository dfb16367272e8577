"""A kernel and a client of it, with whole cells as its unit."""

import queue
import time
from dataclasses import dataclass, field

from jupyter_client.manager import start_new_kernel

from page_kernel import PageManager

TIMEOUT = 60


@dataclass
class CellRun:
    """What one request caused: its reply and its iopub messages in order."""

    msg_id: str
    request: dict | None = None
    channel: str = "shell"
    reply: dict | None = None
    reply_channel: str | None = None
    messages: list = field(default_factory=list)

    def of_type(self, message_type):
        return [m for m in self.messages if m["msg_type"] == message_type]

    @property
    def states(self):
        return [m["content"]["execution_state"] for m in self.of_type("status")]

    def stream(self, name="stdout"):
        return "".join(m["content"]["text"] for m in self.of_type("stream")
                       if m["content"]["name"] == name)

    @property
    def result(self):
        results = self.of_type("execute_result")
        return results[0]["content"]["data"]["text/plain"] if results else None

    @property
    def status(self):
        return self.reply["content"]["status"]

    @property
    def error_name(self):
        return self.reply["content"].get("ename")

    def __str__(self):
        return f"{self.reply and self.reply['content']}\n" + "\n".join(
            f"{m['msg_type']}: {m['content']}" for m in self.messages)


class KernelSession:
    has_ports = True

    def __init__(self, manager, client):
        self.manager = manager
        self.client = client
        self.runs = {}

    @classmethod
    def start(cls, **arguments):
        manager, client = start_new_kernel(kernel_name="elara", startup_timeout=TIMEOUT, **arguments)
        return cls(manager, client)

    @classmethod
    def start_in_page(cls):
        """A kernel in a page, where there is no ZeroMQ and no process."""
        manager = PageManager()
        session = cls(manager, manager.client)
        session.has_ports = False
        return session

    @classmethod
    def launch(cls, manager, **arguments):
        """Starts the kernel of a manager."""
        manager.start_kernel(**arguments)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)
        return cls(manager, client)

    def shutdown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)

    # Requests

    def send(self, code, **arguments):
        """Sends a cell; `finish` waits for it."""
        arguments.setdefault("allow_stdin", False)
        msg_id = self.client.execute(code, **arguments)
        self.runs[msg_id] = CellRun(msg_id)
        return self.runs[msg_id]

    def request(self, message_type, content=None, channel="shell", header=None, metadata=None):
        """Sends any request, with further header and metadata fields."""
        message = self.client.session.msg(message_type, content or {}, metadata=metadata)
        message["header"].update(header or {})
        getattr(self.client, f"{channel}_channel").send(message)
        run = CellRun(message["header"]["msg_id"], message, channel)
        self.runs[run.msg_id] = run
        return run

    # What comes back

    def finish(self, run, timeout=TIMEOUT, channel="shell"):
        """Waits until a request has its reply and is idle again."""
        self.wait_for(lambda: run.reply is not None and run.states[-1:] == ["idle"], timeout, run)
        return run

    def wait_for(self, condition, timeout=TIMEOUT, what=""):
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {timeout} s:\n{what}")
            self.receive(0.01)

    def receive(self, timeout):
        """Takes in what has arrived on all channels, waiting at most `timeout` for iopub."""
        for name in ("shell", "control"):
            channel = getattr(self.client, f"{name}_channel")
            while channel.msg_ready():
                message = channel.get_msg(timeout=0)
                if run := self.runs.get(message["parent_header"].get("msg_id")):
                    assert run.reply is None, f"a second reply: {message}"
                    run.reply = message
                    run.reply_channel = name
        try:
            message = self.client.get_iopub_msg(timeout=timeout)
        except queue.Empty:
            return
        if run := self.runs.get(message["parent_header"].get("msg_id")):
            run.messages.append(message)

    # Whole cells

    def run(self, code, timeout=TIMEOUT, **arguments):
        return self.finish(self.send(code, **arguments), timeout)

    def ok(self, code, **arguments):
        """Runs a cell that must succeed."""
        run = self.run(code, **arguments)
        assert run.status == "ok", run
        return run

    def value(self, code):
        """The text of a cell's value."""
        return self.ok(code).result

    def call(self, message_type, content=None, timeout=TIMEOUT, **arguments):
        """Sends a request and waits for its reply and its idle."""
        return self.finish(self.request(message_type, content, **arguments), timeout)

    def interrupt(self):
        self.manager.interrupt_kernel()

    def wait_for_output(self, run, text, timeout=TIMEOUT):
        self.wait_for(lambda: text in run.stream(), timeout, run)
