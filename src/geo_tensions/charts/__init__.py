"""Charts of what is shown, as Altair specifications; nothing here knows a page."""
