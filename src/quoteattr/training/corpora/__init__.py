"""Annotated articles: how they are read, divided and laid out."""
