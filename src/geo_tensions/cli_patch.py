"""``geo-tensions patch FILE --to FOLDER``: corrections of others taken into ``geodata/``."""

import argparse
import sys
from pathlib import Path

from geo_tensions.errors import GeoTensionsError


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of ``geo-tensions``; its ``run`` returns the exit code."""
    parser = subparsers.add_parser(
        "patch",
        help="apply exported changes of records to a checkout of geodata",
        description="Correct, add and withdraw records in geodata/authored, with their sources and "
        "the log of corrections; all of the patch, or nothing. Run `make records` afterwards.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="patch, as the page exports it")
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", required=True, help="geodata folder of a checkout"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Apply the patch; errors are told in one line each."""
    # Imported late: it takes all readers of records along.
    from geo_tensions.workspace.applying import apply_patch  # noqa: PLC0415
    from geo_tensions.workspace.patch import LONGEST, PatchError, read_patch  # noqa: PLC0415

    path: Path = chosen.file
    try:
        try:
            with path.open("rb") as file:
                text = file.read(LONGEST + 1).decode()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not in UTF-8"
            raise PatchError([f"{path}: cannot be read ({reason}); name a patch"]) from error
        patch = read_patch(text, where=str(path))
        applied = apply_patch(patch, chosen.to, dry_run=chosen.dry_run)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1
    verb = "would be written" if chosen.dry_run else "written"
    print("\n".join(applied.lines))
    for name, content in applied.files.items():
        print(f"{chosen.to / name}: {verb}, {len(content):,} bytes")
    return 0
