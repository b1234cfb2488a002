"""Patterns: what hand-written rules read in a sentence, before anything is decided."""

from quoteattr.patterns.candidates import Candidate
from quoteattr.patterns.labels import TURN
from quoteattr.patterns.mending import mend_tags
from quoteattr.patterns.reader import Reading, Verb, read_patterns

__all__ = ["TURN", "Candidate", "Reading", "Verb", "mend_tags", "read_patterns"]
