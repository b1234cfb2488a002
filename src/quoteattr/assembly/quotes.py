"""The content of an attribution: its tokens, what of them is verbatim, and its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr.extents import is_stray_mark
from quoteattr.model import Kind
from quoteattr.text import without

if TYPE_CHECKING:
    from quoteattr.text import MarkPair, MarkTree, Parse

__all__ = ["content_kind", "verbatim"]


def verbatim(parse: Parse, content: Sequence[range], anchor: int | None) -> tuple[range, ...]:
    """Return the tokens inside the outermost marks of a content, the marks left out.

    Marks around ``anchor``, a token of the cue or the source, quote somebody else: in
    *“The PM clarified that Israel was attacked”* they are not those of *clarified*.
    """
    marks = parse.marks
    inside, pairs = marks.inside, marks.pairs
    found: list[range] = []
    for part in content if pairs else ():
        at = part.start
        while at < part.stop:
            if inside[at] < 0:
                following = bisect_left(pairs, at, key=_opening)
                at = pairs[following].open if following < len(pairs) else part.stop
                continue
            pair = _own_pair(marks, inside[at], anchor)
            if pair is None:
                at += 1
                continue
            inner, outer = pair.inner, pair.outer
            quote = range(max(part.start, inner.start), min(part.stop, inner.stop))
            if quote:
                found.append(quote)
            at = max(outer.stop, at + 1)
    half = _half_marked(parse, content[0], anchor) if content else ()
    return (*half, *[quote for quote in found if not half or quote.start >= half[0].stop])


def _half_marked(parse: Parse, part: range, anchor: int | None) -> tuple[range, ...]:
    """Return a piece of content of which one mark was lost: “It is over!” without its first.

    It begins a paragraph, and the mark that is left stands alone right after it, or opens it
    and is never closed, so that the cue stands inside as well.
    """
    marks = parse.marks
    at = marks.inside[part.start]
    if at >= 0:
        pair = marks.pairs[at]
        left_open = pair.open == part.start - 1 and pair.close is None and anchor in pair.outer
        later = marks.pairs[at + 1 : at + 2]
        return (part,) if left_open and all(one.continues != at for one in later) else ()
    if parse.paragraph(part.start).start != part.start:
        return ()
    stop = part.stop
    while stop < len(parse.tags) and parse.tags[stop] in (",", "."):
        stop += 1
    closed = stop < len(parse.tags) and is_stray_mark(parse, stop)
    whole = all(marks.inside[index] < 0 for index in part)
    return (part,) if closed and whole else ()


def _opening(pair: MarkPair) -> int:
    return pair.open


def _own_pair(marks: MarkTree, index: int, anchor: int | None) -> MarkPair | None:
    """Return the outermost pair around a token that is not around the anchor as well."""
    pair = marks.pairs[index]
    if anchor is not None and anchor in pair.outer:
        return None
    while pair.parent is not None:
        parent = marks.pairs[pair.parent]
        if anchor is not None and anchor in parent.outer:
            break
        pair = parent
    return pair


def content_kind(parse: Parse, content: Sequence[range], quotes: Sequence[range]) -> Kind:
    """Tell whether all, none or a part of a content is verbatim; punctuation does not count."""
    if not quotes:
        return Kind.INDIRECT
    forms, roles = parse.forms, parse.marks.roles
    outside = [at for part in without(content, quotes) for at in part if not roles[at]]
    plain = any(any(map(str.isalnum, forms[at])) for at in outside)
    return Kind.MIXED if plain else Kind.DIRECT
