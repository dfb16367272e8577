"""Every type of request in every situation, against real kernels: over ZeroMQ, and in a page.

Each has exactly one reply on the channel it came on, busy before and idle after everything else,
its own header as the parent of all, and contents as the specification has them.
"""

import jsonschema
import pytest

from message_table import ERROR, PUBLISHED, TABLE, content

KERNELS = ["process", "page"]

FOR_A_SHELL = [name for name, row in TABLE.items() if row.channel == "shell"]
CAN_BE_WRONG = [name for name, row in TABLE.items() if row.bad is not None]
WAITS_FOR_CELLS = ["execute_request"]
ENDS_CELLS = ["interrupt_request"]
WHILE_BUSY = [name for name in TABLE if name not in WAITS_FOR_CELLS + ENDS_CELLS]


def test_the_table_names_all_that_a_client_can_send():
    sent = {"execute", "inspect", "complete", "history", "is_complete", "connect", "comm_info",
            "kernel_info", "interrupt", "debug", "create_subshell", "delete_subshell",
            "list_subshell"}
    assert {f"{name}_request" for name in sent} | {"comm_open", "comm_msg", "comm_close"} <= \
        TABLE.keys()


@pytest.mark.parametrize("name", TABLE)
def test_a_good_request(session, name):
    assert_answered(session, ask(session, name), TABLE[name].reply_of(session))


@pytest.mark.parametrize("name", CAN_BE_WRONG)
def test_a_wrong_content(session, name):
    run = session.request(name, TABLE[name].bad, channel=TABLE[name].channel)
    assert_answered(session, run, TABLE[name].reply and ERROR)


def test_a_cell_that_fails(session):
    run = session.request("execute_request", {"code": "1 / 0"})
    assert_answered(session, run, {"allOf": [ERROR, content(execution_count={"minimum": 1})]})
    assert len(run.of_type("error")) == 1


@pytest.mark.parametrize("name", TABLE)
def test_on_an_unusual_channel(session, name):
    run = ask(session, name, channel=TABLE[name].unusual_channel)
    assert_answered(session, run, TABLE[name].reply_of(session))


@pytest.mark.parametrize("name", WHILE_BUSY)
def test_while_a_cell_computes(session, busy, name):
    assert_answered(session, ask(session, name), TABLE[name].reply_of(session))
    assert busy.reply is None


def test_an_interrupt_while_a_cell_computes_ends_that_cell(session, busy):
    assert_answered(session, ask(session, "interrupt_request"), TABLE["interrupt_request"].reply)
    assert_answered(session, busy, ERROR)


def test_a_cell_behind_one_that_is_interrupted_is_aborted(session, busy):
    behind = ask(session, "execute_request")
    session.call("interrupt_request", channel="control")
    assert_answered(session, busy, ERROR)
    assert_answered(session, behind, {"allOf": [ERROR, content(ename={"const": "Aborted"})]})


@pytest.mark.parametrize("name", FOR_A_SHELL)
def test_on_a_subshell(session, subshell, name):
    run = ask(session, name, header={"subshell_id": subshell})
    assert_answered(session, run, TABLE[name].reply_of(session))


@pytest.mark.parametrize("name", [n for n in FOR_A_SHELL if n != "no_such_request"])
def test_on_a_subshell_that_is_not_there(session, name):
    run = ask(session, name, header={"subshell_id": "nobody"})
    assert_answered(session, run, TABLE[name].reply and ERROR)


@pytest.mark.parametrize("channel", ["control", "shell"])
def test_a_shutdown_ends_the_kernel_after_its_reply(kernel, channel):
    session = kernel()
    try:
        run = session.request("shutdown_request", {"restart": False}, channel=channel)
        session.finish(run)
        # Said to all clients once more, behind idle.
        run.messages = [m for m in run.messages if m["msg_type"] != "shutdown_reply"]
        assert_told(run)
        jsonschema.validate(run.reply["content"], content(
            status={"const": "ok"}, restart={"const": False}))
        assert run.reply_channel == channel
    finally:
        session.shutdown()


@pytest.fixture
def busy(session):
    """A cell that runs until the test is over."""
    run = session.request(
        "execute_request", {"code": 'System.out.println("running"); while (true);'})
    session.wait_for_output(run, "running")
    yield run
    if run.reply is None:
        session.call("interrupt_request", channel="control")
        session.finish(run)


@pytest.fixture
def subshell(session):
    created = session.call("create_subshell_request", channel="control")
    identity = created.reply["content"]["subshell_id"]
    yield identity
    session.call("delete_subshell_request", {"subshell_id": identity}, channel="control")


def ask(session, name, channel=None, header=None):
    """Sends the good request of a row."""
    row = TABLE[name]
    good = dict(row.good)
    if name == "delete_subshell_request":
        created = session.call("create_subshell_request", channel="control")
        good = {"subshell_id": created.reply["content"]["subshell_id"]}
    return session.request(name, good, channel=channel or row.channel, header=header)


def assert_answered(session, run, schema):
    """One reply like `schema`, none if that is None; then nothing more."""
    session.wait_for(
        lambda: run.states[-1:] == ["idle"] and (schema is None or run.reply is not None),
        what=run)
    for channel in ("shell", "control"):  # whatever came behind it would be here by now
        session.call("kernel_info_request", channel=channel)
    assert_told(run)
    if schema is None:
        assert run.reply is None, run
        return
    request = run.request["header"]
    assert run.reply["msg_type"] == request["msg_type"].replace("_request", "_reply")
    assert run.reply_channel == run.channel
    jsonschema.validate(run.reply["content"], schema)


def assert_told(run):
    """Busy first, idle last, once each, and all of it says whose it is."""
    assert run.states == ["busy", "idle"], run
    assert run.messages[0]["msg_type"] == run.messages[-1]["msg_type"] == "status", run
    for message in run.messages:
        jsonschema.validate(message["content"], PUBLISHED[message["msg_type"]])
    for message in run.messages + ([run.reply] if run.reply else []):
        assert message["parent_header"] == run.request["header"]
        assert message["header"]["version"] == "5.5"
        assert message["header"]["msg_id"] and message["header"]["session"]
