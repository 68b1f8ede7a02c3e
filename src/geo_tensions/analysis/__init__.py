"""Pure functions on the dataset: filters, counts, and the state that they share with pages, decks and exports."""
