"""What docs/own-data.md lists is what the program knows."""

from pathlib import Path

from geo_tensions.intake import PROBLEM_KINDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "own-data.md"


def test_every_problem_is_listed_with_its_repair() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rest = text.split("| problem | repair |\n| --- | --- |\n")[1]
    table = rest.split("\n<!-- end of problems")[0]
    lines = [
        f"| `{key}` {kind.label} | {kind.repair or ('taken, noted' if kind.noted else '')} |\n"
        for key, kind in PROBLEM_KINDS.items()
    ]
    assert table == "".join(lines)
