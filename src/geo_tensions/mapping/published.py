"""A dataset made ready for browsers: columns, layers, masks and assets under their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.filters import Mask, passing, without_evidence
from geo_tensions.analysis.state import FilterState
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.assets import Assets
from geo_tensions.mapping.blobs import BlobStore
from geo_tensions.mapping.layers import MapLayer, publish_layers
from geo_tensions.mapping.payload import encode_columns, encode_mask
from geo_tensions.model import Evidence

COLUMNS_TYPE = "application/vnd.geo-tensions.columns"
MASK_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Published:
    """What the server serves and the map is started with; shared by all visitors.

    Attributes
    ----------
    columns
        Name of the blob that holds the columns.
    layers
        Layers that can be shown, lowest first.
    problems
        What could not be read, one line each; the rest works.
    """

    dataset: Dataset
    store: BlobStore
    assets: Assets
    columns: str
    layers: Sequence[MapLayer]
    problems: Sequence[str]

    @classmethod
    def of(cls, dataset: Dataset, *, assets: Assets | None = None) -> "Published":
        """Encode a dataset and read its layers, once."""
        store = BlobStore()
        layers, layer_problems = publish_layers(dataset.catalog, store)
        columns = store.put(encode_columns(dataset), media_type=COLUMNS_TYPE)
        # The same file may be named by the dataset (routes of records) and by its layer.
        problems = list(dict.fromkeys([*dataset.problems, *layer_problems]))
        return cls(dataset, store, assets or Assets.gather(), columns, layers, problems)

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
