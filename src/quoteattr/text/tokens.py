"""Lossless tokens: words, numbers and marks with their place in the caller's text."""

import re
from collections.abc import Iterable
from functools import cache

from attrs import frozen

from quoteattr.model import Span
from quoteattr.words import word_set

__all__ = ["Tokens", "tokenize"]

_WORD = r"[\w\u0300-\u036f\u00ad]"

_TOKEN = re.compile(
    rf"""
      (?P<url> (?:https?://|www\.) [^\s<>“”"«»]+ )
    | (?:[A-Z]-|[A-Z][a-z]\.)? (?:[^\W\d_]\.){{2,}} (?:-{_WORD}+)*      # U.S.  D-S.C.  U.S.-led
    | [A-Z][a-z]\.[A-Z]\.                                # Ph.D.
    | (?!I\.) [A-ZÀ-ÖØ-Þ]\. (?!{_WORD})                  # George W. Bush
    | (?:[Nn]os?|[Aa]rts?|[Ss]ecs?|[Ff]igs?|[Vv]ols?|pp?) \. (?=\s{{0,2}}\d)  # No. 10
    | v\. (?=\s{{1,2}}[A-Z])                             # Coe v. Hale
    | (?<=[^\s([{{—–-]) ['’][sS] \b                       # U.S.'s  the “Today”’s host
    | {_WORD}+
      (?: (?: [-‐‑&@] | (?P<apostrophe>['’]) | \.(?=[a-z0-9]) | (?<=\d)[,:](?=\d) ) {_WORD}+ )*
    | [@#]{_WORD}+
    | (?P<stop> \. (?:[ \xa0]{{0,2}}\.)* )                 # a full stop, ..., . . .
    | &(?:[lr][ds]quo|[lr]aquo|quot|apos|\#(?:3[49]|822[01]|821[67]|x27|x22)); # marks of HTML
    | --+ | ''(?![sS]\b) | `` | ’’(?![sS]\b) | ‘‘ | [?!]{{2,4}}
    | \S
    """,
    re.VERBOSE,
)

_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))\Z", re.IGNORECASE)

_CANNOT = re.compile(r"[Cc]annot|CANNOT")

_URL_TAIL = ".,;:!?'’)]}…"


@frozen
class Tokens:
    """The tokens of a text in columns: what each is, where it starts, where it ends.

    ``starts`` and ``ends`` are half-open code-point offsets into ``text``; between two
    tokens there is nothing but white space, so no character is ever lost.

    >>> tokens = tokenize("Don’t go, Hamas’ leader said.")
    >>> tokens.words
    ('Do', 'n’t', 'go', ',', 'Hamas', '’', 'leader', 'said', '.')
    >>> tokens.span(4, 7)
    Span(10, 23, 'Hamas’ leader')
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def span(self, first: int, stop: int) -> Span:
        """Return the text from token ``first`` up to, not including, token ``stop``.

        ``first`` and ``stop`` are token indices with ``first < stop``; the offsets of the
        span are code points of the text.

        >>> tokenize("He left.").span(0, 2)
        Span(0, 7, 'He left')
        """
        start, end = self.starts[first], self.ends[stop - 1]
        return Span(start, end, self.text[start:end])

    def spans(self, ranges: Iterable[range]) -> tuple[Span, ...]:
        """Return the text of each range of token indices, in the same order.

        >>> tokenize("He left.").spans([range(0, 1), range(1, 3)])
        (Span(0, 2, 'He'), Span(3, 8, 'left.'))
        """
        return tuple([self.span(part.start, part.stop) for part in ranges])

    def attached(self, index: int) -> bool:
        """Tell whether no white space stands between token ``index`` and the one before it.

        >>> tokenize("Stop! now").attached(1)
        True
        """
        return index > 0 and self.starts[index] == self.ends[index - 1]


@cache
def _abbreviations() -> frozenset[str]:
    return word_set("titles_short.txt") | word_set("abbreviations.txt")


def _base(word: str) -> str:
    """Return what to look up: “ky” for the “R-Ky” of an American senator."""
    return (word[2:] if word[1:2] == "-" else word).lower()


def _cut_clitics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``couldn’t’ve`` into ``could``, ``n’t`` and ``’ve``; ``O’Neill`` stays whole."""
    tail: list[tuple[int, int]] = []
    while match := _CLITIC.search(text, max(start, end - 4), end):
        if match.start() <= start:
            break
        tail.append((match.start(), end))
        end = match.start()
    return [(start, end), *reversed(tail)]


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens in the manner of the Penn Treebank, without changing it.

    Any string is good input. Contractions are cut (``do n’t``, ``Trump ’s``), hyphenated
    words stay whole, abbreviations and initials keep their full stop, and every
    quotation-like mark is a token of its own unless it stands between letters.

    >>> tokenize("Mr. O’Neill paid $1,300 at 10:30 a.m. on example.com ...").words
    ('Mr.', 'O’Neill', 'paid', '$', '1,300', 'at', '10:30', 'a.m.', 'on', 'example.com', '...')
    """
    abbreviations = _abbreviations()
    spans: list[tuple[int, int]] = []
    add = spans.append
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is None:
            add(match.span())
            continue
        start, end = match.span()
        if kind == "stop":
            glued = spans and spans[-1][1] == start and end == start + 1
            if glued and _base(text[spans[-1][0] : start]) in abbreviations:
                spans[-1] = (spans[-1][0], end)
            else:
                add((start, end))
        elif kind == "apostrophe":
            spans.extend(_cut_clitics(text, start, end))
        else:
            kept = start + len(text[start:end].rstrip(_URL_TAIL))
            add((start, kept))
            spans.extend((at, at + 1) for at in range(kept, end))
    spans = _cut_cannot(text, spans)
    return Tokens(
        text,
        tuple([text[start:end] for start, end in spans]),
        tuple([start for start, _ in spans]),
        tuple([end for _, end in spans]),
    )


def _cut_cannot(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut “cannot” in two, so that its negation is a token as in “can’t”."""
    cannots = {match.span() for match in _CANNOT.finditer(text)}
    if not cannots:
        return spans
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if (start, end) in cannots:
            out += [(start, start + 3), (start + 3, end)]
        else:
            out.append((start, end))
    return out
