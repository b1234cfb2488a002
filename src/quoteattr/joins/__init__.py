"""Joins: fragments of one quotation, continuations, quotations that nobody has claimed."""

from quoteattr.joins.joiner import join

__all__ = ["join"]
