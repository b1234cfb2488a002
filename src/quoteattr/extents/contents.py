"""Where reported content begins and ends."""

from quoteattr.extents.takeovers import comma_ends, takes_over
from quoteattr.text import Parse
from quoteattr.words import DASHES

__all__ = ["content_before", "content_from", "is_stray", "is_stray_mark", "quoted_from"]

_DOUBLE = frozenset('“”"«»„')
_STRIPPED = frozenset({",", ":", ";", "-"}) | DASHES


def quoted_from(parse: Parse, first: int) -> range | None:
    """Return the whole quotation whose opening mark stands at ``first``, marks included."""
    if parse.role(first) != "open":
        return None
    pair = parse.pair(first)
    return range(first, pair.outer.stop) if pair.stop > first + 1 else None


def content_from(parse: Parse, first: int, cue: int, *, clause: bool) -> range | None:
    """Return the content that begins at ``first`` and follows the cue at index ``cue``.

    A ``clause`` runs to the end of the sentence unless another act of reporting, a contrast
    or a participle takes over; other content also ends before a loose adjunct. A quotation
    after a comma or a colon is taken whole, even across sentences.
    """
    quotation = quoted_from(parse, first)
    if quotation is not None and _stands_alone(parse, quotation):
        return quotation
    stop = _ceiling(parse, cue)
    marks, forms = parse.marks, parse.forms
    home = marks.inside[cue]
    opened = first + (parse.word(first) == "that")
    index = first
    while index < stop:
        if marks.roles[index] == "open" and marks.inside[index] != home:
            pair = parse.pair(index)
            index = pair.outer.stop
            ended = forms[pair.stop - 1] == "," and index < stop
            if ended and comma_ends(parse, index - 1, cue, clause=clause):
                break
        elif index > opened and takes_over(parse, index, cue, clause=clause):
            break
        else:
            index += 1
    return _trimmed(parse, first, index)


def _stands_alone(parse: Parse, quotation: range) -> bool:
    """Tell whether nothing that follows a quotation can belong to the same content."""
    forms = parse.forms
    if quotation.start >= parse.bounds.stop or forms[quotation.start - 1] in (",", ":"):
        return True
    after = quotation.stop
    closed = forms[after - 2][-1] in "?!"
    return closed and parse.tag(after) == "CC" and parse.tag(after + 1)[:2] == "VB"


def _ceiling(parse: Parse, cue: int) -> int:
    """Return where content must end: the sentence, or the quotation that the cue is in."""
    marks = parse.marks
    inside = marks.inside[cue]
    return parse.body_stop if inside < 0 else min(parse.body_stop, marks.pairs[inside].stop)


def _trimmed(parse: Parse, first: int, stop: int) -> range | None:
    """Cut commas, dashes and final stops off both ends; None if no word is left."""
    forms, roles = parse.forms, parse.marks.roles
    while first < stop and (forms[first] in _STRIPPED or roles[first] == "close"):
        first += 1
    while (
        stop > first
        and roles[stop - 1] == ""
        and (forms[stop - 1] in _STRIPPED or forms[stop - 1][0] in ".!?…")
    ):
        stop -= 1
    return range(first, stop) if stop > first else None


def is_stray(parse: Parse, index: int) -> bool:
    """Tell a quotation mark in a sentence that has lost the other of its pair."""
    return index in parse.bounds and is_stray_mark(parse, index)


def is_stray_mark(parse: Parse, index: int) -> bool:
    """Tell a quotation mark that has lost the other of its pair."""
    return parse.marks.roles[index] == "" and parse.forms[index] in _DOUBLE


def content_before(parse: Parse, stop: int, cue: int) -> range | None:
    """Return the content that ends before ``stop``, where source or cue begin.

    A quotation that ends there is taken whole, back to its opening mark in an earlier
    sentence; words before it in the same sentence belong to it unless they introduce it.
    """
    marks, forms = parse.marks, parse.forms
    home = marks.inside[cue]
    floor = parse.bounds.start
    if home >= 0:
        floor = max(floor, marks.pairs[home].open + 1)
    last = stop - 1
    while last >= floor and (forms[last] == "," or forms[last] in DASHES or is_stray(parse, last)):
        last -= 1
    if last >= 0 and marks.roles[last] == "close" and marks.inside[last] != home:
        return _quoted_before(parse, floor, last, home)
    if last < floor:
        return None
    return _trimmed(parse, _clause_start(parse, floor, last), last + 1)


def _quoted_before(parse: Parse, floor: int, close: int, home: int) -> range:
    """Return the quotation closed at ``close`` with the words that lead into it."""
    marks = parse.marks
    pair = parse.pair(close)
    while pair.parent is not None and pair.parent != home:
        pair = marks.pairs[pair.parent]
    introduced = parse.word(pair.open - 1) in (",", ":")
    if introduced or pair.open <= floor + 1:
        return range(pair.open, close + 1)
    return range(_clause_start(parse, floor, pair.open), close + 1)


def _clause_start(parse: Parse, floor: int, stop: int) -> int:
    """Leave out a conjunction at the start and what a semicolon cuts off."""
    for index in range(stop - 1, floor, -1):
        if parse.word(index) == ";":
            return index + 1
    leading = parse.tag(floor) == "CC" and floor + 1 < stop
    strayed = parse.role(floor) == "close" or parse.form(floor) in (")", "-")
    return floor + (leading or strayed)
