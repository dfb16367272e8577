"""The requests that VS Code's Jupyter extension makes of a server, in its order and with its names."""

import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timezone

import pytest
import websocket

from notebook_server import PATIENCE, Server


class VsCode:
    """Asks as the extension does: the token in a header and in the address, no cache, no Origin."""

    def __init__(self, server):
        self.server = server

    def probe(self, path):
        """A question without the token, whose redirects are not followed: the status."""
        return self.open("GET", path, {"Connection": "keep-alive"}, None)[0]

    def call(self, method, path, body=None):
        mark = f"{int(datetime.now(timezone.utc).timestamp() * 1000)}"
        address = f"{path}?{mark}&token={self.server.token}" if method == "GET" else f"{path}?token={self.server.token}"
        headers = {"Authorization": f"token {self.server.token}", "Content-Type": "application/json",
                   "Cache-Control": "no-store", "Pragma": "no-cache"}
        return self.open(method, address, headers, None if body is None else json.dumps(body).encode())

    def open(self, method, address, headers, body):
        request = urllib.request.Request(self.server.base + address, method=method, data=body, headers=headers)
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=PATIENCE) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text[:1] in (b"{", b"[") else text.decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def connect(self, kernel):
        base = self.server.base.replace("http", "ws", 1)
        return websocket.create_connection(
            f"{base}api/kernels/{kernel}/channels?session_id={uuid.uuid4()}&token={self.server.token}",
            header={"Authorization": f"token {self.server.token}"}, timeout=PATIENCE,
            suppress_origin=True, subprotocols=["v1.kernel.websocket.jupyter.org"])


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def to_v1(message):
    """A message in the protocol v1.kernel.websocket.jupyter.org."""
    parts = [message["channel"].encode()] + [
        json.dumps(message[part]).encode() for part in ("header", "parent_header", "metadata", "content")]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = [len(offsets)] + offsets
    return b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)


def from_v1(frame):
    number = lambda i: int.from_bytes(frame[8 * i:8 * i + 8], "little")
    parts = [frame[number(i + 1):number(i + 2)] for i in range(number(0) - 1)]
    names = ("header", "parent_header", "metadata", "content")
    return {"channel": parts[0].decode(), **{name: json.loads(part) for name, part in zip(names, parts[1:5])}}


def request(type, content, channel="shell"):
    return {"channel": channel, "parent_header": {}, "metadata": {}, "content": content, "buffers": [],
            "header": {"date": datetime.now(timezone.utc).isoformat(), "msg_id": str(uuid.uuid4()),
                       "msg_type": type, "session": str(uuid.uuid4()), "username": "", "version": "5.2"}}


def ask(socket, message):
    """All that is said about a message, up to both its reply and idle."""
    socket.send_binary(to_v1(message))
    heard = []
    replied = idle = False
    while not (replied and idle):
        opcode, frame = socket.recv_data()
        assert opcode == websocket.ABNF.OPCODE_BINARY
        told = from_v1(frame)
        if told["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            heard.append(told)
            replied |= told["header"]["msg_type"].endswith("_reply")
            idle |= told["content"].get("execution_state") == "idle"
    return heard


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("notebooks"))
    yield VsCode(server)
    server.stop()


def test_before_it_has_a_token_it_learns_that_this_is_no_hub_and_wants_no_password(code):
    assert code.probe("hub/api") == 404
    assert code.probe("tree?") in (200, 404)
    assert code.probe("") == 200
    assert code.probe("api/kernels") == 403


def test_it_finds_kernels_specs_and_sessions(code):
    assert code.call("GET", "api/kernels") == (200, [])
    assert code.call("GET", "api/sessions") == (200, [])
    status, specs = code.call("GET", "api/kernelspecs")
    assert status == 200
    assert specs["kernelspecs"][specs["default"]]["spec"]["language"] == "java"
    assert code.call("GET", "api/kernelspecs/elara")[1]["name"] == "elara"
    assert code.call("GET", "api/status")[0] == 200
    assert code.call("GET", "api")[0] == 200


