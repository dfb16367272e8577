"""`elara notebook` as its users meet it: a link, a page, kernels that are processes."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from notebook_server import PATIENCE, Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "lessons").mkdir()
    server = Server(folder)
    server.folder = folder
    yield server
    server.stop()
    assert server.process.returncode in (0, 130), server.process.returncode


@pytest.fixture
def kernel(server):
    return server.new_kernel()


def test_a_cell_runs(kernel):
    assert kernel.run("int a = 41; System.out.println(a); a + 1") == "41\n42"


def test_nobody_comes_in_without_the_token(server):
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.call("GET", "api/kernels", token="wrong")
    assert refused.value.code == 403


def test_the_page_is_served(server):
    request = urllib.request.Request(server.base + f"?token={server.token}")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        page = answer.read().decode()
    assert server.token not in page
    (program,) = re.findall(r'src="([^"]*static/main-[^"]*\.js)"', page)
    url = urllib.parse.urljoin(server.base, program)
    with urllib.request.urlopen(f"{url}?token={server.token}", timeout=PATIENCE) as answer:
        assert answer.headers["Cache-Control"].endswith("immutable")


def test_kernels_are_processes_of_their_own(server, kernel):
    other = server.new_kernel()
    mine, its = (one.run("ProcessHandle.current().pid()") for one in (kernel, other))
    assert mine != its


def test_a_kernel_works_where_its_notebook_is_with_the_variables_it_was_given(server):
    kernel = server.new_kernel(path="lessons/one.ipynb", env={"LESSON": "one"})
    code = 'System.getenv("LESSON") + " " + java.nio.file.Path.of("").toAbsolutePath().getFileName()'
    assert kernel.run(code) == "one lessons"


def test_an_endless_loop_is_interrupted(server, kernel):
    cell = kernel.send_cell('int n = 7; System.out.println("looping"); while (true);')
    kernel.until(lambda m: m["content"].get("text") == "looping\n")
    server.call("POST", f"api/kernels/{kernel.id}/interrupt")
    heard = kernel.until_idle(cell)
    assert [m["content"]["ename"] for m in heard if m["msg_type"] == "error"] == ["KernelInterrupt"]
    assert kernel.run("n") == "7"


@pytest.mark.parametrize("code", ["System.exit(0);", "System.exit(3);", "Runtime.getRuntime().halt(9);"])
def test_a_kernel_that_ends_comes_back_and_no_other_notices(server, kernel, code):
    other = server.new_kernel()
    other.run("int kept = 1;")
    kernel.run("int lost = 1;")
    kernel.send_cell(code)
    kernel.until(lambda m: m["content"].get("execution_state") == "restarting")
    assert kernel.run("1 + 1") == "2"
    assert "lost" in str(kernel.until_idle(kernel.send_cell("lost")))
    assert other.run("kept") == "1"


def test_a_restarted_kernel_is_new_under_the_same_id(server, kernel):
    kernel.run("int gone = 1;")
    assert server.call("POST", f"api/kernels/{kernel.id}/restart")["id"] == kernel.id
    kernel.until(lambda m: m["content"].get("execution_state") == "starting")
    assert kernel.run("6 * 7") == "42"


def test_output_that_comes_while_a_client_is_away_is_replayed(server, kernel, tmp_path):
    gate = tmp_path / "gate"
    cell = kernel.send_cell('System.out.println("first");'
                            f'while (!java.nio.file.Files.exists(java.nio.file.Path.of("{gate}"))) Thread.sleep(20);'
                            'System.out.println("later");')
    kernel.until(lambda m: m["content"].get("text") == "first\n")
    kernel.socket.close()
    model = f"api/kernels/{kernel.id}"
    wait_until(lambda: server.call("GET", model)["connections"] == 0, "the client is not gone")
    gate.touch()
    wait_until(lambda: server.call("GET", model)["execution_state"] == "idle", "the cell has not ended")
    kernel.connect()
    texts = [message["content"].get("text") for message in kernel.until_idle(cell)]
    assert "later\n" in texts


def test_a_server_that_is_killed_takes_its_kernels_with_it(tmp_path):
    server = Server(tmp_path)
    kernel = server.new_kernel()
    pid = int(kernel.run("ProcessHandle.current().pid()"))
    found = subprocess.run(["pgrep", "-f", f"notebook {tmp_path}"], capture_output=True, text=True)
    for one in found.stdout.split():
        os.kill(int(one), signal.SIGKILL)
    server.process.wait(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while is_alive(pid):
        assert time.monotonic() < deadline, "the kernel outlived its server"
        time.sleep(0.1)


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(server):
    """The processes of a server's kernels, the one kept ahead among them."""
    found = subprocess.run(["pgrep", "-P", str(server.process.pid), "-f", "linked-kernel"],
                           capture_output=True, text=True)
    return {int(pid) for pid in found.stdout.split()}


def wait_until(true, what):
    deadline = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
    return found


def test_a_kernel_that_is_asked_for_was_started_before(server):
    wait_until(lambda: len(children(server)) > len(server.call("GET", "api/kernels")), "none is started ahead")
    before = children(server)
    assert int(server.new_kernel().run("ProcessHandle.current().pid()")) in before


def test_a_kernel_that_is_killed_comes_back_and_what_is_sent_meanwhile_is_answered(server, kernel):
    other = server.new_kernel()
    other.run("int kept = 1;")
    os.kill(int(kernel.run("ProcessHandle.current().pid()")), signal.SIGKILL)
    kernel.until(lambda m: m["content"].get("execution_state") == "restarting")
    assert kernel.run("40 + 2") == "42"
    assert other.run("kept") == "1"
    assert server.call("GET", f"api/kernels/{kernel.id}")["execution_state"] == "idle"


def test_a_kernel_that_runs_out_of_memory_disturbs_no_other(server):
    small = server.new_kernel(env={"JAVA_TOOL_OPTIONS": "-Xmx160m"})
    other = server.new_kernel()
    other.run("int kept = 1;")
    cell = small.send_cell("var all = new ArrayList<byte[]>(); while (true) all.add(new byte[8 << 20]);")
    heard = small.until(lambda m: m["content"].get("execution_state") in ("idle", "restarting")
                        and (m["parent_header"].get("msg_id") == cell or not m["parent_header"]))
    told = [m["content"].get("ename") or m["content"].get("execution_state") for m in heard]
    assert "java.lang.OutOfMemoryError" in told or "restarting" in told
    assert other.run("kept") == "1"
    assert small.run("1 + 1") == "2"


def test_a_kernel_that_does_not_start_says_why(server):
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.call("POST", "api/kernels", {"name": "elara", "env": {"JDK_JAVA_OPTIONS": "-XX:+NoSuchFlag"}})
    assert refused.value.code == 500
    assert "its process ended with 1" in refused.value.read().decode()


def test_a_server_that_ends_leaves_no_kernel_behind(tmp_path):
    server = Server(tmp_path)
    pids = {int(server.new_kernel().run("ProcessHandle.current().pid()")) for _ in range(2)}
    server.stop()
    assert server.process.returncode in (0, 130)
    assert [pid for pid in pids if is_alive(pid)] == []
