"""Streamlit with every way to the outside closed: a refused attempt is written to a file.

Usage: ``python sealed_server.py LOG ARGUMENTS-OF-STREAMLIT``.
"""

import ipaddress
import sys
from pathlib import Path
from typing import Any

LOG = Path(sys.argv[1])


def is_inside(host: object) -> bool:
    """Tell whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return address.is_loopback or address.is_unspecified


def refuse_outside(event: str, details: tuple[Any, ...]) -> None:
    """Refuse a connection or a look-up of a name that leads away from this machine."""
    if event == "socket.connect" and isinstance(details[1], tuple):
        host = details[1][0]
    elif event == "socket.getaddrinfo":
        host = details[0]
    else:
        return
    if not is_inside(host):
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{host}\n")
        message = f"the test lets nothing leave this machine: {host}"
        raise ConnectionRefusedError(message)


if __name__ == "__main__":
    sys.addaudithook(refuse_outside)
    from streamlit.web.cli import main

    sys.argv = ["streamlit", *sys.argv[2:]]
    main()
