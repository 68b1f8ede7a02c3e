"""What builds the data, the pictures and the checks; not part of the package."""
