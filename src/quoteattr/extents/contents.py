"""Where reported content begins and ends."""

from quoteattr.extents.takeovers import comma_ends, takes_over
from quoteattr.syntax import Clauses
from quoteattr.text import Tagged
from quoteattr.words import DASHES

__all__ = ["content_before", "content_from", "is_stray", "is_stray_mark", "quoted_from"]

_DOUBLE = frozenset('“”"«»„')
_STRIPPED = frozenset({",", ":", ";", "-"}) | DASHES


def quoted_from(view: Clauses, first: int) -> range | None:
    """Return the whole quotation whose opening mark stands at ``first``, marks included."""
    marks = view.tagged.marks
    if view.role(first) != "open":
        return None
    pair = marks.pairs[marks.inside[first]]
    return range(first, pair.outer.stop) if pair.stop > first + 1 else None


def content_from(view: Clauses, first: int, cue: int, *, clause: bool) -> range | None:
    """Return the content that begins at ``first`` and follows the cue at index ``cue``.

    A ``clause`` runs to the end of the sentence unless another act of reporting, a contrast
    or a participle takes over; other content also ends before a loose adjunct. A quotation
    after a comma or a colon is taken whole, even across sentences.
    """
    quotation = quoted_from(view, first)
    if quotation is not None and _stands_alone(view, quotation):
        return quotation
    stop = _ceiling(view, cue)
    marks, words = view.tagged.marks, view.tagged.tokens.words
    home = marks.inside[cue]
    opened = first + (view.word(first) == "that")
    index = first
    while index < stop:
        if marks.roles[index] == "open" and marks.inside[index] != home:
            pair = marks.pairs[marks.inside[index]]
            index = pair.outer.stop
            ended = words[pair.stop - 1] == "," and index < stop
            if ended and comma_ends(view, index - 1, cue, clause=clause):
                break
        elif index > opened and takes_over(view, index, cue, clause=clause):
            break
        else:
            index += 1
    return _trimmed(view, first, index)


def _stands_alone(view: Clauses, quotation: range) -> bool:
    """Tell whether nothing that follows a quotation can belong to the same content."""
    words = view.tagged.tokens.words
    if quotation.start >= view.sentence.stop or words[quotation.start - 1] in (",", ":"):
        return True
    after = quotation.stop
    closed = words[after - 2][-1] in "?!"
    return closed and view.tag(after) == "CC" and view.tag(after + 1)[:2] == "VB"


def _ceiling(view: Clauses, cue: int) -> int:
    """Return where content must end: the sentence, or the quotation that the cue is in."""
    marks = view.tagged.marks
    inside = marks.inside[cue]
    return view.body_stop if inside < 0 else min(view.body_stop, marks.pairs[inside].stop)


def _trimmed(view: Clauses, first: int, stop: int) -> range | None:
    """Cut commas, dashes and final stops off both ends; None if no word is left."""
    words, roles = view.tagged.tokens.words, view.tagged.marks.roles
    while first < stop and (words[first] in _STRIPPED or roles[first] == "close"):
        first += 1
    while (
        stop > first
        and roles[stop - 1] == ""
        and (words[stop - 1] in _STRIPPED or words[stop - 1][0] in ".!?…")
    ):
        stop -= 1
    return range(first, stop) if stop > first else None


def is_stray(view: Clauses, index: int) -> bool:
    """Tell a quotation mark in a sentence that has lost the other of its pair."""
    return index in view.sentence and is_stray_mark(view.tagged, index)


def is_stray_mark(tagged: Tagged, index: int) -> bool:
    """Tell a quotation mark that has lost the other of its pair."""
    return tagged.marks.roles[index] == "" and tagged.tokens.words[index] in _DOUBLE


def content_before(view: Clauses, stop: int, cue: int) -> range | None:
    """Return the content that ends before ``stop``, where source or cue begin.

    A quotation that ends there is taken whole, back to its opening mark in an earlier
    sentence; words before it in the same sentence belong to it unless they introduce it.
    """
    marks, words = view.tagged.marks, view.tagged.tokens.words
    home = marks.inside[cue]
    floor = view.sentence.start
    if home >= 0:
        floor = max(floor, marks.pairs[home].open + 1)
    last = stop - 1
    while last >= floor and (words[last] == "," or words[last] in DASHES or is_stray(view, last)):
        last -= 1
    if last >= 0 and marks.roles[last] == "close" and marks.inside[last] != home:
        return _quoted_before(view, floor, last, home)
    if last < floor:
        return None
    return _trimmed(view, _clause_start(view, floor, last), last + 1)


def _quoted_before(view: Clauses, floor: int, close: int, home: int) -> range:
    """Return the quotation closed at ``close`` with the words that lead into it."""
    marks = view.tagged.marks
    pair = marks.pairs[marks.inside[close]]
    while pair.parent is not None and pair.parent != home:
        pair = marks.pairs[pair.parent]
    introduced = view.word(pair.open - 1) in (",", ":")
    if introduced or pair.open <= floor + 1:
        return range(pair.open, close + 1)
    return range(_clause_start(view, floor, pair.open), close + 1)


def _clause_start(view: Clauses, floor: int, stop: int) -> int:
    """Leave out a conjunction at the start and what a semicolon cuts off."""
    for index in range(stop - 1, floor, -1):
        if view.word(index) == ";":
            return index + 1
    leading = view.tag(floor) == "CC" and floor + 1 < stop
    strayed = view.role(floor) == "close" or view.word(floor) in (")", "-")
    return floor + (leading or strayed)
