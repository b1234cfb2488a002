"""Texts with their frames drawn in: source, cue, addressee and content.

``[Lee] <told> ~reporters~ {that it rained}``. Brackets of one kind may occur several times and
lie within those of another; `tests.tables` describes the rest of the notation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from attrs import evolve, frozen

from quoteattr.frame import Frame
from quoteattr.syntax import read
from quoteattr.text import Parse, Tagger
from quoteattr.words import Lexicon
from tests.tables import laid_out

SIGNS = {"[": "]", "<": ">", "{": "}", "~": "~"}
SIGN = re.compile(r"[\[\]<>{}~]")


@cache
def tagger() -> Tagger:
    return Tagger.load()


def parsed(text: str) -> Parse:
    return read(text, tagger(), Lexicon.default())


@frozen
class Marked:
    """A text without its signs, and what stood between them as token ranges, in order."""

    parse: Parse
    ranges: dict[str, tuple[range, ...]]

    @property
    def mentions(self) -> tuple[range, ...]:
        return self.ranges["["]

    @property
    def paragraphs(self) -> list[Marked]:
        """The paragraphs into which a cue is drawn, each with what is drawn into it alone."""
        return [
            evolve(self, ranges={sign: _starting_in(home, self.ranges[sign]) for sign in SIGNS})
            for home in self.parse.layout.paragraphs
            if _starting_in(home, self.ranges["<"])
        ]

    def frame(self, lemma: str = "") -> Frame:
        """The one frame that is drawn into the text."""
        cue, sources = self.ranges["<"], self.ranges["["]
        addressees = self.ranges["~"]
        return Frame(
            cue=cue,
            lemma=lemma or (self.parse.lemmas[cue[-1].stop - 1] if cue else ""),
            source=sources[0] if sources else None,
            content=self.ranges["{"],
            addressee=addressees[0] if addressees else None,
            score=0.9,
            notes=("drawn",),
        )


def _starting_in(bounds: range, ranges: tuple[range, ...]) -> tuple[range, ...]:
    return tuple([each for each in ranges if each.start in bounds])


def marked(drawn: str) -> Marked:
    """Read a text with signs in it."""
    plain, found = "", []
    started: dict[str, list[int]] = {sign: [] for sign in SIGNS}
    for piece in re.split(f"({SIGN.pattern})", laid_out(drawn)):
        if not SIGN.fullmatch(piece):
            plain += piece
        elif piece in SIGNS and not (piece == "~" and started["~"]):
            started[piece].append(len(plain))
        else:
            opening = next(sign for sign, closing in SIGNS.items() if closing == piece)
            found.append((opening, started[opening].pop(), len(plain)))
    parse = parsed(plain)
    starts = parse.tokens.starts
    ranges: dict[str, tuple[range, ...]] = dict.fromkeys(SIGNS, ())
    for sign, first, last in sorted(found, key=lambda each: (each[1], -each[2])):
        tokens = range(bisect_left(starts, first), bisect_left(starts, last))
        assert parse.tokens.span(tokens.start, tokens.stop).text == plain[first:last]
        ranges[sign] = (*ranges[sign], tokens)
    return Marked(parse, ranges)
