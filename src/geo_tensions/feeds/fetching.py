"""One file from one address: over http or https alone, within limits of size and time."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import IO, NoReturn
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from geo_tensions.errors import GeoTensionsError
from geo_tensions.feeds.settings import Limits

SCHEMES = ("http", "https")
LONGEST_ADDRESS = 2000

_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_OK = 200
_BLOCK = 1 << 16
_SHOWN = 100
_USER_AGENT = "geo-tensions"


class FetchError(GeoTensionsError):
    """An address gives nothing that is taken; the text says why, to be read after the address."""


def refusal(address: str) -> str:
    """Return why an address is not asked, nothing if it is."""
    try:
        parts = urlsplit(address)
        good = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "is no address"
    if not good or not address.isprintable() or len(address) > LONGEST_ADDRESS:
        return "is no address that begins with http:// or https://"
    if parts.username is not None or parts.password is not None:
        return "holds a name or a password, which the log would show; use an address without"
    return ""


def fetch(
    address: str, marks: Mapping[str, str], into: IO[bytes], limits: Limits
) -> tuple[Mapping[str, str], str] | None:
    """Write what an address gives into an open file.

    Parameters
    ----------
    address
        The address; :func:`refusal` has nothing against it.
    marks
        Headers that ask whether anything is new.
    into
        Open for writing.
    limits
        What is refused.

    Returns
    -------
    headers, sha256
        What the server says of the content, and its hash; None where nothing is new.

    Raises
    ------
    FetchError
        If it cannot be fetched or is refused.
    OSError
        If it cannot be written.
    """
    begun = time.monotonic()
    # Not packed: a small answer could otherwise become a large file.
    headers = {**marks, "Accept-Encoding": "identity", "User-Agent": _USER_AGENT}
    digest = hashlib.sha256()
    try:
        with (
            requests.Session() as session,
            closing(_answer(session, address, headers, limits)) as response,
        ):
            if response.status_code == _NOT_MODIFIED:
                return None
            if response.status_code != _OK:
                _no(f"answers {response.status_code}")
            for block in _blocks(response, begun, limits):
                digest.update(block)
                into.write(block)
    except (requests.RequestException, HTTPError) as error:
        _no(f"cannot be fetched ({_reason(error)})", error)
    return response.headers, digest.hexdigest()


def _no(words: str, error: Exception | None = None) -> NoReturn:
    raise FetchError(words) from error


def _reason(error: Exception) -> str:
    known = {
        requests.exceptions.SSLError: "its certificate is not trusted",
        requests.exceptions.ConnectTimeout: "no answer in time",
        requests.exceptions.ReadTimeout: "no answer in time",
        requests.exceptions.ProxyError: "the proxy does not let it through",
        requests.exceptions.ConnectionError: "no connection",
    }
    broken = "the connection broke off"
    return next((words for kind, words in known.items() if isinstance(error, kind)), broken)


def _answer(
    session: requests.Session, address: str, headers: Mapping[str, str], limits: Limits
) -> requests.Response:
    """Ask, and follow redirects as long as they stay with http and https."""
    for _ in range(limits.redirects + 1):
        response = session.get(
            address,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(limits.wait_s, limits.wait_s),
        )
        target = response.headers.get("Location")
        if response.status_code not in _REDIRECTS or target is None:
            return response
        response.close()
        onward = urljoin(address, target)
        if why := refusal(onward):
            _no(f"leads to {onward[:_SHOWN]}, which {why}")
        if address.startswith("https:") and not onward.startswith("https:"):
            _no("leads from https to http")
        address = onward
    return _no(f"leads on more than {limits.redirects} times")


def _blocks(response: requests.Response, begun: float, limits: Limits) -> Iterator[bytes]:
    """Yield what a server sends, as it comes, until it is too much or takes too long."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        _no("sends packed content although asked not to")
    told = response.headers.get("Content-Length", "")
    whole = int(told) if told.isdecimal() else None
    if whole is not None and whole > limits.file_bytes:
        _no(f"has {whole:,} bytes, more than {limits.file_bytes:,}")
    size = 0
    # As much as there is, so that a server that drips is noticed.
    while block := response.raw.read1(_BLOCK):
        size += len(block)
        if size > limits.file_bytes:
            _no(f"has more than {limits.file_bytes:,} bytes")
        if time.monotonic() - begun > limits.whole_s:
            _no(f"takes longer than {limits.whole_s:g} seconds")
        yield block
    if whole is not None and size < whole:
        _no(f"breaks off after {size:,} of {whole:,} bytes")
