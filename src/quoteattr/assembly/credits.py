"""Sources of the whole document: datelines, bylines, *Reuters contributed to this report*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoteattr.model import Credit, CreditKind, Span

if TYPE_CHECKING:
    from quoteattr.text import Parse

__all__ = ["find_credits"]

_LONGEST = 400


def _pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern in which ~ stands for white space of any kind."""
    return re.compile(source.replace("~", r"\s{1,4}"), re.DOTALL)


# All repetitions are bounded, and every pattern is tried at one place of a paragraph or a
# sentence only: the work stays linear in the text.
_DATELINE = _pattern(
    r"(?:[^\W\d_a-z][^()a-z]{1,60}(?:,[^()—–]{1,30}){0,2}\s{0,4})?"
    r"\((?P<source>[A-Z][\w\s.&/’'-]{1,40})\)\s{0,4}(?:[—–]|--?)(?=\s)"
)
_NAME = r"[^\W\d_a-z][\w.’'-]{0,30}"
_NAMES = rf"{_NAME}(?:~(?:{_NAME}|de|van|von|der|la|al)){{0,4}}"
_BYLINE = _pattern(
    rf"(?:By|BY)~(?P<source>{_NAMES})(?:,?~(?:and|AND|&)~(?P<second>{_NAMES}))?"
    rf"(?:(?:,?~(?:for|of|For)|,)~(?:[Tt]he~)?(?P<house>{_NAMES}))?\s?\.?\Z"
)
_PUBLISHED = _pattern(
    r"[\[(*]?(?:This~(?:\w{1,20}~)?(?:post|article|story|piece|column|report|essay|interview|item)"
    r"(?:,?~(?:has|was|is))?(?:~(?:first|originally|previously))?"
    r"~(?:appeared|published|posted|ran)(?:~(?:first|originally|previously))?"
    r"|(?:First|Originally)~(?:published|appeared))"
    r"~(?:on|in|at|by)~(?P<source>.{2,100}?)[\])*]?[.]?[\])*]?\Z"
)
_CONTRIBUTED = _pattern(
    r"[\[(—–*-]{0,2}\s?(?P<source>[^\s].{1,200}?)(?:~also)?~contributed"
    r"(?:~(?:to~(?:this|the)~(?:report|story|article|post|piece)"
    r"|(?:additional~|further~)?(?:reporting|research|information)|from~[^.]{2,40})).{0,80}\Z"
)
_DESK = _pattern(
    r"(?P<role>(?:[Aa]dditional~)?[Rr]eporting|[Ww]riting|[Ee]diting)~by~(?P<source>[^;()]{2,160})"
)
_APPEARED = re.compile(r"(?:ublished|ppeared|posted|\bran)\s")
_CREDITED = re.compile(r"(?:eporting|riting|diting)\s+by\s")
_DESK_WORDS = ("Rep", "rep", "Add", "Edi", "Wri")
_TRIMMED = " .;,)]"


def find_credits(parse: Parse) -> list[Credit]:
    """Return the credits of a text in order of place."""
    found: list[Credit] = []
    text = parse.tokens.text
    for first, last in _pieces(parse, paragraphs=True):
        if text.startswith(("By", "BY"), first):
            found += _byline(text, first, last)
        elif text[first] == "(" or text[first].isupper():
            found += _dateline(text, first, last)
    patterns: dict[re.Pattern[str], CreditKind] = {}
    if "contributed" in text:
        patterns[_CONTRIBUTED] = CreditKind.CONTRIBUTION
    if _APPEARED.search(text):
        patterns[_PUBLISHED] = CreditKind.FIRST_PUBLISHED
    desk = _CREDITED.search(text) is not None
    if patterns or desk:
        for first, last in _pieces(parse, paragraphs=False):
            found += _sentence(text, first, last, patterns, desk)
    return sorted(found, key=lambda credit: (credit.span.start, credit.source.start))


def _pieces(parse: Parse, *, paragraphs: bool) -> Iterator[tuple[int, int]]:
    """Yield the offsets of all paragraphs or sentences; of long ones the beginning."""
    tokens, layout = parse.tokens, parse.layout
    for piece in layout.paragraphs if paragraphs else layout.sentences:
        first = tokens.starts[piece.start]
        yield first, min(tokens.ends[piece.stop - 1], first + _LONGEST)


def _dateline(text: str, first: int, last: int) -> Iterator[Credit]:
    bracket = text.find("(", first, min(last, first + 130))
    if bracket < 0:
        return
    match = _DATELINE.match(text, first, last)
    if match:
        yield _credit(CreditKind.DATELINE, text, match.span(), match.span("source"))


def _byline(text: str, first: int, last: int) -> Iterator[Credit]:
    match = _BYLINE.match(text, first, last)
    if match is None:
        return
    for group in ("source", "second", "house"):
        if match[group]:
            yield _credit(CreditKind.BYLINE, text, (first, last), match.span(group))


def _sentence(
    text: str, first: int, last: int, patterns: dict[re.Pattern[str], CreditKind], desk: bool
) -> Iterator[Credit]:
    for pattern, kind in patterns.items():
        match = pattern.match(text, first, last)
        if match:
            yield _credit(kind, text, (first, last), match.span("source"))
            return
    if not desk or not text.startswith(_DESK_WORDS, first + (text[first] in "([")):
        return
    for match in _DESK.finditer(text, first, last):
        kind = CreditKind.EDITING if match["role"][1:] == "diting" else CreditKind.REPORTING
        yield _credit(kind, text, match.span(), match.span("source"))


def _credit(kind: CreditKind, text: str, span: tuple[int, int], source: tuple[int, int]) -> Credit:
    return Credit(kind, _span(text, *span), _span(text, *_stripped(text, *source)))


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    while last > first + 1 and text[last - 1] in _TRIMMED:
        last -= 1
    return first, last


def _span(text: str, first: int, last: int) -> Span:
    return Span(first, last, text[first:last])
