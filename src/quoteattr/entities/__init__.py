"""Entities: whom the mentions of sources mean."""

from quoteattr.entities.linking import Linker, linked
from quoteattr.entities.resolve import Resolution, resolve

__all__ = ["Linker", "Resolution", "linked", "resolve"]
