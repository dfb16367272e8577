"""`jupyter console`, driven through a terminal as a user does."""

import re
import sys

import pexpect
import pytest

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def console():
    terminal = pexpect.spawn(
        sys.executable, ["-m", "jupyter", "console", "--kernel", "elara", "--simple-prompt"],
        encoding="utf-8", timeout=60, dimensions=(40, 120), echo=False)
    terminal.expect(r"In \[1\]:")
    yield terminal
    terminal.close(force=True)


def enter(console, line, prompt):
    """Types a line and gives what is shown until the prompt with that number."""
    console.sendline(line)
    console.expect(rf"In \[{prompt}\]:")
    return ESCAPES.sub("", console.before)


def test_the_console_shows_banner_value_output_and_error(console):
    assert "Elara" in console.before
    assert "Out[1]: 2" in enter(console, "1 + 1", 2)
    assert "hello" in enter(console, 'System.out.println("hello");', 3)
    assert "ArithmeticException" in enter(console, "1 / 0", 4)
    assert "Out[4]: 42" in enter(console, "40 + 2", 5)


def test_ctrl_c_interrupts_a_cell_of_the_console(console):
    enter(console, "int kept = 7;", 2)
    console.sendline('System.out.println("running"); while (true);')
    console.expect("running\r?\n")
    console.sendintr()
    console.expect(r"KernelInterrupt")
    console.expect(r"In \[\d+\]:")
    console.sendline("kept")
    console.expect(r"Out\[\d+\]: 7")


def test_the_console_ends_its_kernel_when_it_is_left(console):
    console.sendeof()
    console.expect("Do you really want to exit")
    console.sendline("y")
    console.expect(pexpect.EOF)
    console.wait()
    assert console.exitstatus == 0
