"""``python -m tools.build_geodata [--only records|geometry|catalogue] [--check]``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geo_tensions.errors import GeoTensionsError
from tools.build_geodata.build import Part, build, compare, write

ROOT = Path(__file__).resolve().parents[2] / "geodata"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, or check that a build would change nothing; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_geodata", description=__doc__)
    parser.add_argument(
        "--only",
        type=Part,
        choices=list(Part),
        help="build one part (and the catalogue); geometry takes minutes and the geodata extra",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if records, routes, tracks or catalogue are not up to date",
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="geodata folder")
    options = parser.parse_args(arguments)
    root: Path = options.root
    try:
        if options.check:
            changes = compare(root, build(root, only=options.only))
            print("\n".join(changes) or "geodata is up to date")
            return 1 if changes else 0
        if options.only in {None, Part.GEOMETRY}:
            _build_geometry(root)
        for line in write(root, build(root, only=options.only)):
            print(line)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _build_geometry(root: Path) -> None:
    # Imported late: only this part needs the packages of coasts and countries.
    from tools.build_geodata.geometry import build_all  # noqa: PLC0415

    build_all(root)


if __name__ == "__main__":
    raise SystemExit(main())
