"""A watched folder and a list of addresses: which files came, each once; off by default."""