def test_it_runs_cells_interrupts_restarts_and_shuts_down(code):
    path = f"lesson%20ä-jvsc-{uuid.uuid4()}{uuid.uuid4()}.ipynb"
    status, session = code.call("POST", "api/sessions", {
        "path": path, "kernel": {"name": "elara"}, "name": f"lesson-{uuid.uuid4()}.ipynb", "type": "notebook"})
    assert status == 201 and session["path"] == path
    kernel = session["kernel"]["id"]
    assert [one["id"] for one in code.call("GET", "api/sessions")[1]] == [session["id"]]
    assert code.call("GET", f"api/sessions/{session['id']}")[1]["kernel"]["id"] == kernel
    assert code.call("GET", f"api/kernels/{kernel}")[0] == 200

    socket = code.connect(kernel)
    assert ask(socket, request("kernel_info_request", {}))[-1]
    cell = request("execute_request", {"code": "int a = 41; a + 1", "silent": False, "store_history": True,
                                       "user_expressions": {}, "allow_stdin": True, "stop_on_error": False})
    cell["metadata"] = {"cellId": "vscode-notebook-cell:/lesson.ipynb#W0sZmlsZQ%3D%3D"}
    answers = [one["content"]["data"]["text/plain"] for one in ask(socket, cell) if "data" in one["content"]]
    assert answers == ["42"]

    loop = request("execute_request", {"code": "while (true);", "allow_stdin": True})
    socket.send_binary(to_v1(loop))
    while from_v1(socket.recv())["header"]["msg_type"] != "execute_input":
        pass
    assert code.call("POST", f"api/kernels/{kernel}/interrupt")[0] == 204
    while not (told := from_v1(socket.recv()))["content"].get("status") == "error":
        pass
    assert told["content"]["ename"] == "KernelInterrupt"

    assert code.call("POST", f"api/kernels/{kernel}/restart", {})[0] == 200
    socket.close()
    socket = code.connect(kernel)
    forgotten = ask(socket, request("execute_request", {"code": "a"}))
    assert "CompileError" in [one["content"].get("ename") for one in forgotten]
    assert code.call("DELETE", f"api/sessions/{session['id']}")[0] == 204
    assert code.call("GET", f"api/kernels/{kernel}")[0] == 404
    assert socket.recv_data_frame(control_frame=True) is not None


def test_two_notebooks_have_sessions_of_their_own(code):
    body = {"kernel": {"name": "elara"}, "type": "notebook"}
    sessions = [code.call("POST", "api/sessions", {**body, "path": f"one-jvsc-{uuid.uuid4()}.ipynb",
                                                   "name": f"one-{uuid.uuid4()}.ipynb"})[1] for _ in range(2)]
    assert sessions[0]["kernel"]["id"] != sessions[1]["kernel"]["id"]
    for session in sessions:
        assert code.call("DELETE", f"api/sessions/{session['id']}")[0] == 204


def test_a_kernel_that_runs_already_can_be_taken(code):
    kernel = code.call("POST", "api/kernels", {"name": "elara"})[1]["id"]
    session = code.call("POST", "api/sessions", {"path": "taken.ipynb", "name": "taken", "type": "notebook",
                                                 "kernel": {"id": kernel}})[1]
    assert session["kernel"]["id"] == kernel
    assert code.call("DELETE", f"api/kernels/{kernel}")[0] == 204
    assert code.call("GET", "api/sessions") == (200, [])


def test_it_keeps_a_notebook_of_its_own_beside_a_remote_session(code):
    status, made = code.call("POST", "api/contents/", {"type": "notebook"})
    assert status == 201
    renamed = f"lesson-jvsc-{uuid.uuid4()}.ipynb"
    assert code.call("PATCH", f"api/contents/{urllib.parse.quote(made['path'])}", {"path": renamed})[0] == 200
    assert code.call("GET", f"api/contents/{renamed}")[1]["content"]["nbformat"] == 4
    assert code.call("DELETE", f"api/contents/{renamed}")[0] == 204
