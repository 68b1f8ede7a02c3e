"""``python -m benchmarks.publish``: the measured rows into README and ``docs/speed.md``."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.running_app import ROOT

from benchmarks import report
from benchmarks.measure import Result

HERE = Path(__file__).parent
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
"""Between these two lines a page holds what a run gave, and nothing else."""


def main() -> None:
    """Write both pages anew."""
    results = [Result(**row) for row in json.loads((HERE / "results.json").read_text("utf-8"))]
    conditions = json.loads((HERE / "conditions.json").read_text("utf-8"))
    whole = (
        f"{_words(conditions)}\n\n{report.table(results)}\n\n{_HEAD}\n\n{report.growth(results)}"
    )
    into(ROOT / "docs" / "speed.md", whole)
    into(ROOT / "README.md", _drags(results))


def into(page: Path, text: str) -> None:
    """Put a text between the two lines of a page.

    Raises
    ------
    ValueError
        If the page lacks them.
    """
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        message = f"{page}: has no place for what was measured; put {BEGIN} and {END} there"
        raise ValueError(message)
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


_HEAD = (
    "How each grows: the exponent of n in a fit of the medians (0: not at all, 1: in proportion)."
)


def _words(conditions: dict[str, Any]) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in conditions["packages"].items())
    start, end = conditions["load_at_start"], conditions["load_at_end"]
    return (
        f"Chromium {conditions['chromium']}, Python {conditions['python']}, {conditions['cpus']} "
        f"cores, no graphics card; load of the machine {start:.1f} at the start and {end:.1f} at "
        f"the end (the bench's own browser and server are in the latter). {packages}."
    )


def _drags(results: Sequence[Result]) -> str:
    """Return script and frame of a drag by size and system, ours first."""
    found: dict[tuple[int, str], dict[str, float]] = {}
    for one in results:
        if re.fullmatch("drag_(script|frame)", one.metric):
            found.setdefault((one.n, one.system), {})[one.metric] = one.median
    lines = [
        "| records | system | script a step | frame, or step to picture |",
        "| ---: | --- | ---: | ---: |",
    ]
    for (n, system), medians in sorted(
        found.items(),
        key=lambda item: (item[0][0], item[0][1] != report.OURS, item[1]["drag_frame"]),
    ):
        script, frame = medians["drag_script"], medians["drag_frame"]
        lines.append(f"| {n:,} | {system} | {script:,.1f} ms | {frame:,.1f} ms |")
    return "\n".join(lines)


def _ours_first(item: tuple[tuple[int, str], dict[str, float]]) -> tuple[int, bool, float]:
    (n, system), medians = item
    return n, system != report.OURS, medians["drag_frame"]


if __name__ == "__main__":
    main()
