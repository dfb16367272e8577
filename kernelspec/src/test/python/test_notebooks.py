"""Whole notebooks, by the clients people run them with and by `elara run`."""

import copy
import itertools
import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import NOTEBOOKS, ROOT, elara

GUIDE = sorted((NOTEBOOKS / "java-guide").glob("*.ipynb"))
TOUR = ROOT / "examples" / "tour.ipynb"

# What differs from run to run: identity hash codes, addresses, the numbers of lambdas and, as the
# two run cells from other places, which and how many frames lie below a cell.
RANDOM = [
    (re.compile(r"@[0-9a-f]{5,8}\b"), "@hash"),
    (re.compile(r"\$\$Lambda(/0x[0-9a-f]+|\$\d+)"), "$$Lambda"),
    (re.compile(r"\b0x[0-9a-f]{8,16}\b"), "0xaddress"),
    (re.compile(r"… \d+ frames? in (the JDK, )?the kernel"), "… frames in the kernel"),
]


# The immutable sets and maps of the JDK have another order in each process.
UNORDERED = re.compile(r"\b(Set|Map)\.(of|copyOf|ofEntries)\(|toUnmodifiable(Set|Map)\(")
BRACKETED = re.compile(r"[\[{]([^\[\]{}]*)[\]}]")


# What a cell prints that asks for these, or calls a method that does, is different each time: only
# its kinds of output are compared.
BY_CHANCE = re.compile(r"\b(ThreadLocalRandom|Math\.random|new Random|nanoTime|currentTimeMillis)\b")


METHOD = re.compile(r"\b(\w+)\([^()]*\)\s*\{")


def cells_by_chance(cells):
    """For each cell, whether what it prints depends on chance."""
    methods = set()
    for cell in cells:
        by_chance = bool(BY_CHANCE.search(cell.source)) or any(
            re.search(rf"\b{name}\(", cell.source) for name in methods)
        if by_chance:
            methods.update(METHOD.findall(cell.source))
        yield by_chance


def sorted_in_brackets(entry):
    return tuple(
        BRACKETED.sub(lambda found: str(sorted(found[1].split(", "))), part)
        if isinstance(part, str) else part
        for part in entry)


def same_every_time(text):
    for pattern, replacement in RANDOM:
        text = pattern.sub(replacement, text)
    return text


def outputs(cell):
    """A cell's outputs as values that two runs can be compared by."""
    merged = []
    for output in cell.outputs:
        match output.output_type:
            case "stream":
                if merged and merged[-1][:2] == ("stream", output.name):
                    merged[-1] = ("stream", output.name, merged[-1][2] + output.text)
                else:
                    merged.append(("stream", output.name, output.text))
            case "error":
                merged.append(("error", output.ename, output.evalue, "\n".join(output.traceback)))
            case kind:
                merged.append((kind, tuple(sorted(
                    (mime, same_every_time(str(data))) for mime, data in output.data.items()))))
    return [tuple(same_every_time(part) if isinstance(part, str) else part for part in entry)
            for entry in merged]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def by_nbclient(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="elara", allow_errors=True,
                   resources={"metadata": {"path": str(path.parent)}}).execute()
    return notebook


def test_there_are_notebooks_of_other_people_to_run():
    assert len(GUIDE) >= 12


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_nbclient_and_elara_run_give_the_same_cell_by_cell(path, tmp_path):
    executed = tmp_path / path.name
    elara("run", "--allow-errors", "--output", executed, path)
    ours = code_cells(nbformat.read(executed, as_version=4))
    theirs = code_cells(by_nbclient(path))
    assert len(ours) == len(theirs)
    unordered = any(UNORDERED.search(cell.source) for cell in ours)
    for number, (our, their, by_chance) in enumerate(
            zip(ours, theirs, cells_by_chance(ours)), start=1):
        pair = outputs(our), outputs(their)
        if unordered:
            pair = tuple([sorted_in_brackets(entry) for entry in side] for side in pair)
        if by_chance:
            pair = tuple([entry[:2] for entry in side] for side in pair)
        assert pair[0] == pair[1], f"cell {number} of {path.name}:\n{our.source}"
        assert our.execution_count == their.execution_count


