"""Decks: stories told on the map, as text files and as values."""
