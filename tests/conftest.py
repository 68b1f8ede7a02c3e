"""The shipped data, read once for all tests; a database server for those that ask for one."""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from hypothesis import settings
from tools.database import DATABASE, Cluster, cluster

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Yield a server whose first database has PostGIS and nothing else."""
    with cluster() as running:
        with psycopg.connect(running.url(), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION postgis")
        yield running


_NUMBERS = count(1)


@pytest.fixture
def postgis(postgres: Cluster) -> Iterator[str]:
    """Yield the address of a database of the test's own."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")
        yield postgres.url(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
