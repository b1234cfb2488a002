"""The glyphs that serve as quotation marks, and which closes which."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from quoteattr.words import data_lines

__all__ = ["NEVER", "MarkStyle", "mark_styles"]

NEVER = 1_000_000

_MIXED = 100
#: Marks of HTML by number, which the file of marks cannot hold, and their names.
_BY_NUMBER = {
    "&#8220;": "&ldquo;",
    "&#8221;": "&rdquo;",
    "&#8216;": "&lsquo;",
    "&#8217;": "&rsquo;",
    "&#34;": "&quot;",
    "&#x22;": "&quot;",
    "&#39;": "&apos;",
    "&#x27;": "&apos;",
}


@frozen
class MarkStyle:
    """A glyph, its family, and what it costs to open or to close a quotation with it.

    ``partners`` are the glyphs that close a quotation opened by this one at no cost.

    >>> mark_styles()["„"].closed_by(mark_styles()["“"])
    0
    >>> mark_styles()["“"].closed_by(mark_styles()["»"]) == NEVER
    True
    """

    glyph: str
    family: str
    opening: int
    closing: int
    partners: str

    def closed_by(self, other: "MarkStyle") -> int:
        """Return what it costs that ``other`` closes a quotation that this glyph opened."""
        if self.family != other.family:
            return NEVER
        return 0 if other.glyph in self.partners else other.closing + _MIXED


@cache
def mark_styles() -> Mapping[str, MarkStyle]:
    """Return the styles of all quotation marks by glyph.

    >>> mark_styles()["«"].family
    'guillemet'
    """
    styles = {style.glyph: style for style in map(_parse, data_lines("quote_marks.txt"))}
    return MappingProxyType(
        {**styles, **{number: styles[name] for number, name in _BY_NUMBER.items()}}
    )


def _parse(line: str) -> MarkStyle:
    glyph, family, opening, closing, partners = line.split()
    return MarkStyle(glyph, family, _cost(opening), _cost(closing), partners)


def _cost(field: str) -> int:
    return NEVER if field == "-" else int(field)
