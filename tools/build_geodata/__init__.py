"""Builds ``geodata/layers`` and the catalogue from authored files and pinned packages."""