@pytest.fixture(scope="module")
def tour():
    """The project's own notebook."""
    assert TOUR.exists()
    return nbformat.read(TOUR, as_version=4)


def client(*arguments, cwd=None):
    """Runs a command line client from the virtual environment; it must succeed."""
    result = subprocess.run([sys.executable, "-m", *map(str, arguments)], cwd=cwd, timeout=300,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result


def unexpected_errors(notebook):
    return [cell.source for cell in code_cells(notebook)
            if "raises-exception" not in cell.metadata.get("tags", [])
            and any(output.output_type == "error" for output in cell.outputs)]


def test_papermill_runs_the_tour(tour, tmp_path):
    """Up to the cell that is to fail: papermill does not know the tag raises-exception."""
    source, executed = tmp_path / "tour.ipynb", tmp_path / "executed.ipynb"
    expected = copy.deepcopy(tour)
    expected.cells = list(itertools.takewhile(
        lambda cell: "raises-exception" not in cell.metadata.get("tags", []), tour.cells))
    nbformat.write(expected, source)
    client("papermill", "--kernel", "elara", "--no-progress-bar", source, executed)
    notebook = nbformat.read(executed, as_version=4)
    assert len(code_cells(notebook)) == len(code_cells(expected))
    assert unexpected_errors(notebook) == []
    assert sum(len(cell.outputs) for cell in code_cells(notebook)) > 5


@pytest.mark.parametrize("format", ["notebook", "html", "script"])
def test_nbconvert_executes_and_converts_the_tour(tour, tmp_path, format):
    client("jupyter", "nbconvert", "--execute", "--to", format, "--output-dir", tmp_path,
           "--ExecutePreprocessor.kernel_name=elara", TOUR)
    suffix = {"notebook": ".ipynb", "html": ".html", "script": ".java"}[format]
    converted = tmp_path / f"tour{suffix}"
    assert converted.stat().st_size > 1000
    if format == "notebook":
        assert unexpected_errors(nbformat.read(converted, as_version=4)) == []


def test_the_notebook_of_callers_runs_and_shows_its_pool_of_workers(tmp_path):
    executed = tmp_path / "executed.ipynb"
    elara("run", "--allow-errors", "--output", executed, ROOT / "examples" / "callers.ipynb")
    notebook = nbformat.read(executed, as_version=4)
    assert unexpected_errors(notebook) == []
    cells = {cell.id: cell for cell in notebook.cells}
    before, after = (cells[name].outputs[-1].data for name in ("who", "after"))
    assert "worker" not in before["text/plain"]
    for table in (before, after):
        assert re.search(r"^Shell +running .*← current$", table["text/plain"], re.MULTILINE)
        assert "<table>" in table["text/html"]
    workers = re.findall(r"^  Shell worker \d+ +running", after["text/plain"], re.MULTILINE)
    assert 2 <= len(workers) <= 10
    assert cells["run"].outputs[-1].data["text/plain"] == "100"
    assert cells["wait"].outputs[-1].data["text/plain"] == "10000"
    assert any(output.output_type == "error" for output in cells["group"].outputs)
    assert cells["cancelled"].outputs[-1].data["text/plain"] == "true"
    assert "".join(output.text for output in cells["channel"].outputs) == "one\ntwo\nthree\nfour\n"


def test_jupyter_run_runs_a_file_of_java(tmp_path):
    source = tmp_path / "hello.java"
    source.write_text('record Point(int x, int y) {}\n'
                      'System.out.println("hello from " + new Point(1, 2));\n')
    result = client("jupyter", "run", "--kernel", "elara", source)
    assert result.stdout == "hello from Point[x=1, y=2]\n"


def test_jupyter_run_shows_an_error(tmp_path):
    source = tmp_path / "wrong.java"
    source.write_text('int x = "text";\n')
    result = subprocess.run([sys.executable, "-m", "jupyter", "run", "--kernel", "elara", str(source)],
                            timeout=120, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert "incompatible types" in result.stdout + result.stderr
