"""A page that tells how to change something: its blocks, and what a terminal shows for its commands."""

import os
import re
import subprocess
from pathlib import Path

from tests.collector.command_line import environment

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Return each block of the page: its language, what it holds, and the paragraph before it."""
    found = []
    for block in BLOCK.finditer(page):
        before = page[: block.start()].rstrip()
        found.append((block[1], block[2], before.rpartition("\n\n")[2]))
    return found


def said(folder: Path, commands: str, **env: str) -> str:
    """Run the commands of a block as a person does, and return what the terminal shows."""
    done = subprocess.run(
        ["sh", "-c", commands],
        cwd=folder,
        env=environment(**env) | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    return done.stdout


def change(file: Path, lines: str) -> None:
    """Take the lines with `-` out of a file, put in those with `+`; an empty line leads to another place."""
    for place in lines.rstrip("\n").split("\n\n"):
        old, new = (
            "".join(f"{line[1:]}\n" for line in place.split("\n") if line[0] in kept) for kept in (" -", " +")
        )
        whole = file.read_text("utf-8")
        assert whole.count(old) == 1, f"{file.name} holds this {whole.count(old)} times:\n{old}"
        file.write_text(whole.replace(old, new), "utf-8")
