"""`./elara` itself, in a copy of the repository that has never been built."""

import os
import re
import shutil
import subprocess

import pytest

from conftest import ROOT

MODULES = re.findall("<module>(.+)</module>", (ROOT / "pom.xml").read_text())
SOURCES = ["elara", "pom.xml", ".mvn", ".npmrc", "tools", *MODULES]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone in a folder with spaces, its first build under way twice at once."""
    folder = tmp_path_factory.mktemp("a new clone") / "Elara – copy"
    folder.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, symlinks=True,
                            ignore=shutil.ignore_patterns("target", "__pycache__", "node_modules"))
        elif source.exists():
            shutil.copy2(source, folder / name)
    first = [launch(folder / "elara", "--version") for _ in range(2)]
    results = [finish(process) for process in first]
    return folder, results


def launch(script, *arguments, cwd="/", **environment):
    return subprocess.Popen([script, *arguments], cwd=cwd, env=os.environ | environment, text=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process):
    output, errors = process.communicate(timeout=590)
    return process.returncode, output, errors


def test_two_first_starts_at_once_build_once_and_both_run(clone):
    _, results = clone
    assert [code for code, _, _ in results] == [0, 0], results
    assert all("0.1" in output for _, output, _ in results)
    errors = "".join(errors for _, _, errors in results)
    assert errors.count("Building Elara") == 1, errors


def test_a_start_with_nothing_to_build_builds_nothing(clone):
    folder, _ = clone
    code, output, errors = finish(launch(folder / "elara", "--version"))
    assert (code, errors) == (0, "")


def test_it_runs_through_a_symlink_from_any_folder(clone, tmp_path):
    folder, _ = clone
    link = tmp_path / "link to elara"
    link.symlink_to(folder / "elara")
    second = tmp_path / "second"
    second.symlink_to("link to elara")
    code, output, errors = finish(launch(second, "--version", cwd=tmp_path))
    assert code == 0, errors


def test_a_changed_source_is_built_and_a_wrong_one_shows_what_is_wrong(clone):
    folder, _ = clone
    source = folder / "kernelspec/src/main/java/dev/elara/cli/Main.java"
    text = source.read_text()
    source.write_text(text + "\nclass Wrong { int x = nothing; }\n")
    code, output, errors = finish(launch(folder / "elara", "--version"))
    assert code != 0
    assert "Main.java" in errors and "nothing" in errors
    assert "build.log" in errors
    source.write_text(text + "\n// changed\n")
    code, output, errors = finish(launch(folder / "elara", "--version"))
    assert code == 0
    assert "its sources changed" in errors


def test_a_jdk_in_a_usual_folder_is_found_without_java_home(clone, tmp_path):
    folder, _ = clone
    (tmp_path / ".jdks").mkdir()
    (tmp_path / ".jdks" / "a jdk").symlink_to(os.environ["JAVA_HOME"])
    code, output, errors = finish(launch(folder / "elara", "--version", JAVA_HOME="", HOME=str(tmp_path)))
    assert code == 0, errors


def test_without_a_jdk_it_says_how_to_get_one(clone, tmp_path):
    folder, _ = clone
    code, output, errors = finish(launch(folder / "elara", "--version",
                                         ELARA_JAVA_HOME=str(tmp_path)))
    assert code == 1
    assert "ELARA_JAVA_HOME" in errors and "JDK 25" in errors


def test_without_maven_it_says_how_to_get_it(clone, tmp_path):
    folder, _ = clone
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "dirname", "readlink", "find", "head", "mkdir", "uname", "sed", "sort", "rm",
                 "ln", "date", "apt-get", "dnf"):
        if path := shutil.which(tool):
            (tools / tool).symlink_to(path)
    shutil.rmtree(folder / "target" / "launcher")
    code, output, errors = finish(launch(folder / "elara", "--version", PATH=str(tools)))
    assert code == 1
    assert "Maven (mvn) is not on the PATH" in errors, errors
