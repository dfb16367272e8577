"""`./elara compare`: its table, and what it does about kernels that do not work."""

import sys
from argparse import Namespace

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / "benchmarks" / "compare"))

import specs  # noqa: E402
import table  # noqa: E402
import turns  # noqa: E402
from client import Failed  # noqa: E402

NOTHING = "python:true {connection_file}"


def kernels(*names):
    return [specs.spec(f"{name}={NOTHING}") for name in names]


def shown(capsys, figures, names):
    table.show(figures, kernels(*names))
    return [[cell.strip() for cell in line.strip("|").split("|")]
            for line in capsys.readouterr().out.splitlines() if line.startswith("|")]


def test_the_table_shows_medians_ratios_to_each_other_kernel_and_what_is_wanted(capsys):
    figures = turns.Figures()
    for name, values in {"python3": [9, 10, 30], "async": [4], "elara": [1, 2, 30]}.items():
        for value in values:
            figures.note(name, {"1+1, median, ms": value, "another row": value})
    head, _, row, other = shown(capsys, figures, ["python3", "async", "elara"])
    assert head == ["", "ipykernel", "async-kernel", "elara", "elara ÷ ipykernel",
                    "elara ÷ async-kernel", "target"]
    assert row == ["1+1, median, ms", "10", "4", "2", "0.20", "0.50", "0.5 × async-kernel: reached"]
    assert other[-1] == ""


def test_a_target_that_was_missed_or_cannot_be_told_says_so(capsys):
    figures = turns.Figures()
    figures.note("elara", {"memory after the first cell, MB": 101, "1+1, median, ms": 2})
    head, _, memory, cell = shown(capsys, figures, ["elara"])
    assert memory[-1] == "at most 100: missed"
    assert cell[-1] == "0.5 × async-kernel"


def test_without_elara_ratios_are_those_of_the_last(capsys):
    figures = turns.Figures()
    figures.note("python3", {"row": 2000})
    figures.note("mine", {"row": 1000})
    assert shown(capsys, figures, ["python3", "mine"]) == [
        ["", "ipykernel", "mine", "mine ÷ ipykernel"], ["---", "--:", "--:", "--:"],
        ["row", "2,000", "1,000", "0.50"]]


@pytest.mark.parametrize("text, words", [
    ("mine=ruby:x {connection_file}", "languages: python, java, kotlin"),
    ("mine=python:", "not name=language:command line"),
    ("mine=python:x", "no {connection_file}"),
    ("mine=python:x ' {connection_file}", "No closing quotation"),
    ("there-is-no-such-kernel", "no kernelspec is named there-is-no-such-kernel"),
])
def test_what_is_no_kernel_is_refused_in_words(text, words):
    with pytest.raises(Failed) as refused:
        specs.all_of([text])
    assert words in str(refused.value)


def test_a_kernel_that_is_named_twice_is_refused():
    with pytest.raises(Failed, match="mine is named twice"):
        specs.all_of([f"mine={NOTHING}", f"mine={NOTHING}"])


def test_a_kernel_that_does_not_start_has_a_reason_and_the_others_are_measured():
    broken = [specs.spec(text) for text in (
        f"ends=python:{sys.executable} -c 'print(\"why\"); exit(3)' {{connection_file}}",
        "missing=java:there-is-no-such-program {connection_file}")]
    figures = turns.Figures()
    turns.measure(broken, Namespace(only=["start", "kernel_info"], starts=1, rounds=1, warm_up=0), figures)
    assert figures.rows == {}
    for measure in ("start", "kernel_info"):
        assert "status 3. It said: why" in figures.reasons["ends"][measure]
        assert "there-is-no-such-program" in figures.reasons["missing"][measure]
