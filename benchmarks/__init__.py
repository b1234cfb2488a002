"""How right and how fast quoteattr is, measured from the root of the project."""
