"""Writes into a workspace until it is killed; run by ``test_crash.py``.

All that is needed is imported once. Each line read (``TARGET``) forks a writer; it says its process
number, then after each commit what was committed, and ``dead`` follows when it is gone.
"""

import os
import sys

import pyarrow as pa

from geo_tensions.workspace import open_workspace
from geo_tensions.workspace.changes import addition, revisions_of

CHANGES, ROWS = 3, 400


def feature(identifier: str) -> dict[str, object]:
    return {"type": "Feature", "properties": {"id": identifier, "title": "x"}, "geometry": None}


def write(target: str) -> None:
    with open_workspace(target) as workspace:
        number = workspace.head()
        while True:
            number += 1
            made = [
                addition(feature(f"R-{number}-{part}"), who="Aiko", why="A new one.")
                for part in range(CHANGES)
            ]
            kept = workspace.commit(made, revisions_of([]))
            say(f"revision {kept.number}")
            if number % 3 == 0:
                rows = [f"{number}:{row}" for row in range(ROWS)]
                table = pa.table({"id": rows, "lon": [140.0] * ROWS, "lat": [40.0] * ROWS})
                info = workspace.save_set("Rows", table, kinds=[], who="Aiko")
                say(f"set {info.id}")


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main() -> None:
    for line in sys.stdin:
        if child := os.fork():
            os.waitpid(child, 0)
            say("dead")
        else:
            say(f"pid {os.getpid()}")
            write(line.strip())


if __name__ == "__main__":
    main()
