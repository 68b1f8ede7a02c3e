"""``/?view=ID``: from an id that was printed on a picture to the state that it shows."""

from collections.abc import Mapping

from geo_tensions.analysis.address import to_params
from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError

VIEW = "view"
"""Parameter of an address that holds a view id."""


def unfolded(params: Mapping[str, str], dataset: Dataset) -> tuple[dict[str, str], list[str]]:
    """Return the parameters for which a view id stands, and one line for each change since.

    Parameters of an address without a view id are returned as they are.
    """
    if VIEW not in params:
        return dict(params), []
    # Imported late: most addresses have no view id, and drawing needs matplotlib.
    from geo_tensions.exports.view_id import recall  # noqa: PLC0415

    try:
        recalled = recall(params[VIEW], dataset=dataset)
    except GeoTensionsError as error:
        return {}, [f"address: {error}; the default is shown"]
    told = [f"This view has changed: {change}" for change in recalled.changes]
    return to_params(recalled.scene.one_state, dataset=dataset), told
