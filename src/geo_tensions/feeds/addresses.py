"""The list of addresses: what each gives is fetched when it is new, and kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from geo_tensions.feeds.fetching import LONGEST_ADDRESS, FetchError, fetch, refusal
from geo_tensions.feeds.looking import Look
from geo_tensions.feeds.state import Address, Arrival, What, beside

ENDINGS = {
    "application/geo+json": ".geojson",
    "application/geopackage+sqlite3": ".gpkg",
    "application/json": ".geojson",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.google-earth.kml+xml": ".kml",
    "application/vnd.google-earth.kmz": ".kmz",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
}
"""Endings of files by what a server says that they are, where the address has none."""

_LONGEST_NAME = 100
_LONGEST_MARK = 500


def look_at_addresses(
    listed: Path, fetched: Path, addresses: Mapping[str, Address], look: Look
) -> Mapping[str, Address]:
    """Ask every address of a list; return what to remember of them.

    Parameters
    ----------
    listed
        Text file, UTF-8, one address a line; empty lines and lines that begin with ``#`` are
        passed over.
    fetched
        Folder for what is fetched.
    addresses
        What servers said last.
    look
        Hears of files and troubles.
    """
    told: dict[str, Address] = {}
    for address, refused in _lines(listed, look):
        before = addresses.get(address, Address())
        told[address] = (
            Address(words=refused) if refused else _asked(address, fetched, before, look)
        )
        words = told[address].words
        if words and words != before.words:
            look.tell(What.REFUSED if refused else What.FAILED, address, words)
    return told


def _lines(listed: Path, look: Look) -> Iterator[tuple[str, str]]:
    """Yield addresses, each with why it is refused, if it is; troubles stand under the list."""
    limits = look.limits
    try:
        with listed.open("rb") as file:
            content = file.read(limits.list_bytes + 1)
    except OSError as error:
        yield str(listed), f"cannot be read ({error.strerror or error})"
        return
    if len(content) > limits.list_bytes:
        yield str(listed), f"has more than {limits.list_bytes:,} bytes"
        return
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    lines = list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    for line in lines[: limits.addresses]:
        yield line[: LONGEST_ADDRESS + 1], refusal(line)
    if len(lines) > limits.addresses:
        most = limits.addresses
        words = f"holds {len(lines):,} addresses, of which only the first {most:,} are asked"
        yield str(listed), words


def _asked(address: str, fetched: Path, before: Address, look: Look) -> Address:
    """Ask one address; every failure becomes words."""
    known = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    marks = {name: value for name, value in known.items() if value}
    try:
        fetched.mkdir(parents=True, exist_ok=True)
        with beside(fetched / "file") as (part, file):
            found = fetch(address, marks, file, look.limits)
            if found is None:
                return replace(before, words="")
            size = file.tell()
            file.flush()
            headers, digest = found
            name = _name(address, headers.get("Content-Type", ""))
            path = fetched / f"{digest[:12]}-{name}"
            arrival = Arrival(path, name, address, look.stamp, digest, size, address=True)
            if digest != before.sha256 and look.arrive(arrival):
                part.replace(path)
    except FetchError as error:
        return replace(before, words=str(error))
    except OSError as error:
        return replace(before, words=f"cannot be kept ({error.strerror or error})")
    etag, modified = (headers.get(key, "")[:_LONGEST_MARK] for key in ("ETag", "Last-Modified"))
    return Address(etag, modified, digest)


def _name(address: str, content_type: str) -> str:
    """Return a file name that an address gives: harmless, and with an ending."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    name = re.sub(r"[^\w.-]+", "-", last).strip(".-")[-_LONGEST_NAME:] or "file"
    if Path(name).suffix:
        return name
    return name + ENDINGS.get(content_type.partition(";")[0].strip().lower(), "")
