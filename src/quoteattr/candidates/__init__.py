"""Possible reports, found by rule in the clauses of a text."""

from quoteattr.candidates.announcements import lead_in_cue, leading_clause, main_clause
from quoteattr.candidates.finders import FINDERS, Finder, find
from quoteattr.candidates.ids import frozen_id

__all__ = [
    "FINDERS",
    "Finder",
    "find",
    "frozen_id",
    "lead_in_cue",
    "leading_clause",
    "main_clause",
]
