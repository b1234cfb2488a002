"""Verbal cues: every verb group that reports something before or after it."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.frames.candidates import Candidate
from quoteattr.frames.clauses import Clauses
from quoteattr.frames.complements import complement, introduces
from quoteattr.frames.speech import speech_before_cue

__all__ = ["verb_candidates"]

#: The lexicon's entry for a verb that it does not know beside a quotation.
_ANY_VERB = "*"


def verb_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield the candidate of every verb group that may be a cue.

    A verb that the lexicon does not know is one only beside a quotation (“…!” beamed Lee).
    """
    for number, group in enumerate(view.groups):
        known = group.lemma in view.lexicon.cues
        candidate = speech_before_cue(view, number)
        if candidate is None and (known or introduces(view, number)):
            candidate = complement(view, number)
        if candidate is None:
            continue
        if group.lemma == "put":
            yield evolve(candidate, lemma="put it")
        elif known:
            yield candidate
        elif candidate.frame.startswith("quote"):
            yield evolve(candidate, lemma=_ANY_VERB)
