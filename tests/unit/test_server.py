"""What the server answers beside the page."""

import asyncio
import gc
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.mapping import server
from geo_tensions.mapping.arrivals import ARRIVALS, MOST_EXPECTED, Arrivals
from geo_tensions.mapping.blobs import Blob, BlobStore, new_key
from geo_tensions.mapping.payload import MAGIC, encode_columns
from geo_tensions.mapping.published import Published
from geo_tensions.own import combine


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    @property
    def text(self) -> str:
        return self.content.decode()


class Client:
    """Asks an application for addresses, as a server would (ASGI)."""

    def __init__(self, open_published: Callable[[], Published], *, base: str = "") -> None:
        self._app = Starlette(routes=server.routes(open_published, base=base))

    def get(self, address: str, **headers: str) -> Answer:
        path, _, query = address.partition("?")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        scope: Scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        async def ask() -> None:
            await self._app(scope, receive, send)

        # In a thread of its own: an open browser of other tests keeps an event loop in this one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, ask()).result()
        start = sent[0]
        return Answer(
            start["status"],
            {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(message.get("body", b"") for message in sent[1:]),
        )


@pytest.fixture
def client(published: Published) -> Client:
    return Client(lambda: published)


def test_columns_come_compressed_and_may_be_kept_for_ever(
    client: Client, published: Published
) -> None:
    answer = client.get(f"/data/{published.columns}", accept_encoding="gzip")
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content.startswith(MAGIC)


@pytest.mark.parametrize("accept", ["identity", "gzip;q=0", "br, gzip; q=0.0"])
def test_a_browser_that_takes_no_gzip_gets_none(
    client: Client, published: Published, accept: str
) -> None:
    answer = client.get(f"/data/{published.columns}", accept_encoding=accept)
    assert "content-encoding" not in answer.headers
    assert answer.content.startswith(MAGIC)


def test_what_the_browser_has_is_not_sent_again(client: Client, published: Published) -> None:
    address = f"/data/{published.columns}"
    tag = client.get(address).headers["etag"]
    answer = client.get(address, if_none_match=f'"other", W/{tag}')
    assert answer.status_code == 304
    assert not answer.content


@pytest.mark.parametrize("address", ["/data/none", "/assets/none.js", "/assets/../app.py"])
def test_what_is_not_there_is_said_in_one_line(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.count("\n") <= 1


def test_every_asset_is_served_with_its_type(client: Client, published: Published) -> None:
    for path, asset in published.assets.by_path.items():
        answer = client.get(f"/assets/{path}")
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == asset.blob.media_type
        assert ("immutable" in answer.headers["cache-control"]) == asset.immutable


def test_own_bundles_change_their_name_with_their_content(published: Published) -> None:
    for _, address in [*published.assets.scripts, *published.assets.styles]:
        assert published.assets.by_path[address.removeprefix("assets/")].immutable


def test_cards_come_in_the_order_asked_for(client: Client, published: Published) -> None:
    answer = client.get(f"/data/{published.columns}/rows?i=3,17,5")
    assert answer.status_code == 200
    assert [card["row"] for card in json.loads(answer.text)] == [3, 17, 5]
    assert [card["id"] for card in json.loads(answer.text)] == [
        published.dataset.records[row].id for row in (3, 17, 5)
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "must be row numbers"),
        ("?i=", "must be row numbers"),
        ("?i=-1", "must be row numbers"),
        ("?i=1,,2", "must be row numbers"),
        ("?i=1;drop", "must be row numbers"),
        ("?i=999999999", "the data has rows 0 to"),
        ("?i=" + ",".join(["1"] * 201), "at most 200"),
    ],
)
def test_bad_rows_are_refused_in_one_line(
    client: Client, published: Published, query: str, words: str
) -> None:
    answer = client.get(f"/data/{published.columns}/rows{query}")
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.text.count("\n") == 1


def test_cards_of_other_columns_are_not_served(client: Client) -> None:
    assert client.get("/data/0123456789abcdef0123/rows?i=1").status_code == 404


def test_routes_live_below_the_base_path(published: Published) -> None:
    client = Client(lambda: published, base="/map/")
    assert client.get(f"/map/data/{published.columns}").status_code == 200
    assert client.get(f"/data/{published.columns}").status_code == 404


