"""Fitting weights to examples; knows nothing of text."""
