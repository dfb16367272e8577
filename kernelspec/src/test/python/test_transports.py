"""Kernels reached by other ways than plain TCP: encrypted, by Unix-domain sockets, by registration."""

import hashlib
import hmac
import json
import os
import stat
import subprocess

import pytest
import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from kernel_session import TIMEOUT, KernelSession

DELIMITER = b"<IDS|MSG>"


def works(session):
    """Everything a client does: cells, output, stdin, control, interrupt."""
    run = session.ok('System.out.println("hello"); 6 * 7')
    assert run.stream() == "hello\n"
    assert run.result == "42"
    asked = session.send('IO.readln("? ")', allow_stdin=True)
    session.client.get_stdin_msg(timeout=TIMEOUT)
    session.client.input("typed")
    assert session.finish(asked).result == "typed"
    assert session.call("kernel_info_request", channel="control").status == "ok"
    busy = session.send('System.out.println("on"); while (true);')
    session.wait_for_output(busy, "on")
    session.interrupt()
    assert session.finish(busy).error_name == "KernelInterrupt"
    session.wait_for(session.client.hb_channel.is_beating, what="a heartbeat")
    lines = session.ok("for (int i = 0; i < 5000; i++) System.out.println(i);").stream()
    assert lines == "".join(f"{i}\n" for i in range(5000))


@pytest.mark.parametrize("transport", ["tcp", "ipc"])
@pytest.mark.parametrize("encryption", ["disabled", "required"])
def test_a_client_works_over(transport, encryption, tmp_path):
    manager = KernelManager(kernel_name="elara", transport=transport,
                            connection_file=str(tmp_path / "kernel.json"))
    manager.transport_encryption = encryption
    session = KernelSession.launch(manager)
    try:
        connection = json.loads((tmp_path / "kernel.json").read_text())
        assert ("curve_publickey" in connection) == (encryption == "required")
        works(session)
    finally:
        session.shutdown()
    assert list(tmp_path.glob("*ipc*")) == []


class Launcher:
    """Starts a kernel and waits to be told where it listens."""

    def __init__(self, folder):
        self.key = "a key for tests"
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.file = folder / "registration.json"
        self.file.write_text(json.dumps({
            "kernel_id": "the one",
            "transport": "tcp",
            "registration_ip": "127.0.0.1",
            "registration_port": port,
            "signature_scheme": "hmac-sha256",
            "key": self.key,
        }))
        spec = KernelSpecManager().get_kernel_spec("elara")
        command = [argument.replace("{connection_file}", str(self.file)) for argument in spec.argv]
        self.process = subprocess.Popen(command, env={**os.environ, **spec.env},
                                        stderr=subprocess.PIPE, text=True)

    def sign(self, content):
        return hmac.new(self.key.encode(), content, hashlib.sha256).hexdigest().encode()

    def registered(self):
        assert self.socket.poll(TIMEOUT * 1000), "nobody registered"
        ident, delimiter, signature, content = self.socket.recv_multipart()
        assert delimiter == DELIMITER
        assert signature == self.sign(content)
        return ident, json.loads(content)

    def acknowledge(self, ident, content=b"{}", signature=None):
        self.socket.send_multipart([ident, DELIMITER, signature or self.sign(content), content])

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stderr.close()
        self.context.destroy(linger=0)


@pytest.fixture
def launcher(tmp_path):
    launcher = Launcher(tmp_path)
    yield launcher
    launcher.close()


def test_a_kernel_chooses_its_ports_and_registers_them(launcher, tmp_path):
    ident, content = launcher.registered()
    assert content["kernel_id"] == "the one"
    assert {"shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"} < set(content)
    launcher.acknowledge(ident)
    written = next(path for path in tmp_path.glob("kernel-*.json"))
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    client = BlockingKernelClient(connection_file=str(written))
    client.load_connection_file()
    assert client.shell_port == int(content["shell_port"])
    client.start_channels()
    client.wait_for_ready(timeout=TIMEOUT)
    assert client.execute_interactive("1 + 1", timeout=TIMEOUT)["content"]["status"] == "ok"
    client.shutdown()
    client.stop_channels()
    assert launcher.process.wait(TIMEOUT) == 0
    assert not written.exists()


def test_a_kernel_whose_registration_is_acknowledged_with_another_key_ends(launcher, tmp_path):
    ident, _ = launcher.registered()
    launcher.acknowledge(ident, signature=b"0" * 64)
    assert launcher.process.wait(TIMEOUT) != 0
    assert "acknowledgement" in launcher.process.stderr.read()
    assert list(tmp_path.glob("kernel-*.json")) == []
