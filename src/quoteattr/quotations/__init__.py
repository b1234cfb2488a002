"""Quotations that no frame holds, given to the speaker they belong to."""

from quoteattr.quotations.placing import PLACERS, Placer, place

__all__ = ["PLACERS", "Placer", "place"]
