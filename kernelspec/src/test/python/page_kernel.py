"""A kernel in a page of Chromium's, behind what tests use of `jupyter_client`."""

import base64
import functools
import http.server
import itertools
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import websocket
from jupyter_client.jsonutil import extract_dates, json_default
from jupyter_client.session import Session

SITE = Path(os.environ.get("ELARA_SITE") or Path(__file__).resolve().parents[4] / "web-demo" / "site" / "target" / "site")
TIMEOUT = 120

# Buffers cross as base64. A page without anything in it: the tests speak with the worker themselves.
START = """{
window.kernel?.terminate();
window.kernel = new Worker('./kernel-worker.mjs', { type: 'module' });
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
kernel.onmessage = ({ data }) =>
  hear(JSON.stringify({ ...data, buffers: (data.buffers ?? []).map(text) }));
kernel.onerror = (event) => hear(JSON.stringify({ error: event.message }));
}"""
SEND = """
(message) => {
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer;
  kernel.postMessage({ ...message, buffers: message.buffers.map(bytes) });
}
"""


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Page:
    """A page from a static server of the site's folder. For one thread."""

    def __init__(self):
        if not (SITE / "kernel-worker.mjs").exists():
            raise RuntimeError(f"There is no page in {SITE}. Build it: mvn package -pl web-demo/site -am")
        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(QuietFiles, directory=SITE))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.profile = Path(tempfile.mkdtemp(prefix="elara-page-"))
        program = os.environ.get("ELARA_CHROMIUM") or next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        self.browser = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--remote-debugging-port=0", f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.numbers = itertools.count(1)
        self.answers = {}
        self.said = []
        self.devtools = websocket.create_connection(
            self._address(), suppress_origin=True, timeout=TIMEOUT, max_size=None)
        self.session = None
        address = f"http://localhost:{self.server.server_port}/a-page-of-its-own"
        target = self.command("Target.createTarget", url=address)["targetId"]
        self.session = self.command(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.command("Runtime.enable")
        self.command("Runtime.addBinding", name="hear")
        self._wait(lambda: self.evaluate("location.href + document.readyState") == address + "complete")

    def _address(self):
        port = self.profile / "DevToolsActivePort"
        self._wait(lambda: port.exists() and len(port.read_text().split()) == 2)
        number, path = port.read_text().split()
        return f"ws://127.0.0.1:{number}{path}"

    @staticmethod
    def _wait(condition):
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"Chromium is not ready within {TIMEOUT} s.")
            time.sleep(0.02)

    def command(self, method, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.devtools.send(json.dumps(message))
        while number not in self.answers:
            self.take(TIMEOUT)
        answer = self.answers.pop(number)
        if "error" in answer or "exceptionDetails" in answer["result"]:
            raise AssertionError(f"{method}: {answer}")
        return answer["result"]

    def evaluate(self, expression):
        return self.command("Runtime.evaluate", expression=expression,
                            returnByValue=True)["result"].get("value")

    def take(self, timeout):
        """Takes in one message from the browser; false if none came in time."""
        self.devtools.settimeout(max(timeout, 0.001))
        try:
            message = json.loads(self.devtools.recv())
        except websocket.WebSocketTimeoutException:
            return False
        if "id" in message:
            self.answers[message["id"]] = message
        elif message["method"] == "Runtime.bindingCalled":
            self.said.append(json.loads(message["params"]["payload"]))
        return True

    def close(self):
        self.devtools.close()
        self.browser.terminate()
        self.browser.wait(TIMEOUT)
        self.server.shutdown()
        shutil.rmtree(self.profile, ignore_errors=True)


class PageChannel:
    """A channel as `jupyter_client` has it."""

    def __init__(self, client, name):
        self.client = client
        self.name = name
        self.arrived = queue.Queue()

    def send(self, message):
        fields = {name: message[name]
                  for name in ("header", "parent_header", "metadata", "content")}
        buffers = [base64.b64encode(each).decode() for each in message.get("buffers") or []]
        message = json.dumps({**fields, "channel": self.name, "buffers": buffers},
                             default=json_default)
        self.client.page.evaluate(f"({SEND})({message})")

    def msg_ready(self):
        self.client.take(0)
        return not self.arrived.empty()

    def get_msg(self, timeout=None):
        deadline = time.monotonic() + (TIMEOUT if timeout is None else timeout)
        while self.arrived.empty() and time.monotonic() < deadline:
            self.client.take(deadline - time.monotonic())
        return self.arrived.get_nowait()


class PageClient:
    """A client of a page's kernel, and the page."""

    def __init__(self):
        self.page = Page()
        self.session = Session()
        for name in ("shell", "control", "iopub", "stdin"):
            setattr(self, f"{name}_channel", PageChannel(self, name))
        self.ended = None
        self.start()

    def start(self):
        """Starts a kernel, in place of the one there is."""
        self.ready = False
        self.ended = None
        self.page.said.clear()
        self.page.evaluate(START)
        self.wait_for_ready()

    def wait_for_ready(self, timeout=TIMEOUT):
        deadline = time.monotonic() + timeout
        while not self.ready:
            assert time.monotonic() < deadline, "The page's kernel does not start."
            self.take(1)

    def take(self, timeout):
        if not self.page.said:
            self.page.take(timeout)
        for said in self.page.said:
            if said.get("error"):
                raise AssertionError(f"The page's kernel failed: {said['error']}")
            self.ready = self.ready or bool(said.get("ready"))
            self.ended = said if said.get("ended") else self.ended
            if "channel" in said:
                said["buffers"] = [base64.b64decode(each) for each in said["buffers"]]
                said["header"] = extract_dates(said["header"])
                said["parent_header"] = extract_dates(said["parent_header"])
                said["msg_type"] = said["header"]["msg_type"]
                getattr(self, f"{said['channel']}_channel").arrived.put(said)
        self.page.said.clear()

    def execute(self, code, silent=False, store_history=True, user_expressions=None,
                allow_stdin=True, stop_on_error=True):
        content = {"code": code, "silent": silent, "store_history": store_history,
                   "user_expressions": user_expressions or {}, "allow_stdin": allow_stdin,
                   "stop_on_error": stop_on_error}
        message = self.session.msg("execute_request", content)
        self.shell_channel.send(message)
        return message["header"]["msg_id"]

    def input(self, text):
        self.stdin_channel.send(self.session.msg("input_reply", {"value": text}))

    def get_iopub_msg(self, timeout=None):
        return self.iopub_channel.get_msg(timeout)

    def get_stdin_msg(self, timeout=None):
        return self.stdin_channel.get_msg(timeout)

    def stop_channels(self):
        pass


class PageManager:
    """What starts and ends a page's kernel."""

    def __init__(self):
        self.client = PageClient()

    def interrupt_kernel(self):
        self.client.page.evaluate("kernel.postMessage({ interrupt: true })")

    def restart_kernel(self, now=False):
        self.client.start()

    def is_alive(self):
        self.client.take(0.01)
        return self.client.ended is None

    def shutdown_kernel(self, now=False):
        self.client.page.close()
