"""Messages that no client may send, the same ones for the same seed, and who sends them."""

import hashlib
import hmac
import json
import os
import random
import uuid
from pathlib import Path

import zmq

CODE = "whatTheUserTyped + 1"
DELIMITER = b"<IDS|MSG>"
LAST = b"the last of all"
CHANNELS = ("shell", "control", "stdin")
ONE_GIANT_IN = 500
GIANT = 1 << 20
QUIET_MILLIS = 1_000

TYPES = ("execute_request", "complete_request", "inspect_request", "is_complete_request",
         "history_request", "comm_open", "comm_msg", "comm_close", "comm_info_request",
         "kernel_info_request", "connect_request", "delete_subshell_request",
         "list_subshell_request", "debug_request", "input_reply", "execute_reply",
         "no_such_request")
FIELDS = ("code", "cursor_pos", "detail_level", "hist_access_type", "session", "n", "pattern",
          "comm_id", "target_name", "data", "subshell_id", "silent", "user_expressions",
          "allow_stdin", "value", "command", "start", "stop", "output", "raw", "unique")
VALUES = ("null", "true", "-1", "1e400", "[]", "{}", '""', '[[1],{"a":null}]', "1.5", '"x"',
          "NaN", "-Infinity", "9" * 400, '"\\ud800"', "9223372036854775808")
NOT_JSON = (b"nonsense", b"{", b"", b"[1,2]", b"{} {}", b"null", b'{"a":1e}', b'{"a":01}',
            b'{"a":"\n"}', b"\xef\xbb\xbf{}", b"{'a':1}", b'{"a":1,}')


