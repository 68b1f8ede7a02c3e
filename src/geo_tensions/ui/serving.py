"""What ``st.App`` is made of: the script of the page, and what the server answers beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.routing import Route

from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping import server
from geo_tensions.mapping.arrivals import ARRIVALS
from geo_tensions.ui.lasting import keep
from geo_tensions.ui.library import READING, library

SCRIPT = Path(__file__).with_name("script.py")
"""The script that Streamlit runs for each visitor."""


_PATIENCE_S = 30
"""How long a server waits for its first visitor before it loads what only later clicks need."""


def routes(base: str) -> list[Route]:
    """Return the routes for assets, data and cards, below Streamlit's ``server.baseUrlPath``."""
    return server.routes(library, base=base)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:  # noqa: ANN401 - any ASGI application
    """Read data and libraries while the server starts, so that the first visitor does not wait."""
    reading = asyncio.create_task(asyncio.to_thread(_read))
    yield
    ARRIVALS.first.set()
    await reading


def _read() -> None:
    # Not the pages: a component that is imported outside of a page's run is never served.
    import_module("geo_tensions.mapping.timemap")
    # The page says what is wrong; the server runs on.
    with suppress(GeoTensionsError), READING.told():
        library()
    # For the first who opens a chart, presents or downloads something. It takes a processor for a
    # second, which the map of the first visitor is to have.
    ARRIVALS.first.wait(_PATIENCE_S)
    import_module("geo_tensions.charts.picking")
    import_module("geo_tensions.exports.formats")
    keep()
