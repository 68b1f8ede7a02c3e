"""Workbooks and Parquet files opened in a process of their own, with bounds on memory and time.

Their readers are compiled code that trusts what a file says of its own size. Here a hostile file
ends a small process with a clear line, and not the program.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.raw import Points, Raw

_CELLS, _PLACES = "cells.arrow", "places.arrow"
_CORE_BYTES = 0


def read_apart(kind: str, path: Path, *, where: str, layer: str | None, progress: Progress) -> Raw:
    """Read a file in a process of its own.

    Parameters
    ----------
    kind
        ``excel`` or ``parquet``.
    path, where, layer, progress
        As for the readers.

    Raises
    ------
    DataError
        As the readers do, and if memory or time are used up.
    """
    with tempfile.TemporaryDirectory(prefix="geo-tensions-") as folder:
        asked = {"kind": kind, "path": str(path.resolve()), "where": where, "layer": layer}
        with _started(folder) as process:
            assert process.stdin is not None  # noqa: S101 - opened as a pipe
            assert process.stdout is not None  # noqa: S101 - opened as a pipe
            # It may have ended before it was asked; then there is no answer either.
            with suppress(BrokenPipeError):
                process.stdin.write(json.dumps(asked) + "\n")
                process.stdin.close()
            answer: Mapping[str, Any] = {}
            for line in process.stdout:
                answer = json.loads(line)
                if "part" in answer:
                    progress(answer["part"], answer["words"])
        if "problem" in answer:
            raise DataError(answer["where"], answer["problem"], answer["remedy"])
        if "format" not in answer:
            problem = "needs more memory or time than a file may take, or is damaged"
            raise DataError(where, problem, "save the table as CSV")
        return _received(Path(folder), answer)


@contextmanager
def _started(folder: str) -> Iterator["subprocess.Popen[str]"]:
    """Start the process, and end it when it is done, hangs, or nobody listens any more."""
    command = [sys.executable, "-P", "-m", __name__]
    process = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"},
    )
    with process:
        timer = threading.Timer(limits.CHILD_SECONDS, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def _received(folder: Path, told: Mapping[str, Any]) -> Raw:
    cells, places = (
        pa.ipc.open_file(pa.OSFile(str(folder / name))).read_all() for name in (_CELLS, _PLACES)
    )
    points = None
    if told["crs"] is not None:
        x, y = (places.column(name).to_numpy() for name in ("x", "y"))
        faults = pa.concat_arrays(places.column("fault").chunks)
        points = Points(x, y, faults, told["crs"])
    return Raw(
        told["name"],
        told["format"],
        cells.rename_columns(told["columns"]),
        places.column("row").to_numpy(),
        points=points,
        layers=tuple(told["layers"]),
        layer=told["layer"],
        told=tuple(told["told"]),
        torn={int(place): reason for place, reason in told["torn"].items()},
    )


def _sent(folder: Path, raw: Raw) -> dict[str, Any]:
    """Write a file's rows for the other process; return what is told beside them."""
    count = len(raw)
    nothing = np.full(count, np.nan)
    points = raw.points or Points(nothing, nothing, pa.nulls(count, pa.string()), "")
    places = {"row": raw.rows, "x": points.x, "y": points.y, "fault": points.faults}
    cells = raw.table.rename_columns([str(place) for place in range(raw.table.num_columns)])
    for name, table in ((_CELLS, cells), (_PLACES, pa.table(places))):
        with pa.OSFile(str(folder / name), "wb") as file, pa.ipc.new_file(file, table.schema) as to:
            to.write_table(table)
    return {
        "name": raw.name,
        "format": raw.format,
        "columns": raw.table.column_names,
        "crs": None if raw.points is None else raw.points.crs,
        "layers": raw.layers,
        "layer": raw.layer,
        "told": raw.told,
        "torn": raw.torn,
    }


def main() -> None:
    """Read the file that the other process asks for, within bounds."""
    _bound()
    asked = json.loads(sys.stdin.readline())

    try:
        raw = read_here(
            asked["kind"],
            Path(asked["path"]),
            where=asked["where"],
            layer=asked["layer"],
            progress=lambda part, words: _say({"part": part, "words": words}),
        )
        _say(_sent(Path.cwd(), raw))
    except DataError as error:
        _say({"where": error.where, "problem": error.problem, "remedy": error.remedy})


def _bound() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not every system has it
    except ImportError:
        return
    for limit, most in (
        (resource.RLIMIT_AS, limits.CHILD_BYTES),
        (resource.RLIMIT_CORE, _CORE_BYTES),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def read_here(kind: str, path: Path, *, where: str, layer: str | None, progress: Progress) -> Raw:
    """Read a file in this process, as the process of its own does.

    Raises
    ------
    DataError
        As for :func:`read_apart`.
    """
    try:
        if kind == "excel":
            from geo_tensions.intake.excel_file import read_excel  # noqa: PLC0415 - one of both

            return read_excel(path, where=where, layer=layer, progress=progress)
        from geo_tensions.intake.parquet_file import read_parquet  # noqa: PLC0415 - one of both

        return read_parquet(path, where=where, progress=progress)
    except DataError:
        raise
    except Exception as error:
        # Whatever a damaged file sets off in a compiled reader is the file's fault.
        problem = "cannot be read; it is damaged or of an unusual make"
        raise DataError(where, problem, "save the table as CSV") from error


def _say(told: Mapping[str, Any]) -> None:
    print(json.dumps(told), flush=True)  # noqa: T201 - what the other process listens to


if __name__ == "__main__":
    main()
