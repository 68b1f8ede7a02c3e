"""Sets of own records for the tests."""

from typing import Any

import pytest
from tests.own.rows import MakeSet, accepted

from geo_tensions.dataset import Dataset
from geo_tensions.own import OwnSet, make_set, own_kind


@pytest.fixture(scope="session")
def own_set(dataset: Dataset) -> MakeSet:
    def make(*rows: dict[str, Any], word: str = "desk", name: str = "The desk's list") -> OwnSet:
        kinds = {"own-balloon": own_kind("own-balloon", "Balloon", number=0)}
        return make_set(accepted(*rows), id=word, name=name, tables=dataset.tables, own=kinds)

    return make
