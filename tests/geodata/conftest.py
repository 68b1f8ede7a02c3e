"""The committed data, read once, and copies of it that a test may break."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_tensions.catalog import Catalog, data_hash
from geo_tensions.dataset import Dataset, load_dataset

ROOT = Path(__file__).resolve().parents[2] / "geodata"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def catalog(root: Path) -> Catalog:
    return Catalog.open(root)


@pytest.fixture(scope="session")
def dataset(catalog: Catalog) -> Dataset:
    return load_dataset(catalog)


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """Return a whole copy of the data that a test may change."""
    return Path(shutil.copytree(root, tmp_path / "geodata"))


@pytest.fixture
def authored(tmp_path: Path, root: Path) -> Path:
    """Return a copy of what people write: all that records, routes and tracks are built from."""
    for folder in ("authored", "tables"):
        shutil.copytree(root / folder, tmp_path / "geodata" / folder)
    return tmp_path / "geodata"


@pytest.fixture
def small(tmp_path: Path, root: Path) -> Callable[..., Path]:
    """Return a maker of copies that hold only the named resources, catalogued as they should be."""

    def make(*names: str) -> Path:
        target = tmp_path / "geodata"
        package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
        package["resources"] = [item for item in package["resources"] if item["name"] in names]
        for item in package["resources"]:
            (target / item["path"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / item["path"], target / item["path"])
        hashes = {item["path"]: item["hash"].split(":")[1] for item in package["resources"]}
        package["dataVersion"] = data_hash(hashes)
        (target / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        return target

    return make
