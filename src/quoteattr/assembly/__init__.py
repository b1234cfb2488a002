"""From frames and entities to the result."""

from quoteattr.assembly.build import build

__all__ = ["build"]
