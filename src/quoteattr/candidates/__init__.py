"""Possible reports, found by rule in the clauses of a text."""

from quoteattr.candidates.finders import find
from quoteattr.candidates.ids import frozen_id
from quoteattr.candidates.labels import TURN, lead_in_cue, leading_clause, main_clause

__all__ = ["TURN", "find", "frozen_id", "lead_in_cue", "leading_clause", "main_clause"]
