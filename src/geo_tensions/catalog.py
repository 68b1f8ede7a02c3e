"""Where ``geodata/`` is and what each file in it is (Data Package v2)."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from geo_tensions.errors import DataError

GEODATA_VARIABLE = "GEO_TENSIONS_GEODATA"
"""Environment variable that names another ``geodata`` folder."""


def find_root() -> Path:
    """Return the data's folder: that of the environment, the wheel's or the checkout's.

    Raises
    ------
    DataError
        If no folder with a ``datapackage.json`` is found.
    """
    named = os.environ.get(GEODATA_VARIABLE)
    package = Path(str(files("geo_tensions")))
    candidates = [Path(named)] if named else [package / "geodata", package.parents[1] / "geodata"]
    for candidate in candidates:
        if (candidate / "datapackage.json").is_file():
            return candidate
    raise DataError(
        str(candidates[-1]),
        "there is no datapackage.json here",
        f"reinstall geo-tensions, or set {GEODATA_VARIABLE} to a geodata folder",
    )


@dataclass(frozen=True)
class Resource:
    """One file of the package, with the description that the catalogue gives of it."""

    name: str
    path: str
    descriptor: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Title for people."""
        return str(self.descriptor.get("title", self.name))

    @property
    def sha256(self) -> str:
        """Hash of the file's bytes as catalogued, in hexadecimal."""
        return str(self.descriptor.get("hash", "")).removeprefix("sha256:")


@dataclass(frozen=True)
class Catalog:
    """The catalogue of a ``geodata`` folder, read once.

    Parameters
    ----------
    root
        The folder.
    descriptor
        Contents of ``datapackage.json``.
    """

    root: Path
    descriptor: Mapping[str, Any]

    @classmethod
    def open(cls, root: Path | None = None) -> "Catalog":
        """Read the catalogue of a folder (by default the one found by :func:`find_root`).

        Raises
        ------
        DataError
            If the catalogue is missing or is no JSON object with resources.
        """
        root = root or find_root()
        path = root / "datapackage.json"
        try:
            descriptor = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataError(str(path), f"cannot be read ({error})", "restore the file") from error
        resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
        if not isinstance(resources, list) or not all(map(_is_resource, resources)):
            problem = "is no data package whose resources have a name and a path"
            raise DataError(str(path), problem, "run `make geodata`")
        return cls(root=root, descriptor=descriptor)

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """Resources by name, in the catalogue's order."""
        return {
            str(item["name"]): Resource(str(item["name"]), str(item["path"]), item)
            for item in self.descriptor["resources"]
        }

    @property
    def version(self) -> str:
        """Version of the package."""
        return str(self.descriptor.get("version", "0"))

    @cached_property
    def data_version(self) -> str:
        """Version plus a hash over all files: what a citation names.

        It ends in ``.modified`` if a file is no longer the one catalogued.
        """
        told = f"{self.version}+{self.descriptor.get('dataVersion', 'unknown')}"
        return told if all(map(self._is_untouched, self.resources)) else f"{told}.modified"

    def cutoff(self, name: str) -> str:
        """Return the ISO date after which a resource knows nothing (empty if it has none)."""
        resource = self.resources.get(name)
        return str(resource.descriptor.get("cutoff") or "") if resource else ""

    def where(self, name: str) -> str:
        """Return the path of a resource as messages name it."""
        resource = self.resources.get(name)
        return f"geodata/{resource.path}" if resource else f"geodata resource '{name}'"

    def read_bytes(self, name: str) -> bytes:
        """Return a resource's bytes.

        Raises
        ------
        DataError
            If the catalogue has no such resource or its file cannot be read.
        """
        resource = self.resources.get(name)
        if resource is None:
            where = self.root / "datapackage.json"
            raise DataError(str(where), f"has no resource '{name}'", "run `make geodata`")
        try:
            return (self.root / resource.path).read_bytes()
        except OSError as error:
            problem = f"cannot be read ({error.strerror or error})"
            raise DataError(self.where(name), problem, "restore the file") from error

    def is_as_catalogued(self, name: str, content: bytes) -> bool:
        """Tell whether bytes are those that the catalogue vouches for."""
        resource = self.resources.get(name)
        return resource is not None and hashlib.sha256(content).hexdigest() == resource.sha256

    def _is_untouched(self, name: str) -> bool:
        # A file that is missing is told by whoever needs it.
        try:
            return self.is_as_catalogued(name, self.read_bytes(name))
        except DataError:
            return True


def _is_resource(item: object) -> bool:
    return isinstance(item, dict) and all(
        isinstance(item.get(key), str) for key in ("name", "path")
    )


def data_hash(entries: Mapping[str, str]) -> str:
    """Return ten hexadecimal digits that change when any file of the package does.

    Parameters
    ----------
    entries
        SHA-256 (hexadecimal) of each file by its path in the package.
    """
    lines = "".join(f"{path} {digest}\n" for path, digest in sorted(entries.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:10]
