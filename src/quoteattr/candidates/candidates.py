"""The record of a cue candidate, before the lexicon has judged it."""

from attrs import frozen

__all__ = ["Candidate"]


@frozen
class Candidate:
    """A possible cue with the frame it stands in.

    ``lemma`` and ``frame`` are the key under which the lexicon holds how reliable it is;
    ``pattern`` names the rule that found source and content. Ranges are token indices.
    """

    lemma: str
    frame: str
    cue: range
    source: range | None
    content: tuple[range, ...]
    pattern: str
    addressee: range | None = None
