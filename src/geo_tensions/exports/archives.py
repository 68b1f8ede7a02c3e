"""Zip files whose bytes depend on their contents alone."""

import io
import zipfile
from collections.abc import Mapping

_MADE = (1980, 1, 1, 0, 0, 0)
"""Date of every member: the first that a zip file can tell."""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of members by name, in their order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.external_attr = 0o644 << 16
            # Pictures are packed already.
            info.compress_type = (
                zipfile.ZIP_STORED
                if name.endswith((".png", ".pptx", ".zip"))
                else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, data)
    return content.getvalue()


def undated(archive: bytes) -> bytes:
    """Return a zip file with the same members and no dates of its own."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return zipped({name: file.read(name) for name in file.namelist()})