class HostileMessages:
    """Their source. `next` gives the frames of one, without the identity."""

    def __init__(self, seed, key):
        self.random = random.Random(seed)
        self.keyed = hmac.new(key, digestmod=hashlib.sha256)
        self.stranger = hmac.new(b"the key of another kernel", digestmod=hashlib.sha256)
        self.noise_of_giants = self.random.randbytes(2 * GIANT)
        self.accepted = []
        self.kinds = (self.bit_flip, self.truncation, self.wrong_key, self.no_signature,
                      self.replay, self.no_delimiter, self.two_delimiters, self.noise,
                      self.not_json, self.not_utf_8, self.wrong_header, self.missing_field,
                      self.deep, self.repeated_names, self.many_frames)
        self.giants = (self.giant_noise, self.giant_list, self.giant_text, self.giant_number,
                       self.giant_depth)

    def next(self):
        if self.random.randrange(ONE_GIANT_IN) == 0:
            return self.random.choice(self.giants)()
        if self.random.randrange(4) == 0:
            return self.confused()
        return self.random.choice(self.kinds)()

    # What is signed and well formed

    def message(self, *parts, keyed=None, header=None):
        """Signed frames: header, parent, metadata and content, with `{}` for what is left out."""
        parts = [header or self.header(), b"{}", b"{}", *(parts or [b"{}"])]
        return self.signed(parts, keyed)

    def signed(self, parts, keyed=None):
        signature = (keyed or self.keyed).copy()
        for part in parts:
            signature.update(part)
        return [DELIMITER, signature.hexdigest().encode(), *parts]

    def header(self, kind="hostile_request", **fields):
        header = {"msg_id": self.id(), "msg_type": kind, "session": "s", **fields}
        return json.dumps(header).encode()

    def id(self):
        return str(uuid.UUID(int=self.random.getrandbits(128)))

    def good(self):
        return self.message(b'{"code":"%s"}' % CODE.encode())

    def last(self):
        """What a good client might send."""
        return self.message(header=self.header("kernel_info_request", last=LAST.decode()))

    # What is not

    def bit_flip(self):
        return self.changed(self.good(), self.random.randrange(6), self.flipped)

    def flipped(self, frame):
        at = self.random.randrange(len(frame))
        return frame[:at] + bytes([frame[at] ^ 1 << self.random.randrange(8)]) + frame[at + 1:]

    def truncation(self):
        frames = self.good()
        if self.random.random() < 0.5:
            return frames[:self.random.randrange(1, 6)]
        return self.changed(frames, self.random.randrange(6),
                            lambda frame: frame[:self.random.randrange(len(frame))])

    def wrong_key(self):
        return self.message(keyed=self.stranger)

    def no_signature(self):
        return self.changed(self.good(), 1, lambda _: b"")

    def replay(self):
        return self.random.choice(self.accepted) if self.accepted else self.no_signature()

    def no_delimiter(self):
        return self.good()[1:]

    def two_delimiters(self):
        return [DELIMITER, *self.good()]

    def noise(self):
        return [self.random.randbytes(self.random.randrange(300))
                for _ in range(self.random.randrange(1, 13))]

    def not_json(self):
        parts = [self.header(), b"{}", b"{}", b"{}"]
        parts[self.random.randrange(4)] = self.random.choice(NOT_JSON)
        return self.signed(parts)

    def not_utf_8(self):
        return self.message(b'{"code":"' + bytes([self.random.randrange(0x80, 0x100)]) + b'"}')

    def wrong_header(self):
        field = self.random.choice(("msg_id", "msg_type"))
        value = self.random.choice((1, True, [], {}, "", None))
        return self.message(header=self.header(**{field: value}))

    def missing_field(self):
        return self.message(header=b'{"session":"%s"}' % self.id().encode())

    def deep(self):
        return self.message(b'{"a":' + b"[" * self.random.randrange(1_001, 6_000))

    def repeated_names(self):
        return self.message(b'{"code":1,"code":[]%s}' % (b',"x":{}' * self.random.randrange(200)))

    def many_frames(self):
        return self.good() + [b""] * self.random.randrange(200)

    def confused(self):
        """Signed, well formed, with contents of wrong types: something has to be made of it."""
        pick = self.random.choice
        fields = ",".join(f'"{pick(FIELDS)}":{pick(VALUES)}'
                          for _ in range(self.random.randrange(1, 7)))
        subshell = pick(VALUES) if self.random.randrange(4) == 0 else "null"
        header = (f'{{"msg_id":"{self.id()}","msg_type":"{pick(TYPES)}","session":{pick(VALUES)},'
                  f'"subshell_id":{subshell}}}')
        frames = self.message(f"{{{fields}}}".encode(), header=header.encode())
        if len(self.accepted) < 1_000:
            self.accepted.append(frames)
        return frames

    def giant_noise(self):
        at, size = self.random.randrange(GIANT), self.random.randrange(GIANT)
        return self.changed(self.good(), self.random.randrange(2, 6),
                            lambda _: self.noise_of_giants[at:at + size])

    def giant_list(self):
        return self.message(b'{"a":[1' + b",1" * (self.random.randrange(GIANT) // 2) + b"]}")

    def giant_text(self):
        return self.message(b'{"code":7,"a":"' + b"x" * self.random.randrange(GIANT) + b'"}')

    def giant_number(self):
        return self.message(b'{"a":1' + b"0" * self.random.randrange(GIANT) + b"}")

    def giant_depth(self):
        deep = b"[" * 998 + b"]" * 998
        return self.message(b'{"a":[1' + (b"," + deep) * (GIANT // len(deep)) + b"]}")

    @staticmethod
    def changed(frames, index, change):
        return [*frames[:index], change(frames[index]), *frames[index + 1:]]


class Attacker:
    """Sends hostile messages on shell, control and stdin.

    It reads what comes back, or nothing at all until it has sent everything.
    """

    def __init__(self, connection, seed, reads):
        self.messages = HostileMessages(seed, connection["key"].encode())
        self.reads = reads
        self.context = zmq.Context()
        self.sockets = [self.connect(connection, channel) for channel in CHANNELS]

    def connect(self, connection, channel):
        socket = self.context.socket(zmq.DEALER)
        socket.setsockopt(zmq.LINGER, 0)
        socket.setsockopt(zmq.SNDHWM, 100)
        socket.setsockopt(zmq.RCVHWM, 100)
        socket.connect(f"tcp://{connection['ip']}:{connection[channel + '_port']}")
        return socket

    def send(self, count):
        for i in range(count):
            socket = self.sockets[i % len(self.sockets)]
            frames = self.messages.next()
            while not socket.poll(0, zmq.POLLOUT):
                self.read()
                socket.poll(1, zmq.POLLOUT)
            socket.send_multipart(frames)
            if i % 32 == 0:
                self.read()

    def read(self):
        for socket in self.sockets if self.reads else ():
            while socket.poll(0):
                socket.recv_multipart()

    def finish(self):
        """Reads until a last, harmless request is answered on each channel."""
        for channel, socket in zip(CHANNELS, self.sockets):
            parent = b""
            while LAST not in parent:
                # Asked again after a while: what an unread queue has no room for is dropped.
                if not socket.poll(QUIET_MILLIS):
                    socket.send_multipart(self.messages.last())
                else:
                    parent = socket.recv_multipart()[3]
        self.context.destroy(linger=0)


def attack(connection_file, seed, count, reads):
    """What an attacker's process does.

    It takes no processor that the kernel or the good client wants: it stands for one elsewhere.
    """
    os.nice(19)
    connection = json.loads(Path(connection_file).read_text())
    attacker = Attacker(connection, int(seed), reads == "reads")
    attacker.send(int(count))
    attacker.finish()
