"""Geo Tensions: an interactive, offline map of Japan-Russia tensions through time."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("geo-tensions")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
