"""A workspace of each kind; what is tested on one is tested on the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo_tensions.workspace import Workspace, open_workspace


@pytest.fixture(params=["geopackage", "postgis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "geopackage":
        return str(tmp_path / "workspace.gpkg")
    return str(request.getfixturevalue("postgis"))


@pytest.fixture
def workspace(store: str) -> Iterator[Workspace]:
    with open_workspace(store) as opened:
        yield opened
