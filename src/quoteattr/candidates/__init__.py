"""Possible reports, found by rule in the clauses of a text."""

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.finders import find
from quoteattr.candidates.labels import TURN, lead_in_cue, leading_clause, main_clause

__all__ = ["TURN", "Candidate", "find", "lead_in_cue", "leading_clause", "main_clause"]
