"""``authored/catalogue*.toml`` and the files -> ``datapackage.json`` (Data Package v2)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo_tensions.catalog import data_hash
from tools.build_geodata.authored import read_rows, read_toml
from tools.build_geodata.errors import BuildError
from tools.build_geodata.facts import describe, sha256

AUTHORED = ("authored/catalogue.toml", "authored/catalogue-geometry.toml")
"""Where resources are described, below ``geodata``; the first one also describes the package."""

PACKAGE = "datapackage.json"
NOT_RESOURCES = frozenset({PACKAGE, "README.md", "LICENSES.md"})
"""Files of ``geodata`` that explain the others and are not described themselves."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

Json = dict[str, Any]


@dataclass(slots=True)
class Descriptions:
    """What is authored about the package, its licences, its sources and its resources."""

    package: Json = field(default_factory=dict)
    licences: dict[str, Json] = field(default_factory=dict)
    sources: dict[str, Json] = field(default_factory=dict)
    resources: dict[str, Json] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_descriptions(root: Path) -> Descriptions:
    """Read the authored catalogue; what is wrong in it is collected in ``faults``."""
    found = Descriptions()
    for path in AUTHORED:
        content = read_toml(root, path)
        found.package |= content.get("package", {})
        for name, key, target in (
            ("licence", "name", found.licences),
            ("source", "id", found.sources),
            ("resource", "name", found.resources),
        ):
            for number, block in enumerate(content.get(name, []), start=1):
                identifier = block.get(key)
                if not identifier or identifier in target:
                    problem = f"{key} '{identifier or ''}' is missing or used twice"
                    found.faults.append(f"geodata/{path}, {name} number {number}: {problem}")
                else:
                    target[identifier] = block
    return found


def build_catalogue(root: Path, *, changed: Mapping[str, bytes] | None = None) -> bytes:
    """Return the contents of ``datapackage.json``.

    Parameters
    ----------
    root
        The ``geodata`` folder.
    changed
        Files that are about to be written, by their path below ``geodata``; they stand for those of
        the folder.

    Raises
    ------
    BuildError
        With every file that is not described, description without a file, and source or licence
        that nothing explains.
    """
    files = read_files(root) | dict(changed or {})
    found = read_descriptions(root)
    cited = _cited_sources(root, found)
    faults = [*found.faults, *coverage(files, found.resources)]
    resources: list[Json] = []
    for block in found.resources.values():
        where = f"resource {block['name']}"
        faults += [f"{where}: {fault}" for fault in _unexplained(block, found, cited)]
        if block.get("path") in files:
            try:
                resources.append(_resource(block, files[block["path"]], found.licences, cited))
            except (ValueError, KeyError, TypeError) as error:
                faults.append(f"geodata/{block['path']}: {error}; mend the file or its resource")
    if faults:
        raise BuildError(faults)
    hashes = {path: sha256(content) for path, content in files.items()}
    package = _package(found, resources) | {"dataVersion": data_hash(hashes)}
    ordered = package | {"resources": package.pop("resources")}
    return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()


def read_files(root: Path) -> dict[str, bytes]:
    """Return every file of the folder that must be a resource, by its path in it."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if name not in NOT_RESOURCES}


def coverage(files: Mapping[str, object], resources: Mapping[str, Json]) -> Iterator[str]:
    """Yield the files without a resource and the resources without a file."""
    described = {str(block.get("path")): name for name, block in resources.items()}
    for path in files:
        if path not in described:
            yield f"geodata/{path}: no resource describes it; add one to {AUTHORED[0]}"
    for path, name in described.items():
        if path not in files:
            yield f"resource {name}: there is no file geodata/{path}; make it or drop the resource"


def _cited_sources(root: Path, found: Descriptions) -> dict[str, Json]:
    """Return sources by id as the package states them: those of the catalogue and of the table."""
    cited: dict[str, Json] = {
        identifier: {key: block[key] for key in ("title", "path", "version") if key in block}
        for identifier, block in found.sources.items()
    }
    for _, row in read_rows(root, "tables/sources.csv"):
        title = ": ".join(text for text in (row["publisher"], row["title"]) if text)
        address = {"path": row["url"]} if row["url"] else {}
        cited.setdefault(row["id"], {"title": title} | address)
    return cited


def _unexplained(block: Json, found: Descriptions, cited: Mapping[str, Json]) -> Iterator[str]:
    for key in ("path", "title", "description", "licence", "sources"):
        if not block.get(key):
            yield f"has no '{key}'; describe it"
    for name in block.get("licence", []):
        if name not in found.licences:
            yield f"no [[licence]] is called '{name}'; add it or correct the name"
    for identifier in block.get("sources", []):
        if identifier not in cited:
            yield f"no source has the id '{identifier}'; add it or correct the id"
    for name in block.get("derived_from", []):
        if name not in found.resources:
            yield f"is derived from '{name}', which is no resource; correct the name"


def _resource(
    block: Json, content: bytes, licences: Mapping[str, Json], cited: Mapping[str, Json]
) -> Json:
    facts = describe(block["path"], content, numbers=block.get("numbers", ()))
    if "primary_key" in block:
        facts["schema"]["primaryKey"] = [block["primary_key"]]
    authored = {
        "name": block["name"],
        "path": block["path"],
        "title": block["title"],
        "description": block["description"].strip(),
        "licenses": [_licence(licences[name]) for name in block["licence"] if name in licences],
        "sources": [cited[key] for key in block["sources"] if key in cited],
    }
    extra = {
        "cutoff": block.get("cutoff"),
        "digits": block.get("digits"),
        "derivedFrom": block.get("derived_from"),
        "knownLimits": block.get("known_limits"),
    }
    return authored | facts | {key: value for key, value in extra.items() if value is not None}


def _package(found: Descriptions, resources: Sequence[Json]) -> Json:
    package = found.package
    return {
        "$schema": PROFILE,
        "name": package["name"],
        "title": package["title"],
        "version": package["version"],
        "description": package["description"].strip(),
        "keywords": package["keywords"],
        "licenses": [_licence(block) for block in found.licences.values()],
        "knownLimits": package["known_limits"],
        "resources": resources,
    }


def _licence(block: Json) -> Json:
    return {key: block[key] for key in ("name", "title", "path")}
