"""What is measured. Each takes a warm kernel and gives {row: figure}; a row names its unit."""

import json
import statistics
import time

from client import Failed, started

def timed(work):
    """Milliseconds that something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def p90(values):
    """The value that nine of ten do not exceed."""
    return sorted(values)[int(len(values) * 0.9)]


def start(spec):
    """From the process's start, cold: to kernel_info, and to the first 1+1; memory then."""
    kernel = started(spec)
    try:
        info = (time.perf_counter() - kernel.began) * 1000
        kernel.await_iopub()
        kernel.run("1+1")
        first = (time.perf_counter() - kernel.began) * 1000
        memory = kernel.memory()
        cold = timed(lambda: kernel.run(thirty_statements(kernel, 0)))
        return {"start to kernel_info, ms": info, "start to first 1+1, ms": first,
                "memory after the first cell, MB": memory,
                "30-statement cell, right after that, ms": cold}
    finally:
        kernel.close()


def first_answers(spec):
    """The first completion and the first inspection of a kernel, asked as soon as it is there."""
    kernel = started(spec)
    try:
        code = kernel.dialect.complete
        question = {"code": code, "cursor_pos": len(code), "detail_level": 0}
        return {f"first {name}, ms": timed(lambda t=f"{kind}_request": kernel.ask("shell", t, question))
                for name, kind in [("completion", "complete"), ("inspection", "inspect")]}
    finally:
        kernel.close()


def one_plus_one(kernel, args):
    """A warm cell: request to reply and idle."""
    times = [timed(lambda: kernel.run("1+1")) for _ in range(args.cells)]
    return {"1+1, median, ms": statistics.median(times), "1+1, p90, ms": p90(times)}


def kernel_info(kernel, args):
    """A request that runs nothing."""
    times = [timed(lambda: kernel.ask("shell", "kernel_info_request", {}))
             for _ in range(args.cells)]
    kernel.drain()
    return {"kernel_info, median, ms": statistics.median(times), "kernel_info, p90, ms": p90(times)}


def statements(kernel, args):
    """Cells of 30 statements, each of which defines something: one after the other, none twice."""
    times = [timed(lambda n=n: kernel.run(thirty_statements(kernel, n))) for n in range(20)]
    return {"30-statement cell, the first, ms": times[0],
            "30-statement cell, median, ms": statistics.median(times)}


def thirty_statements(kernel, number):
    """The cell of that number."""
    return "\n".join(kernel.dialect.statement.format(n=30 * number + n) for n in range(30))


def at_once(kernel, args):
    """30 cells sent at once, as Run All does: milliseconds a cell."""

    def work():
        kernel.until_done([kernel.execute("1+1") for _ in range(30)])

    times = [timed(work) / 30 for _ in range(args.repeat)]
    return {"30 cells at once, ms a cell": statistics.median(times)}


def growth(kernel, args):
    """Many cells that each define another name: the last hundred beside the first hundred."""
    times = []
    before = kernel.memory()
    for n in range(args.many):
        times.append(timed(lambda n=n: kernel.run(kernel.dialect.define.format(n=n), 30)))
    edge = max(1, min(100, args.many // 4))
    last = statistics.median(times[-edge:])
    return {f"definition of name {args.many}, ms": last,
            "… over that of the first names": last / statistics.median(times[:edge]),
            "… memory for them, MB": kernel.memory() - before}


def completion(kernel, args):
    """Completion while nothing runs, and while a cell computes."""
    code = kernel.dialect.complete

    def ask():
        reply = kernel.ask("shell", "complete_request", {"code": code, "cursor_pos": len(code)})
        if not reply.get("matches"):
            raise Failed(f"no completions of {code!r}")

    ask()
    idle = [timed(ask) for _ in range(15)]
    busy = []
    ident = kernel.execute(kernel.dialect.loop_that_ends.format(s=1.5))
    time.sleep(0.2)
    end = time.monotonic() + 1
    while not busy or (time.monotonic() < end and len(busy) < 5):
        busy.append(timed(ask))
    kernel.until_idle(ident)
    kernel.reply("shell", ident)
    kernel.drain()
    return {"completion, idle, ms": statistics.median(idle),
            "completion, while a cell runs, ms": statistics.median(busy)}


def printed(kernel, count, seconds):
    """Prints lines in one cell: milliseconds to idle, and whether all came in order, idle last."""
    began = time.perf_counter()
    ident = kernel.execute(kernel.dialect.lines.format(n=count))
    texts = []
    end = time.monotonic() + seconds
    while True:
        try:
            kind, parent, content = kernel.receive("iopub", end - time.monotonic())
        except Failed as failed:
            come = sum(json.loads(each)["text"].count("\n") for each in texts)
            raise Failed(f"{come} of {count} lines in {seconds} s: {failed}") from None
        if parent != ident:
            continue
        if kind == "stream":
            texts.append(content)
        elif kind == "status" and json.loads(content)["execution_state"] == "idle":
            break
    took = (time.perf_counter() - began) * 1000
    kernel.reply("shell", ident, seconds)
    text = "".join(json.loads(each)["text"] for each in texts).replace("\r\n", "\n")
    time.sleep(0.05)
    late = kernel.sockets["iopub"].poll(0)
    whole = not late and text == "".join(f"line {n}\n" for n in range(count))
    if not whole:
        raise Failed(f"{text.count(chr(10))} of {count} lines had come, in order or not, "
                     f"when it said idle")
    return took


def lines(kernel, args):
    """20,000 printed lines, which must all arrive in order and before idle."""
    times = [printed(kernel, args.lines, 60) for _ in range(args.repeat)]
    return {f"{args.lines:,} lines, ms": statistics.median(times)}


def many_lines(kernel, args):
    """1,000,000 printed lines."""
    return {f"{args.many_lines:,} lines, ms": printed(kernel, args.many_lines, 120)}


def interrupt(kernel, args):
    """An endless loop: interrupt to reply, and whether the next cell runs."""
    times = []
    for _ in range(args.repeat):
        ident = kernel.execute(kernel.dialect.loop)
        time.sleep(0.3)
        began = time.perf_counter()
        kernel.interrupt()
        reply = kernel.reply("shell", ident, 10)
        times.append((time.perf_counter() - began) * 1000)
        if reply["status"] == "ok":
            raise Failed("the interrupted cell succeeded")
        kernel.until_idle(ident)
        kernel.run("1+1")
    kernel.drain()
    return {"interrupt of a loop, ms": statistics.median(times)}


def subshells(kernel, args):
    """Two cells that sleep for a second, each in a subshell of its own."""
    info = kernel.ask("shell", "kernel_info_request", {})
    if "kernel subshells" not in info.get("supported_features", []):
        raise Failed("it has no subshells")
    ids = [kernel.ask("control", "create_subshell_request", {})["subshell_id"] for _ in range(2)]

    def work():
        idents = [kernel.execute(kernel.dialect.sleep.format(s=1), subshell) for subshell in ids]
        waiting = set(idents)
        while waiting:
            waiting.discard(kernel.receive("shell", 20)[1])

    work()
    took = timed(work)
    for subshell in ids:
        kernel.ask("control", "delete_subshell_request", {"subshell_id": subshell})
    kernel.drain()
    return {"two subshells, a second each, ms": took}


def memory(kernel, args):
    """Resident memory after all this."""
    return {"memory after all this, MB": kernel.memory()}


# Those that start a kernel of their own, those measured again in each round, those measured once.
COLD = [start, first_answers]
EACH_ROUND = [one_plus_one, kernel_info, statements, at_once, completion, lines, interrupt]
ONCE = [subshells, many_lines, growth, memory]
