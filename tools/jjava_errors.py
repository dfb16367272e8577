#!/usr/bin/env python3
"""Records what JJava says to the cells of the page on errors.

usage: pip install jjava jupyter_client, in a virtual environment; then
tools/jjava_errors.py for all of them, or with the titles of some.
Writes java-shell/src/test/resources/errors/jjava.txt, from which the test makes docs/errors.md.
JJava uses the `java` of the PATH.
"""

import pathlib
import re
import sys

from jupyter_client.manager import start_new_kernel

FOLDER = pathlib.Path(__file__).parents[1] / "java-shell/src/test/resources/errors"
RECORD = FOLDER / "jjava.txt"
MOST_LINES = 18
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def said(client, cell):
    """What a cell prints, and its error."""
    texts = []

    def note(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            texts.append(content["text"])
        elif message["msg_type"] == "error":
            texts.append("\n".join(content["traceback"]) + "\n")
        elif message["msg_type"] in ("execute_result", "display_data"):
            texts.append(str(content["data"].get("text/plain")) + "\n")

    try:
        client.execute_interactive(cell, timeout=120, output_hook=note)
    except TimeoutError:
        texts.append("(no answer within two minutes)")
    lines = COLOUR.sub("", "".join(texts)).strip().splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"[… {len(lines) - MOST_LINES} more lines]"]
    return "\n".join(lines)


def recorded():
    """What is in the record, by title."""
    text = RECORD.read_text(encoding="utf-8") if RECORD.exists() else ""
    return dict(re.findall(r"(?ms)^## ([^\n]+)\n\n(.*?)\n(?=\n## |\Z)", text))


def main():
    page = (FOLDER / "errors.md").read_text(encoding="utf-8")
    wanted = sys.argv[1:]
    before = recorded()
    record = {}
    for case in re.split(r"(?m)^## ", page)[1:]:
        title = case.splitlines()[0]
        if wanted and title not in wanted:
            record[title] = before.get(title, "")
            continue
        manager, client = start_new_kernel(kernel_name="java")
        try:
            answers = [said(client, c) for c in re.findall(r"```java\n(.*?)\n```", case, re.S)]
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        record[title] = answers[-1]
        print(f"## {title}\n\n{answers[-1]}\n", flush=True)
    text = "\n".join(f"## {title}\n\n{answer}\n" for title, answer in record.items())
    RECORD.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