def test_unusable_data_is_named_without_a_traceback() -> None:
    where = "geodata"

    def fail() -> Published:
        raise DataError(where, "there is no datapackage.json here", "reinstall")

    client = Client(fail)
    answer = client.get("/data/abc")
    assert answer.status_code == 503
    assert answer.text == "geodata: there is no datapackage.json here; reinstall\n"


def test_passing_blobs_go_and_lasting_ones_stay() -> None:
    store = BlobStore(max_passing=2)
    lasting = store.put(b"columns", media_type="a/b")
    masks = [store.put(bytes([n]), media_type="a/b", passing=True) for n in range(3)]
    assert store.get(masks[0]) is None
    assert store.get(masks[2]) is not None
    kept = store.get(lasting)
    assert kept is not None
    assert gzip.decompress(kept.compressed) == b"columns"


def test_a_mask_that_is_used_again_is_kept() -> None:
    store = BlobStore(max_passing=2)
    first, _ = (store.put(name, media_type="a/b", passing=True) for name in (b"1", b"2"))
    store.put(b"1", media_type="a/b", passing=True)
    store.put(b"3", media_type="a/b", passing=True)
    assert store.get(first) is not None


def test_every_layer_is_geojson(client: Client, published: Published) -> None:
    for layer in published.layers:
        for name in layer.names:
            answer = client.get(f"/data/{name}")
            assert json.loads(answer.content)["type"] == "FeatureCollection"


def test_a_map_that_stands_is_not_waited_for(client: Client) -> None:
    name = ARRIVALS.expect()
    answer = client.get(f"/arrived/{name}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert ARRIVALS.wait(name, longest_s=60)
    # It is expected once; a name that nobody gave out changes nothing.
    assert not ARRIVALS.wait(name, longest_s=60)
    assert client.get("/arrived/anything").status_code == 204


def test_maps_that_never_come_are_forgotten() -> None:
    arrivals = Arrivals()
    first = arrivals.expect()
    for _ in range(MOST_EXPECTED):
        arrivals.expect()
    arrivals.report(first)
    assert not arrivals.wait(first, longest_s=60)


@pytest.fixture
def private(dataset: Dataset, published: Published) -> Published:
    """Publish a dataset of one visitor."""
    return Published.private(combine(dataset), shared=published, key=new_key())


def test_private_columns_have_a_name_that_their_content_does_not_tell(
    published: Published, private: Published
) -> None:
    content = encode_columns(private.dataset)
    told = hashlib.sha256(content).hexdigest()
    for name in (told, told[:20], told[:32], Blob.of(content, media_type="x").name):
        assert name != private.columns
    same = Published.private(private.dataset, shared=published, key=new_key())
    assert same.columns != private.columns
    assert len(private.columns) == 32


def test_private_data_is_kept_by_no_cache(client: Client, private: Published) -> None:
    mask = private.mask(FilterState.default(private.dataset))
    for address in (
        f"/data/{private.columns}",
        f"/data/{private.columns}/rows?i=3",
        f"/data/{private.columns}/about",
        f"/data/{mask}",
    ):
        answer = client.get(address, accept_encoding="gzip")
        assert answer.status_code == 200, address
        assert answer.headers["cache-control"] == "private, no-store", address


def test_layers_of_private_data_are_those_of_all(private: Published, published: Published) -> None:
    assert private.layers == published.layers
    assert private.assets is published.assets
    for layer in private.layers:
        assert all(private.store.get(name) is None for name in layer.names)


def test_private_data_is_gone_when_nobody_holds_it(
    client: Client, dataset: Dataset, published: Published
) -> None:
    made = Published.private(combine(dataset), shared=published, key=new_key())
    name = made.columns
    mask = made.mask(FilterState.default(made.dataset))
    assert client.get(f"/data/{name}").status_code == 200
    del made
    gc.collect()
    for address in (f"/data/{name}", f"/data/{mask}", f"/data/{name}/rows?i=1"):
        assert client.get(address).status_code == 404


def test_private_data_is_given_to_nobody_once_its_visitor_left(
    client: Client, dataset: Dataset, published: Published
) -> None:
    here = [True]
    made = Published.private(
        combine(dataset), shared=published, key=new_key(), wanted=lambda: here[0]
    )
    address = f"/data/{made.columns}"
    assert client.get(address).status_code == 200
    here[0] = False
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/rows?i=1").status_code == 404
