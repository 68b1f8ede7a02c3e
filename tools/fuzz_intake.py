"""Damaged files of every format, for some minutes: each is read or refused in one line.

``MINUTES=60 make fuzz``. Files are made of the corpus in ``tests/intake/bad`` and of templates by
cutting, repeating, exchanging and overwriting bytes. A file that breaks the law is made as small
as Hypothesis can and kept in ``fuzz/``; the exit code is then 1.
"""

import io
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning
from tests.intake.bad.corpus import CORPUS

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.intake import FORMATS, PROBLEM_KINDS, check, guess, opening, read, template
from geo_tensions.intake.child import read_here
from geo_tensions.tables import Tables, load_tables

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

KEPT = Path(__file__).parents[1] / "fuzz"
"""Folder of the files that broke the law."""

ROUND_EXAMPLES = 300
"""Files of a round; each round is a process of its own."""

MOST_BYTES = 3 << 30
"""Address space of a round, bytes."""

SEED_BYTES = 60_000
"""Larger files are bombs: nothing is learned by damaging them."""

_SAYS_ERROR = re.compile(r"[ |]*[\w.]*(Error|Exception|Warning|Failure|Flaky)\w*:")

TOKENS = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b",", b";", b"\t", b"\n", b"\r", b"'"),
    *(b"{", b"}", b"[", b"]", b":", b"null", b"NaN", b"1e999", b"-0", b"\\u0000", b"\\ud800"),
    *(b"<", b"</", b">", b"<!DOCTYPE x>", b"<![CDATA[", b"]]>", b"&#0;", b"&amp;", b"&x;"),
    *(b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\xff\xff\xff\xff", b"PK\x03\x04", b"PAR1"),
    *(b"2024-02-30", b"31/12/9999", b"45\xc2\xb0", b"999999999999", b"=1+1", b"\xe4\xbb\xa4"),
)

EDIT = st.tuples(
    st.sampled_from(["cut", "drop", "insert", "overwrite", "repeat", "move", "flip"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=8),
)


@cache
def seeds() -> Sequence[tuple[str, bytes]]:
    """Return files to start from, with the ending of their names."""
    found = [(Path(bad.name).suffix, bad.make()) for bad in CORPUS if not bad.apart]
    small = [(ending, content) for ending, content in found if 0 < len(content) < SEED_BYTES]
    # Templates are good files: damage has more to break in them.
    good = [(FORMATS[kind].endings[0], template(kind)) for kind in FORMATS]
    return [*small, *good * (len(small) // len(good))]


@cache
def tables() -> Tables:
    """Return the shipped tables."""
    return load_tables(Catalog.open())


def damaged(content: bytes, edits: Sequence[tuple[str, float, float, bytes]]) -> bytes:
    """Return a file with some bytes changed; places are shares of its length."""
    for what, first, second, token in edits:
        start, end = sorted((int(first * len(content)), int(second * len(content))))
        piece = content[start:end][:500]
        match what:
            case "cut":
                content = content[: max(1, end)]
            case "drop":
                content = content[:start] + content[start + len(piece) :]
            case "insert":
                content = content[:start] + token + content[start:]
            case "overwrite":
                content = content[:start] + token + content[start + len(token) :]
            case "repeat":
                content = content[:start] + piece * 3 + content[start:]
            case "move":
                content = content[:start] + content[start + len(piece) :] + piece
            case _:
                flipped = bytes(byte ^ (token[0] or 1) for byte in content[start : start + 1])
                content = content[:start] + flipped + content[start + 1 :]
    return content


class BrokenLawError(Exception):
    """A file was neither read as a whole nor refused in one line."""


def hold(holds: bool, law: str) -> None:  # noqa: FBT001 - as an assertion
    """Stop where a law does not hold."""
    if not holds:
        raise BrokenLawError(law)


def judge(ending: str, content: bytes, folder: Path) -> str:
    """Hold one file against the law; return what became of it."""
    for left in folder.iterdir():
        left.unlink()
    path = folder / f"a{ending}"
    path.write_bytes(content)
    line = ""
    try:
        raw = read(path, name=path.name)
    except DataError as error:
        line = str(error)
    else:
        mapping = guess(raw, tables=tables()).say("radius_km", "5")
        report = check(raw, mapping, tables=tables(), repairs=frozenset(PROBLEM_KINDS))
        rows = report.accepted.num_rows + report.rejected.num_rows
        hold(rows == report.rows == len(raw), "every row is taken or left out")
        hold(report.rejected.columns[-1].null_count == 0, "what is left out has a reason")
        told = report.problems.column("kind").to_pylist()
        hold("rules" not in told, "what breaks a rule was told before")
        report.write_rejected_to(io.StringIO())
    hold(line.isprintable(), "a refusal is one line")
    hold(path.read_bytes() == content, "a file is not changed")
    hold(list(folder.iterdir()) == [path], "no other file is written")
    return "refused" if line else "read"


def round_of(number: int, told: "SimpleQueue[Counter[str]]") -> None:
    """Judge the files of a round, and tell how many were read and refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", HypothesisWarning)
    # A process of its own for each file would take half a second; this one is bounded as well.
    setattr(opening, "read_apart", read_here)  # noqa: B010 - no part of its interface
    counts: Counter[str] = Counter()
    last: list[tuple[str, bytes]] = [("", b"")]
    with tempfile.TemporaryDirectory(prefix="geo-tensions-fuzz-") as name:
        folder = Path(name)

        @settings(
            max_examples=ROUND_EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @seed(number)
        @given(start=st.sampled_from(seeds()), edits=st.lists(EDIT, min_size=1, max_size=6))
        def law(start: tuple[str, bytes], edits: list[tuple[str, float, float, bytes]]) -> None:
            last[0] = (start[0], damaged(start[1], edits))
            counts[judge(*last[0], folder)] += 1

        try:
            law()
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            counts["broken"] += 1
            keep(last[0], traceback.format_exc(), number)
        told.put(counts)


def main(clock: Callable[[], float] = time.monotonic) -> int:
    """Run rounds until the time is over; return the exit code."""
    end = clock() + 60 * float(os.environ.get("MINUTES", "10"))
    context = multiprocessing.get_context("fork")
    seeds()
    tables()
    counts: Counter[str] = Counter()
    number = time.time_ns() % 1_000_000_000
    while clock() < end:
        number += 1
        told = context.SimpleQueue()
        process = context.Process(target=round_of, args=(number, told))
        process.start()
        process.join()
        if told.empty():
            # A compiled reader ended its process, as it may; the round is lost.
            counts["rounds ended by a reader"] += 1
        else:
            counts += told.get()
        print(f"\r{dict(counts)} ", end="", flush=True)
    print()
    return 1 if counts["broken"] else 0


def keep(file: tuple[str, bytes], trace: str, number: int) -> None:
    """Keep a file that broke the law, with what it set off."""
    ending, content = file
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{number}{ending}").write_bytes(content)
    (KEPT / f"{number}{ending}.txt").write_text(trace)
    said = [line.strip() for line in trace.splitlines() if _SAYS_ERROR.match(line)]
    print(f"\n{KEPT / f'{number}{ending}'}: {'; '.join(dict.fromkeys(said))}")


if __name__ == "__main__":
    sys.exit(main())
