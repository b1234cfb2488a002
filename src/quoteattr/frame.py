"""The record that passes from the frames to the rooms after them."""

from attrs import frozen

from quoteattr.model import CueType

__all__ = ["Frame"]


@frozen
class Frame:
    """One cue with its source and its content, in ranges of token indices.

    ``cue`` is empty for a quotation without a cue of its own, ``content`` is ordered and
    disjoint and takes its quotation marks along. ``pattern`` names what decided and
    ``score`` how reliable that is, from 0 to 1.

    >>> Frame((range(1, 2),), "say", CueType.ASSERTION, range(0, 1), (range(2, 5),)).lemma
    'say'
    """

    cue: tuple[range, ...]
    lemma: str
    type: CueType
    source: range | None
    content: tuple[range, ...]
    addressee: range | None = None
    pattern: str = ""
    score: float = 0.5
    notes: tuple[str, ...] = ()
