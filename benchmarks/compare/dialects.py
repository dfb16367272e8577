"""What to run, in each language that kernels are compared in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """Cells of one language; `{n}` and `{s}` are filled in."""

    define: str  # a variable v{n}
    loop: str
    loop_that_ends: str  # after {s} seconds
    sleep: str  # {s} seconds
    lines: str  # prints line 0 … line {n - 1}
    complete: str  # a text with completions at its end
    statement: str  # one of a cell of many, which all define something


PYTHON = Dialect(
    define="v{n} = {n}",
    loop="while True: pass",
    loop_that_ends="import time\nend = time.monotonic() + {s}\nwhile time.monotonic() < end: pass",
    sleep="import time; time.sleep({s})",
    lines="for i in range({n}): print(f'line {{i}}')",
    complete="import os; os.pat",
    statement="w{n} = [{n}, {n} + 1]",
)

JAVA = Dialect(
    define="int v{n} = {n};",
    loop="while (true);",
    loop_that_ends=("{{ long end = System.nanoTime() + (long) ({s} * 1e9);"
                    " while (System.nanoTime() < end); }}"),
    sleep="Thread.sleep((long) ({s} * 1000));",
    lines='for (int i = 0; i < {n}; i++) System.out.println("line " + i);',
    complete='"abc".toU',
    statement="var w{n} = List.of({n}, {n} + 1);",
)

KOTLIN = Dialect(
    define="val v{n} = {n}",
    loop="while (true) {}",
    loop_that_ends=("run {{ val end = System.nanoTime() + ({s} * 1e9).toLong();"
                    " while (System.nanoTime() < end) {{}} }}"),
    sleep="Thread.sleep(({s} * 1000).toLong())",
    lines='for (i in 0 until {n}) println("line $i")',
    complete='"abc".upper',
    statement="val w{n} = listOf({n}, {n} + 1)",
)

OF_LANGUAGE = {"python": PYTHON, "java": JAVA, "kotlin": KOTLIN}
