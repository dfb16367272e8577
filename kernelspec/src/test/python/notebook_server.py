"""A server that `elara notebook` started, and the plainest client of its kernels."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
import uuid

import websocket

from conftest import ROOT

PATIENCE = 120


class Server:
    """A server that `elara notebook` started, and a client of it."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "tools" / "interruptible.py", ROOT / "elara", "notebook", folder,
             "--no-browser", "--port", "0", *options],
            stdout=subprocess.PIPE, text=True)
        self.base, self.token = self.link()

    def link(self):
        for line in self.process.stdout:
            found = re.match(r"Open +(http://[^?]+/)(?:\?token=(\w+))?", line)
            if found:
                return found.group(1), found.group(2)
        raise AssertionError("it printed no link")

    def call(self, method, path, body=None, token=None):
        request = urllib.request.Request(
            self.base + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {token or self.token}"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def new_kernel(self, **body):
        return Kernel(self, self.call("POST", "api/kernels", {"name": "elara", **body})["id"])

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)


class Kernel:
    def __init__(self, server, id):
        self.server, self.id = server, id
        self.session = uuid.uuid4().hex
        self.connect()

    def connect(self):
        address = self.server.base.replace("http", "ws", 1)
        self.socket = websocket.create_connection(
            f"{address}api/kernels/{self.id}/channels?session_id={self.session}&token={self.server.token}",
            timeout=PATIENCE)

    def send(self, type, content, channel="shell"):
        id = uuid.uuid4().hex
        header = {"msg_id": id, "msg_type": type, "session": self.session, "username": "u",
                  "version": "5.4", "date": "2026-01-01T00:00:00Z"}
        self.socket.send(json.dumps({"channel": channel, "header": header, "parent_header": {},
                                     "metadata": {}, "content": content}))
        return id

    def send_cell(self, code):
        return self.send("execute_request", {"code": code, "silent": False, "store_history": True,
                                             "allow_stdin": False, "user_expressions": {}})

    def until(self, last):
        heard = []
        while not heard or not last(heard[-1]):
            heard.append(json.loads(self.socket.recv()))
        return heard

    def until_idle(self, request):
        return self.until(lambda m: m["parent_header"].get("msg_id") == request
                          and m["content"].get("execution_state") == "idle")

    def run(self, code):
        """What a cell prints and gives, joined."""
        text = ""
        for message in self.until_idle(self.send_cell(code)):
            text += message["content"].get("text", "")
            text += message["content"].get("data", {}).get("text/plain", "")
        return text
