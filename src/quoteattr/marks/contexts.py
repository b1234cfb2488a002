"""What a mark's surroundings say: does it open, does it close, or is it an apostrophe?

Each reading of a mark gets a cost in hundredths; 0 is what a typesetter would do, 800 is
what nobody does on purpose. `matching` looks for the cheapest reading of a paragraph.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from attrs import frozen

from quoteattr.marks.styles import NEVER, MarkStyle, mark_styles
from quoteattr.sentences import Layout
from quoteattr.tokens import Tokens
from quoteattr.wordlists import word_set

__all__ = ["Candidate", "candidates"]

_SPACE, _LETTER, _DIGIT, _OPENER, _STOP, _DASH = range(6)

_OPENERS = frozenset("([{<$€£¥#@&+¡¿")
_STOPS = frozenset(".,;:!?…)]}>%©®™")

# Rows: what stands before the mark; columns: what stands after it.
#             space letter digit opener stop dash
_OPENING = (
    (300, 0, 0, 0, 200, 100),
    (800, 400, 400, 400, 800, 600),
    (800, 400, 400, 400, 800, 600),
    (300, 0, 0, 0, 200, 100),
    (700, 200, 300, 200, 500, 500),
    (500, 0, 50, 0, 300, 200),
)
_CLOSING = (
    (300, 700, 700, 700, 200, 400),
    (0, 400, 400, 200, 0, 0),
    (0, 400, 400, 200, 0, 0),
    (400, 800, 800, 800, 400, 400),
    (0, 200, 200, 100, 0, 0),
    (30, 400, 400, 400, 0, 100),
)

_STRAY = 800
_SHORT_YEAR = re.compile(r"\d\ds?\Z")
_FEET = re.compile(r"\d+['’′]\d+\Z")


@frozen
class Candidate:
    """A token that may be a quotation mark, and what each reading of it costs.

    ``ignoring`` is the cost of reading it as no quotation mark at all; ``unclosed`` is added
    if it opens a quotation that its paragraph does not close. ``rescue`` is a second family
    that it may close, for a high price: in ''Don't say 'no''' the marks at the end are cut
    in the wrong place.
    """

    token: int
    style: MarkStyle
    opening: int
    closing: int
    ignoring: int
    unclosed: int
    rescue: str


def candidates(tokens: Tokens, layout: Layout) -> list[list[Candidate]]:
    """Return, for each paragraph that has any, the tokens that may be quotation marks.

    >>> from quoteattr.sentences import split_sentences
    >>> from quoteattr.tokens import tokenize
    >>> tokens = tokenize("Rock ’n’ roll. “Hi!” It is 5″ long.")
    >>> [[each.token for each in some] for some in candidates(tokens, split_sentences(tokens))]
    [[1, 3, 6, 9]]
    """
    styles = mark_styles()
    found = [index for index, word in enumerate(tokens.words) if word in styles]
    if not found:
        return []
    paragraph_of = layout.paragraph_of
    reader = _Reader(tokens, layout)
    return [reader.read(list(group)) for _, group in groupby(found, paragraph_of.__getitem__)]


@frozen
class _Place:
    """A mark's neighbourhood, beyond the marks that it touches."""

    token: int
    left: int
    right: int
    touches_left: bool
    touches_right: bool


@frozen
class _Reader:
    tokens: Tokens
    layout: Layout

    def read(self, found: Sequence[int]) -> list[Candidate]:
        """Weigh the marks of one paragraph."""
        found = self._without_markup(found)
        return [self._weigh(place) for place in self._places(found)]

    def _without_markup(self, found: Sequence[int]) -> list[int]:
        """Drop mojibake (â€“) and the marks around attributes of mark-up (id="5")."""
        text, starts, words = self.tokens.text, self.tokens.starts, self.tokens.words
        kept: list[int] = []
        attribute = ""
        for index in found:
            before = text[max(0, starts[index] - 2) : starts[index]]
            if words[index] == attribute:
                attribute = ""
            elif before[-1:] == "=":
                attribute = words[index]
            elif before != "â€":
                kept.append(index)
        return kept

    def _places(self, found: Sequence[int]) -> list[_Place]:
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        count = len(found)
        right = [_SPACE] * count
        for at in range(count - 1, -1, -1):
            touching = at + 1 < count and starts[found[at + 1]] == ends[found[at]]
            right[at] = (
                right[at + 1] if touching else _kind(text[ends[found[at]] : ends[found[at]] + 1])
            )
        places: list[_Place] = []
        touched, left = False, _SPACE
        for at, index in enumerate(found):
            if not touched:
                left = _kind(text[starts[index] - 1 : starts[index]] if starts[index] else "")
            touches = at + 1 < count and starts[found[at + 1]] == ends[index]
            places.append(_Place(index, left, right[at], touched, touches))
            touched = touches
        return places

    def _weigh(self, place: _Place) -> Candidate:
        style = mark_styles()[self.tokens.words[place.token]]
        opening = _OPENING[place.left][place.right]
        closing = _CLOSING[place.left][place.right]
        ignoring = _STRAY
        rescue = ""
        if style.family == "single":
            opening, closing, ignoring = self._single(place, style, opening, closing)
            cut_wrong = place.touches_left and len(self.tokens.words[place.token - 1]) == 2
            rescue = "double" if cut_wrong else ""
        elif style.family == "double":
            closing, ignoring = self._double(place, closing)
            rescue = "single" if len(style.glyph) == 2 else ""
        elif style.family in ("corner", "white"):
            opening = closing = 0
        else:
            # French sets spaces inside the marks: « Oui », so their place says little.
            opening, closing = min(opening, 150), min(closing, 150)
        return Candidate(
            place.token,
            style,
            min(NEVER, opening + style.opening),
            closing,
            ignoring,
            self._unclosed(place, style),
            rescue,
        )

    def _unclosed(self, place: _Place, style: MarkStyle) -> int:
        """Weigh that a quotation is not closed; often so if the next paragraph reopens it."""
        number = self.layout.paragraph_of[place.token]
        paragraph = self.layout.paragraphs[number]
        styles, words = mark_styles(), self.tokens.words
        initial = all(
            words[at] in styles for at in range(max(paragraph.start, place.token - 2), place.token)
        )
        initial = initial and place.token - paragraph.start <= 2
        reopened = False
        if number + 1 < len(self.layout.paragraphs):
            following = styles.get(words[self.layout.paragraphs[number + 1].start])
            reopened = following is not None and following.family == style.family
        if initial:
            return 50 if reopened else 200
        if reopened:
            return 150
        return 600 if style.family == "single" else 400

    def _double(self, place: _Place, closing: int) -> tuple[int, int]:
        """Weigh inches: 12" vinyl, 6' 2", 5’10”."""
        if place.left != _DIGIT or place.touches_left:
            return closing, _STRAY
        words, index = self.tokens.words, place.token
        feet = _FEET.match(words[index - 1]) or (
            index >= 3 and words[index - 2] in "'’´" and words[index - 3][-1].isdigit()
        )
        if feet:
            return closing + 300, 0
        return closing, 250 if words[index] == '"' else 500

    def _single(
        self, place: _Place, style: MarkStyle, opening: int, closing: int
    ) -> tuple[int, int, int]:
        """Weigh the apostrophe against the quotation mark."""
        words, index = self.tokens.words, place.token
        before = (
            "" if place.touches_left or place.left not in (_LETTER, _DIGIT) else words[index - 1]
        )
        after = (
            "" if place.touches_right or place.right not in (_LETTER, _DIGIT) else words[index + 1]
        )
        if after:
            closing = NEVER
        if before and after:
            return opening + 200, closing, 0
        if after:
            return self._leading(place, style, opening, after)
        if before:
            return self._trailing(place, opening, closing, before)
        if place.left == _SPACE and place.right == _SPACE:
            return opening, closing, 300
        return opening, closing, 700

    def _leading(
        self, place: _Place, style: MarkStyle, opening: int, after: str
    ) -> tuple[int, int, int]:
        """Weigh ’em, ’90s, rock ’n’ roll against ‘Hello."""
        words, index = self.tokens.words, place.token
        if after.lower() == "n" and index + 2 < len(words) and words[index + 2] in "'’‘":
            return opening + 600, NEVER, 0
        if after.lower() in word_set("leading_apostrophes.txt"):
            return opening + 300, NEVER, 0
        if _SHORT_YEAR.match(after):
            return (
                opening + (200 if after[-1] == "s" else 100),
                NEVER,
                0 if after[-1] == "s" else 50,
            )
        return opening, NEVER, {"’": 300, "'": 500}.get(style.glyph, 600)

    def _trailing(
        self, place: _Place, opening: int, closing: int, before: str
    ) -> tuple[int, int, int]:
        """Weigh dogs’, goin’ and 6’ against a closing mark."""
        words, index = self.tokens.words, place.token
        last = index + 1 == len(words)
        following = "" if last or place.touches_right else words[index + 1]
        spaced = place.right == _SPACE and not last
        if before[-1].isdigit():
            if spaced and following[0].isdigit():
                return opening, closing + 300, 0
            return opening, closing + 50, 100
        lower = before.lower()
        if lower == "n" and index >= 2 and words[index - 2] in "'’‘":
            return opening, closing + 600, 0
        if lower in word_set("trailing_apostrophes.txt"):
            return opening, closing + 100, 50
        if lower[-1] not in "sxz":
            return opening, closing, 500
        if not spaced or not following[0].isalnum():
            return opening, closing, 200
        if following.lower() in word_set("possessors_never_before.txt"):
            return opening, closing, 200
        return opening, closing + 150, 0 if lower[-1] == "s" else 50


def _kind(char: str) -> int:
    """Tell what kind of neighbour a character is; the edge of the text is a space."""
    if not char or char.isspace():
        return _SPACE
    if char.isalpha():
        return _LETTER
    if char.isdigit() or char == "°":
        return _DIGIT
    if char in _STOPS:
        return _STOP
    if char in _OPENERS:
        return _OPENER
    category = unicodedata.category(char)
    if category[0] == "M":
        return _LETTER
    return _SPACE if category == "Cf" else _DASH
