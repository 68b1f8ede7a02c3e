"""What the map costs, beside the same work done by its peers, in one run."""
