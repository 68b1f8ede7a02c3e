"""The shipped data, read once for all tests."""

import pytest

from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.mapping.published import Published


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.open()


@pytest.fixture(scope="session")
def dataset(catalog: Catalog) -> Dataset:
    return load_dataset(catalog)


@pytest.fixture(scope="session")
def published(dataset: Dataset) -> Published:
    return Published.of(dataset)
