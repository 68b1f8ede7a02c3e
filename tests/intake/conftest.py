"""The shipped tables."""

import pytest

from geo_tensions.catalog import Catalog
from geo_tensions.tables import Tables, load_tables


@pytest.fixture(scope="session")
def tables(catalog: Catalog) -> Tables:
    return load_tables(catalog)
