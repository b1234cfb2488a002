"""A result as people see it."""

from quoteattr.views.terminal import Tally, heading, render, tally

__all__ = ["Tally", "heading", "render", "tally"]
