"""Every type of request: how to ask it well and badly, and what its reply must be like."""

from dataclasses import dataclass, field

TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
OBJECT = {"type": "object"}
TEXTS = {"type": "array", "items": TEXT}


def content(**fields):
    """The schema of an object that has all of these fields; more are allowed."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def ok(**fields):
    return content(status={"const": "ok"}, **fields)


BUNDLE = {"type": "object", "propertyNames": {"pattern": "^[a-z]+/[A-Za-z0-9.+-]+$"}}
ERROR = content(status={"const": "error"}, ename={"type": "string", "minLength": 1},
                evalue={"type": "string", "minLength": 1}, traceback=TEXTS)

# What may appear on iopub beside the reply.
PUBLISHED = {
    "status": content(execution_state={"enum": ["busy", "idle"]}),
    "execute_input": content(code=TEXT, execution_count=WHOLE),
    "execute_result": content(execution_count=WHOLE, data=BUNDLE, metadata=OBJECT),
    "error": content(ename=TEXT, evalue=TEXT, traceback=TEXTS),
    "stream": content(name={"enum": ["stdout", "stderr"]}, text=TEXT),
    "comm_close": content(comm_id=TEXT, data=OBJECT),
}

COMPLETION = {"type": "object", "required": ["start", "end", "text", "type"], "properties": {
    "start": WHOLE, "end": WHOLE, "text": TEXT, "type": TEXT, "signature": TEXT}}


@dataclass
class Row:
    """A type of request; without a schema for its reply it has none."""

    good: dict = field(default_factory=dict)
    bad: dict | None = None
    reply: dict | None = None
    channel: str = "shell"
    reply_without_ports: dict | None = None

    def reply_of(self, session):
        """The schema of a session's good reply."""
        without = None if session.has_ports else self.reply_without_ports
        return without or self.reply

    @property
    def unusual_channel(self):
        return "control" if self.channel == "shell" else "shell"


COMM = {"comm_id": "no-such-comm", "data": {}}

TABLE = {
    "execute_request": Row(
        {"code": "1 + 1", "silent": False, "user_expressions": {"three": "3"},
         "allow_stdin": False},
        {"code": 7},
        ok(execution_count=WHOLE, payload={"type": "array"}, user_expressions=content(
            three=ok(data=BUNDLE, metadata=OBJECT)))),
    "kernel_info_request": Row(
        reply=ok(protocol_version={"const": "5.5"}, implementation={"const": "elara"},
                 implementation_version=TEXT, banner=TEXT, help_links={"type": "array"},
                 debugger=FLAG, supported_features=TEXTS,
                 language_info=content(name={"const": "java"}, version=TEXT, mimetype=TEXT,
                                       file_extension={"const": ".java"}))),
    "complete_request": Row(
        {"code": "Math.ab", "cursor_pos": 7}, {"code": "Math.ab", "cursor_pos": "end"},
        ok(matches={"type": "array", "items": TEXT, "minItems": 1}, cursor_start={"const": 5},
           cursor_end={"const": 7},
           metadata=content(_jupyter_types_experimental={
               "type": "array", "items": COMPLETION, "minItems": 1}))),
    "inspect_request": Row(
        {"code": "Math.abs", "cursor_pos": 8, "detail_level": 0},
        {"code": "Math.abs", "cursor_pos": 8, "detail_level": 2},
        ok(found={"const": True}, data=BUNDLE, metadata=OBJECT)),
    "is_complete_request": Row(
        {"code": "int f() {"}, {"code": ["int f()"]},
        content(status={"const": "incomplete"}, indent=TEXT)),
    "history_request": Row(
        {"hist_access_type": "tail", "n": 3, "raw": True, "output": False},
        {"hist_access_type": "head", "raw": True, "output": False},
        ok(history={"type": "array", "items": {"type": "array", "prefixItems": [
            WHOLE, WHOLE, TEXT]}})),
    "comm_info_request": Row({}, {"target_name": 1}, ok(comms=OBJECT)),
    "connect_request": Row(reply=ok(
        shell_port=WHOLE, iopub_port=WHOLE, stdin_port=WHOLE, hb_port=WHOLE, control_port=WHOLE),
        reply_without_ports=content(status={"const": "error"}, ename={"const": "NoPorts"})),
    "comm_open": Row({**COMM, "target_name": "no such target"}, {"comm_id": 1}),
    "comm_msg": Row(COMM, {"data": 1}),
    "comm_close": Row(COMM, {}),
    "no_such_request": Row(),
    "interrupt_request": Row(reply=ok(), channel="control"),
    "create_subshell_request": Row(reply=ok(subshell_id=TEXT), channel="control"),
    "delete_subshell_request": Row(
        {"subshell_id": "THE SUBSHELL"}, {"subshell_id": "nobody"}, ok(), channel="control"),
    "list_subshell_request": Row(reply=ok(subshell_id=TEXTS), channel="control"),
    "debug_request": Row(
        {"type": "request", "seq": 4, "command": "debugInfo", "arguments": {}}, None,
        content(type={"const": "response"}, request_seq={"const": 4}, success=FLAG,
                command={"const": "debugInfo"}),
        channel="control"),
}
