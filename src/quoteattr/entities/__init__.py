"""Entities: whom the mentions of sources mean."""

from quoteattr.entities.resolve import Resolution, resolve

__all__ = ["Resolution", "resolve"]
