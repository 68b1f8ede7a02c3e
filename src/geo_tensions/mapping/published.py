"""A dataset made ready for browsers: columns, layers, masks and assets under their addresses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np

from geo_tensions.analysis.filters import Mask, passing, without_evidence
from geo_tensions.analysis.state import FilterState
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.assets import Assets
from geo_tensions.mapping.blobs import Blob, BlobStore
from geo_tensions.mapping.layers import MapLayer, publish_layers
from geo_tensions.mapping.payload import encode_columns, encode_mask
from geo_tensions.model import Evidence

COLUMNS_TYPE = "application/vnd.geo-tensions.columns"
MASK_TYPE = "application/octet-stream"


@dataclass(frozen=True, eq=False)
class Published:
    """What the server serves and the map is started with.

    That of the shipped data is shared by all visitors; whoever has own data has one too.

    Attributes
    ----------
    columns
        Name of the blob that holds the columns.
    layers
        Layers that can be shown, lowest first.
    problems
        What could not be read, one line each; the rest works.
    wanted
        Whether anybody may be given it: not once the visitor whose own it is has left.
    """

    dataset: Dataset
    store: BlobStore
    assets: Assets
    columns: str
    layers: Sequence[MapLayer]
    problems: Sequence[str]
    wanted: Callable[[], bool] = lambda: True

    @classmethod
    def private(
        cls,
        dataset: Dataset,
        *,
        shared: "Published",
        key: bytes,
        wanted: Callable[[], bool] = lambda: True,
    ) -> "Published":
        """Encode a dataset that only one visitor may see; layers and assets are those of all.

        Parameters
        ----------
        dataset
            Shipped and own records.
        shared
            What everybody sees.
        key
            The visitor's: without it no name can be told from the content.
        wanted
            Whether the visitor is still there.
        """
        store = BlobStore(key=key)
        columns = store.put(encode_columns(dataset), media_type=COLUMNS_TYPE)
        left = [line for line in shared.problems if line not in set(shared.dataset.problems)]
        problems = list(dict.fromkeys([*dataset.problems, *left]))
        made = cls(dataset, store, shared.assets, columns, shared.layers, problems, wanted)
        SHELF.put(made)
        return made

    @classmethod
    def of(cls, dataset: Dataset, *, assets: Assets | None = None) -> "Published":
        """Encode a dataset and read its layers, once."""
        store = BlobStore()
        layers, layer_problems = publish_layers(dataset.catalog, store)
        columns = store.put(encode_columns(dataset), media_type=COLUMNS_TYPE)
        # The same file may be named by the dataset (routes of records) and by its layer.
        problems = list(dict.fromkeys([*dataset.problems, *layer_problems]))
        return cls(dataset, store, assets or Assets.gather(), columns, layers, problems)

    def warm(self) -> None:
        """Compress the columns now, so that no visitor waits for it."""
        if blob := self.store.get(self.columns):
            _ = blob.compressed

    def mask(self, state: FilterState) -> str:
        """Return the name of the mask of all records that pass a state, whatever the time."""
        return self._put(passing(self.dataset, state))

    def hidden(self, state: FilterState) -> str | None:
        """Return the name of the mask of unverified records that a state hides.

        None where the state shows the unverified.
        """
        if Evidence.UNVERIFIED in state.evidence:
            return None
        level = np.uint8(EVIDENCE.index(Evidence.UNVERIFIED))
        unverified = self.dataset.columns.evidence == level
        return self._put(without_evidence(self.dataset, state) & unverified)

    def _put(self, mask: Mask) -> str:
        return self.store.put(encode_mask(mask), media_type=MASK_TYPE, passing=True)


class Shelf:
    """Where the server finds what is private to visitors; it keeps none of it.

    What a session no longer holds is gone from here too.
    """

    def __init__(self) -> None:
        self._by_columns: WeakValueDictionary[str, Published] = WeakValueDictionary()

    def put(self, published: Published) -> None:
        """Let the server find private data as long as somebody holds it."""
        self._by_columns[published.columns] = published

    def with_columns(self, name: str) -> Published | None:
        """Return the data whose columns have a name."""
        found = self._by_columns.get(name)
        return found if found is not None and found.wanted() else None

    def blob(self, name: str) -> Blob | None:
        """Return a private blob by its name."""
        for published in list(self._by_columns.values()):
            if (blob := published.store.get(name)) is not None and published.wanted():
                return blob
        return None


SHELF = Shelf()
