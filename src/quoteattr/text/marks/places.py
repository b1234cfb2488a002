"""Where a mark stands: what is to its left and right, and what its readings cost there."""

import unicodedata
from enum import IntEnum
from typing import NamedTuple

from attrs import frozen

__all__ = ["Costs", "Kind", "Place", "kind_of"]

_OPENERS = frozenset("([{<$€£¥#@&+¡¿")
_STOPS = frozenset(".,;:!?…)]}>%©®™")


class Kind(IntEnum):
    """What kind of character stands beside a mark."""

    SPACE = 0
    LETTER = 1
    DIGIT = 2
    OPENER = 3
    STOP = 4
    DASH = 5


class Costs(NamedTuple):
    """What it costs to read a mark as opening, as closing, or as no quotation mark."""

    opening: int
    closing: int
    ignoring: int


@frozen
class Place:
    """A mark and its neighbours, beyond the marks that it touches.

    ``since`` counts the tokens since the mark before it in the paragraph.
    """

    token: int
    since: int
    left: Kind
    right: Kind
    touches_left: bool
    touches_right: bool


def kind_of(char: str) -> Kind:
    """Tell what kind of neighbour a character is; the edge of the text is a space.

    >>> [kind_of(char).name for char in ("", "a", "7", "(", "!", "—")]
    ['SPACE', 'LETTER', 'DIGIT', 'OPENER', 'STOP', 'DASH']
    """
    if not char or char.isspace():
        return Kind.SPACE
    if char.isalpha():
        return Kind.LETTER
    if char.isdigit() or char == "°":
        return Kind.DIGIT
    if char in _STOPS:
        return Kind.STOP
    if char in _OPENERS:
        return Kind.OPENER
    category = unicodedata.category(char)
    if category[0] == "M":
        return Kind.LETTER
    return Kind.SPACE if category == "Cf" else Kind.DASH
