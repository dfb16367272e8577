"""JupyterLab's own client, in Node, on a server of `elara notebook`."""

import os
import subprocess

import pytest

from conftest import ROOT
from notebook_server import PATIENCE, Server

TESTS = ROOT / "transport-ws" / "src" / "test" / "node"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("notebooks"))
    yield server
    server.stop()


@pytest.mark.parametrize("file", sorted(one.name for one in TESTS.glob("*.test.mjs")))
def test_what_jupyterlab_does_works(server, file):
    result = subprocess.run(
        ["node", "--test", "--test-force-exit", "--test-reporter=spec", f"--test-timeout={PATIENCE * 1000}", TESTS / file],
        capture_output=True, text=True, timeout=3 * PATIENCE,
        env={**os.environ, "ELARA_URL": server.base, "ELARA_TOKEN": server.token})
    assert result.returncode == 0, result.stdout + result.stderr
