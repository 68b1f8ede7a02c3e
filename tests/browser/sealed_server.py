"""Streamlit with every way to the outside closed: a refused attempt is written to a file.

Usage: ``python sealed_server.py LOG ARGUMENTS-OF-STREAMLIT``.
"""

import ipaddress
import socket
import sys
from pathlib import Path
from typing import Any

LOG = Path(sys.argv[1])
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


def _refuse_outside(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        inside = ipaddress.ip_address(name).is_loopback or name in {"0.0.0.0", "::"}  # noqa: S104
    except ValueError:
        inside = name in {"localhost", ""}
    if not inside:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{name}\n")
        raise OSError(101, "the test lets nothing leave this machine", name)


def _checked_connect(sock: socket.socket, address: Any) -> None:
    if isinstance(address, tuple):
        _refuse_outside(address[0])
    _connect(sock, address)


def _checked_connect_ex(sock: socket.socket, address: Any) -> int:
    if isinstance(address, tuple):
        _refuse_outside(address[0])
    return _connect_ex(sock, address)


def _checked_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    _refuse_outside(host)
    return _getaddrinfo(host, *args, **kwargs)


if __name__ == "__main__":
    socket.socket.connect = _checked_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _checked_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = _checked_getaddrinfo
    from streamlit.web.cli import main

    sys.argv = ["streamlit", *sys.argv[2:]]
    main()
