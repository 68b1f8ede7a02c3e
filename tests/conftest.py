"""The shipped data, read once for all tests."""

import pytest
from hypothesis import settings

from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.mapping.published import Published

# A busy machine is no fault of the code: nothing here is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.open()


@pytest.fixture(scope="session")
def dataset(catalog: Catalog) -> Dataset:
    return load_dataset(catalog)


@pytest.fixture(scope="session")
def published(dataset: Dataset) -> Published:
    return Published.of(dataset)
