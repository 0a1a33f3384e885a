"""One module per measure; each docstring is the definition."""
