"""Installs the kernelspec the way a user does and starts kernels from it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kernel_session import KernelSession

ROOT = Path(__file__).resolve().parents[4]
NOTEBOOKS = ROOT.parent / "shared" / "notebooks"


def pytest_report_header():
    return f"Elara in {ROOT}"


@pytest.fixture(scope="session", autouse=True)
def jupyter_environment(tmp_path_factory):
    """A Jupyter of its own, with the Elara kernel installed into it by `./elara install`."""
    prefix = tmp_path_factory.mktemp("prefix with space")
    home = tmp_path_factory.mktemp("jupyter")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_PATH": str(prefix / "share" / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "ELARA_HISTORY": str(home / "history.sqlite"),
        "ELARA_PRACTICE": "off",  # kernels that tests start leave the processors to the tests
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "NO_COLOR": "1",
    }
    os.environ.update(environment)
    elara("install", "--prefix", prefix)
    return prefix


def elara(*arguments, check=True, timeout=300):
    """Runs `./elara` as a user does; its output is in the result."""
    result = subprocess.run(
        [ROOT / "elara", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
    )
    if check and result.returncode != 0:
        pytest.fail(f"elara {' '.join(map(str, arguments))} ended with {result.returncode}:\n"
                    f"{result.stdout}\n{result.stderr}")
    return result


def pytest_generate_tests(metafunc):
    """A file's KERNELS are those its tests are run with, each in turn."""
    kernels = getattr(metafunc.module, "KERNELS", ["process"])
    if "kernel" in metafunc.fixturenames:
        metafunc.parametrize("kernel", kernels, scope="module", indirect=True)


STARTS = {"process": KernelSession.start, "page": KernelSession.start_in_page}


@pytest.fixture(scope="module")
def kernel(request):
    """How a kernel is started: a process behind ZeroMQ, or a worker in a page."""
    return STARTS[request.param]


@pytest.fixture(scope="module")
def session(kernel):
    """One kernel for the tests of a file."""
    session = kernel()
    yield session
    session.shutdown()


@pytest.fixture
def fresh_session(kernel):
    """A kernel for one test."""
    session = kernel()
    yield session
    session.shutdown()
