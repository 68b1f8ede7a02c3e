"""A writer that is killed at any moment loses nothing that it told as committed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo_tensions.workspace import open_workspace

from .writer import CHANGES, ROWS

FILE_ROUNDS, SERVER_ROUNDS = 24, 8


@pytest.fixture(scope="module")
def writer() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 - a script of our own
        [sys.executable, str(Path(__file__).with_name("writer.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


def killed(process: subprocess.Popen[str], store: str, *, lines: int, midway: bool) -> list[str]:
    """Let a writer run, kill it and return all it has told.

    It dies on its n-th line; ``midway`` waits for the first sign of the transaction after that.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{store}\n")
    process.stdin.flush()
    pid = int(process.stdout.readline().split()[1])
    told = [process.stdout.readline() for _ in range(lines)]
    journal = f"{store}-journal"
    while midway and not os.path.exists(journal):  # noqa: PTH110 - the fastest look there is
        pass
    os.kill(pid, signal.SIGKILL)
    while (line := process.stdout.readline()) != "dead\n":
        told.append(line)
    return [line.strip() for line in told]


def test_nothing_told_is_lost_and_nothing_half_stays(
    writer: subprocess.Popen[str], store: str
) -> None:
    is_file = store.endswith(".gpkg")
    rounds = FILE_ROUNDS if is_file else SERVER_ROUNDS
    revisions, sets, cut_short = 0, set[str](), 0
    for turn in range(rounds):
        midway = is_file and turn % 2 == 1
        for line in killed(writer, store, lines=turn % 8, midway=midway):
            what, name = line.split()
            if what == "revision":
                assert int(name) == revisions + 1
                revisions = int(name)
            else:
                sets.add(name)
        cut_short += Path(f"{store}-journal").exists()
        if is_file and not Path(store).exists():
            continue
        with open_workspace(store) as workspace:
            log = workspace.changes()
            # One more may be kept than was told: the writer died before it could say so.
            assert revisions <= workspace.head() <= revisions + 1
            assert Counter(change.revision for change in log) == dict.fromkeys(
                range(1, workspace.head() + 1), CHANGES
            )
            assert [change.number for change in log] == list(range(1, len(log) + 1))
            kept = {info.id for info in workspace.sets()}
            assert sets <= kept
            assert len(kept) <= len(sets) + 1
            for info in workspace.sets()[-2:]:
                assert workspace.load_set(info.id).num_rows == info.rows == ROWS
                assert workspace.load_set(info.id, bbox=(139, 39, 141, 41)).num_rows == ROWS
            revisions, sets = workspace.head(), kept
        if is_file:
            assert sound(store, rows=ROWS * len(kept))
    assert revisions > rounds
    assert sets
    if is_file:
        assert cut_short > rounds // 4, "hardly a writer was killed within a transaction"


def sound(store: str, *, rows: int) -> bool:
    connection = sqlite3.connect(store)
    try:
        [[told]] = connection.execute("PRAGMA integrity_check")
        [[kept]] = connection.execute("SELECT count(*) FROM records")
        [[indexed]] = connection.execute("SELECT count(*) FROM rtree_records_geom")
        [[triggers]] = connection.execute("SELECT count(*) FROM sqlite_master WHERE type='trigger'")
    finally:
        connection.close()
    return (told, kept, indexed, triggers) == ("ok", rows, rows, 7)
