"""Pure functions on the dataset, and the state that pages, decks and exports share."""
