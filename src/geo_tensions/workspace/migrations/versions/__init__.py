"""One module a version; each knows the one before."""
