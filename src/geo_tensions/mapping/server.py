"""What the server answers beside the page itself: assets, data by hash, cards by row."""

import json
import re
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.about import about
from geo_tensions.mapping.arrivals import ARRIVALS
from geo_tensions.mapping.assets import URL as ASSETS_URL
from geo_tensions.mapping.blobs import Blob
from geo_tensions.mapping.cards import card
from geo_tensions.mapping.published import SHELF, Published
from geo_tensions.model import Perspective

DATA_URL = "data"
"""Where data is served, relative to the application's root."""

ARRIVED_URL = "arrived"
"""Where a map says that it stands, relative to the application's root."""

MAX_ROWS = 200
"""How many cards one request may ask for."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
PRIVATE = "private, no-store"
_ROWS = re.compile(r"\d{1,9}(,\d{1,9})*")


def routes(open_published: Callable[[], Published], *, base: str = "") -> list[Route]:
    """Return the routes that an application serves beside its page.

    Parameters
    ----------
    open_published
        Returns what is served; called at each request, so it keeps its result.
    base
        Path below which the application lives (``server.baseUrlPath``), empty for the root.
    """
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    # Plain functions: Starlette runs them in threads, where reading and compressing may block.
    def asset(request: Request) -> Response:
        path = request.path_params["path"]
        found = open_published().assets.by_path.get(path)
        if found is None:
            return _plain(f"there is no asset '{path}'; reload the page", status=404)
        return respond(found.blob, request, cache=FOR_EVER if found.immutable else ASK_AGAIN)

    def blob(request: Request) -> Response:
        name = request.path_params["name"]
        found = open_published().store.get(name) or SHELF.blob(name)
        if found is None:
            return _plain(f"there is no data '{name}'; reload the page", status=404)
        return respond(found, request, cache=PRIVATE if found.private else FOR_EVER)

    def rows(request: Request) -> Response:
        published = _with_columns(request, open_published)
        if published is None:
            return _gone()
        try:
            perspective = _perspective(request)
            asked = parse_rows(request.query_params.get("i", ""), count=len(published.dataset))
        except ValueError as error:
            return _plain(str(error), status=400)
        cards = _cards(published, asked, perspective)
        return respond(cards, request, cache=_again(published, open_published))

    def arrived(request: Request) -> Response:
        ARRIVALS.report(request.path_params["name"])
        return Response(status_code=204, headers={"Cache-Control": "no-store"})

    served = [
        (f"{prefix}/{ARRIVED_URL}/{{name}}", arrived),
        (f"{prefix}/{ASSETS_URL}/{{path:path}}", asset),
        (f"{prefix}/{DATA_URL}/{{name}}/rows", rows),
        (f"{prefix}/{DATA_URL}/{{name}}/about", _ground(open_published)),
        (f"{prefix}/{DATA_URL}/{{name}}", blob),
    ]
    return [Route(path, _guarded(endpoint)) for path, endpoint in served]


def parse_rows(text: str, *, count: int) -> list[int]:
    """Read row numbers separated by commas.

    Raises
    ------
    ValueError
        In one line fit for a user, if there is none, too many or one that is no row of the data.
    """
    if not _ROWS.fullmatch(text):
        msg = "'i' must be row numbers separated by commas, as in rows?i=3,17"
        raise ValueError(msg)
    numbers = [int(item) for item in text.split(",")]
    if len(numbers) > MAX_ROWS:
        msg = f"'i' names {len(numbers)} rows; ask for at most {MAX_ROWS} at once"
        raise ValueError(msg)
    if beyond := [number for number in numbers if number >= count]:
        msg = f"'i' names row {beyond[0]}; the data has rows 0 to {count - 1}"
        raise ValueError(msg)
    return numbers


def respond(blob: Blob, request: Request, *, cache: str) -> Response:
    """Return bytes, compressed where the browser takes them so, or word that it has them."""
    tag = f'"{blob.name}"'
    headers = {"Cache-Control": cache, "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    headers["X-Content-Type-Options"] = "nosniff"
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"] = "gzip"
        return Response(blob.compressed, media_type=blob.media_type, headers=headers)
    return Response(blob.content, media_type=blob.media_type, headers=headers)


def _cards(published: Published, rows: Sequence[int], perspective: Perspective) -> Blob:
    dataset = published.dataset
    return _json(
        [card(dataset.records[row], dataset=dataset, perspective=perspective) for row in rows]
    )


def _json(value: object) -> Blob:
    content = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return Blob.of(content, media_type="application/json")


def _perspective(request: Request) -> Perspective:
    """Return whose claim an address asks for."""
    asked = request.query_params.get("perspective", Perspective.NEUTRAL)
    if asked not in set(Perspective):
        msg = f"'perspective' must be one of {', '.join(Perspective)}"
        raise ValueError(msg)
    return Perspective(asked)


def _ground(open_published: Callable[[], Published]) -> Callable[[Request], Response]:
    """Return what answers with the cards of islands, zones and lines."""

    def ground(request: Request) -> Response:
        published = _with_columns(request, open_published)
        if published is None:
            return _gone()
        try:
            perspective = _perspective(request)
        except ValueError as error:
            return _plain(str(error), status=400)
        told = _json(about(published.dataset, perspective))
        return respond(told, request, cache=_again(published, open_published))

    return ground


def _with_columns(request: Request, open_published: Callable[[], Published]) -> Published | None:
    """Return what is published under the columns that an address names."""
    name = request.path_params["name"]
    shared = open_published()
    return shared if name == shared.columns else SHELF.with_columns(name)


def _again(published: Published, open_published: Callable[[], Published]) -> str:
    return ASK_AGAIN if published is open_published() else PRIVATE


def _gone() -> Response:
    return _plain("these columns are not served any more; reload the page", status=404)


def _tags(header: str) -> list[str]:
    return [item.strip().removeprefix("W/") for item in header.split(",")]


def _takes_gzip(header: str) -> bool:
    """Tell whether ``Accept-Encoding`` allows gzip (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for item in header.lower().split(","):
        coding, _, parameter = item.partition(";")
        try:
            weights[coding.strip()] = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weights[coding.strip()] = 0
    return weights.get("gzip", weights.get("*", 0)) > 0


def _guarded(endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            return endpoint(request)
        except GeoTensionsError as error:
            return _plain(str(error), status=503)

    return answer


def _plain(text: str, *, status: int) -> Response:
    return PlainTextResponse(text + "\n", status_code=status, headers={"Cache-Control": "no-store"})
