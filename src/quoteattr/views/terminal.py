"""A result as lines for the terminal: who said what, according to whom, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.model import Attribution, Certainty, CueType, Kind, Polarity, Result, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Tally", "heading", "render", "tally"]

_CONTENT_LINES = 2
#: What is rather wrong than right says so.
_UNCERTAIN = 0.5
_LEAST_WIDTH = 24
_MENTION_WIDTH = 60

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\S+")
# Control characters could drive the terminal, lone surrogates cannot be written at all.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = "1", "2", "31", "32", "33", "1;36"


def render(result: Result, *, width: int = 80, colour: bool = False) -> Iterator[str]:
    r"""The lines that show a result, none longer than ``width`` where words allow it.

    The number at the left is the line of the text that the attribution starts in.

    >>> from quoteattr.model import Cue, SourceKind
    >>> reuters = Source(Span(0, 7, "Reuters"), SourceKind.ORGANISATION, None)
    >>> said = Cue((Span(8, 12, "said"),), "say", CueType.ASSERTION)
    >>> content = (Span(13, 28, "Putin was “out”"),)
    >>> quotes = (Span(24, 27, "out"),)
    >>> said_so = Attribution(0, Kind.MIXED, content, quotes, reuters, said, None, (reuters,))
    >>> result = Result("Reuters said Putin was “out”.", (said_so,))
    >>> print("\n".join(render(result)))
    1  Reuters  said (say) · mixed · 100%
       Putin was “out”
    """
    page = _Page.of(result, width, colour)
    pending = [(0, attribution) for attribution in reversed(result.roots())]
    first = True
    while pending:
        depth, attribution = pending.pop()
        if depth == 0 and not first:
            yield ""
        first = False
        yield from page.attribution(attribution, depth)
        below = reversed(result.children(attribution))
        pending.extend((depth + 1, child) for child in below)
    named = [(item.span, item.source.text, str(item.kind)) for item in result.credits]
    yield from page.margin("Credits", named)
    unquoted = [(item.span, item.span.text, str(item.reason)) for item in result.rejected]
    yield from page.margin("Rejected marks", unquoted)


def heading(name: str, *, colour: bool = False) -> str:
    """The line above the attributions of one input among several.

    >>> print(heading("monday.txt"))
    ── monday.txt ──
    """
    line = f"── {'standard input' if name == '-' else _shown(name)} ──"
    return f"\x1b[{_BOLD}m{line}\x1b[0m" if colour else line


@frozen
class Tally:
    """How much was found, in one text or, added up, in several.

    >>> print(Tally(direct=1, mixed=2, sources=2) + Tally(direct=1, credits=1, sources=1))
    4 attributions (2 direct, 2 mixed) · 3 sources · 1 credit
    >>> print(Tally())
    0 attributions
    """

    direct: int = 0
    indirect: int = 0
    mixed: int = 0
    sources: int = 0
    credits: int = 0
    rejected: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            direct=self.direct + other.direct,
            indirect=self.indirect + other.indirect,
            mixed=self.mixed + other.mixed,
            sources=self.sources + other.sources,
            credits=self.credits + other.credits,
            rejected=self.rejected + other.rejected,
        )

    def __str__(self) -> str:
        kinds = (
            (self.direct, "direct"),
            (self.indirect, "indirect"),
            (self.mixed, "mixed"),
        )
        total = _counted(sum(number for number, _ in kinds), "attribution")
        shares = ", ".join(f"{number:,} {kind}" for number, kind in kinds if number)
        others = (
            (self.sources, "source"),
            (self.credits, "credit"),
            (self.rejected, "rejected mark"),
        )
        return " · ".join(
            [
                f"{total} ({shares})" if shares else total,
                *(_counted(number, noun) for number, noun in others if number),
            ]
        )


def tally(result: Result) -> Tally:
    """Count what was found in one text; a source counts once, however often it speaks.

    >>> print(tally(Result("No comment.")))
    0 attributions
    """
    kinds = [attribution.kind for attribution in result]
    speakers = {
        attribution.speaker.entity or attribution.speaker.span.text
        for attribution in result
        if attribution.speaker
    }
    return Tally(
        direct=kinds.count(Kind.DIRECT),
        indirect=kinds.count(Kind.INDIRECT),
        mixed=kinds.count(Kind.MIXED),
        sources=len(speakers),
        credits=len(result.credits),
        rejected=len(result.rejected),
    )


@frozen
class _Page:
    """What the lines of one result share: names, line starts, width and colour."""

    names: dict[str, str]
    line_starts: list[int]
    indent: str
    width: int
    colour: bool

    @classmethod
    def of(cls, result: Result, width: int, colour: bool) -> _Page:
        line_starts = [0, *(end.end() for end in _LINE_END.finditer(result.text))]
        return cls(
            names={entity.id: entity.name for entity in result.entities},
            line_starts=line_starts,
            indent=" " * (len(str(len(line_starts))) + 2),
            width=width,
            colour=colour,
        )

    def attribution(self, attribution: Attribution, depth: int) -> Iterator[str]:
        step = "  " * depth
        room = max(self.width - len(self.indent) - len(step), _LEAST_WIDTH)
        chain = [_Piece(self.mention(source), _DIM) for source in attribution.sources]
        if attribution.speaker is None:
            chain.append(_Piece("(no source named)", _DIM))
        else:
            chain[-1] = _Piece(chain[-1].text, _CYAN)
        who = list(_flowed(chain, " › ", room))
        how = list(_flowed(self.details(attribution), " · ", room))
        if len(who) == len(how) == 1 and _length(who[0]) + 2 + _length(how[0]) <= room:
            who, how = [[*who[0], _Piece("  "), *how[0]]], []
        what = _wrapped(_words(attribution.content, attribution.quotes), room)
        margin = self.line_number(_start(attribution))
        for line in (*who, *how, *what):
            yield margin + step + self.paint(line)
            margin = self.indent

    def details(self, attribution: Attribution) -> list[_Piece]:
        return [
            *self.cue(attribution),
            *self.circumstances(attribution),
            _Piece(str(attribution.kind), _DIM),
            *_reservations(attribution),
            _Piece(f"{attribution.confidence:.0%}", _DIM),
        ]

    def cue(self, attribution: Attribution) -> Iterator[_Piece]:
        cue = attribution.cue
        if cue is None:
            yield _Piece("no cue", _DIM)
            return
        words = _shown(cue.text)
        yield _Piece(words if words.lower() == cue.lemma else f"{words} ({_shown(cue.lemma)})")
        if cue.type is not CueType.ASSERTION:
            yield _Piece(str(cue.type))

    def circumstances(self, attribution: Attribution) -> Iterator[_Piece]:
        if attribution.addressee:
            yield _Piece(f"to {self.mention(attribution.addressee)}")
        setting = attribution.setting
        for text in (setting.time_text, setting.place_text, setting.medium_text):
            if text:
                yield _Piece(_shortened(text, _MENTION_WIDTH), _DIM)

    def mention(self, source: Source) -> str:
        mention = _shortened(source.span.text, _MENTION_WIDTH)
        name = "" if source.entity is None else _shown(self.names.get(source.entity, ""))
        return mention if name.casefold() in mention.casefold() else f"{mention} ({name})"

    def margin(self, heading: str, items: Sequence[tuple[Span, str, str]]) -> Iterator[str]:
        if not items:
            return
        yield ""
        yield self.paint([_Piece(heading, _BOLD)])
        for span, text, label in items:
            note = f" · {label}"
            room = max(self.width - len(self.indent) - len(note), _LEAST_WIDTH)
            shown = self.paint([_Piece(_shortened(text, room)), _Piece(note, _DIM)])
            yield self.line_number(span.start) + shown

    def line_number(self, offset: int) -> str:
        line = bisect_right(self.line_starts, offset)
        return self.paint([_Piece(f"{line:>{len(self.indent) - 2}}", _DIM)]) + "  "

    def paint(self, pieces: Iterable[_Piece]) -> str:
        if not self.colour:
            return "".join(piece.text for piece in pieces)
        runs = groupby(pieces, key=lambda piece: piece.style)
        texts = ((style, "".join(piece.text for piece in run)) for style, run in runs)
        return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in texts)


@frozen
class _Piece:
    """A run of characters in one style, a parameter of the terminal's SGR sequence."""

    text: str
    style: str = ""


def _start(attribution: Attribution) -> int:
    starts = [attribution.content[0].start]
    if attribution.cue:
        starts.append(attribution.cue.start)
    if attribution.speaker:
        starts.append(attribution.speaker.span.start)
    return min(starts)


def _reservations(attribution: Attribution) -> Iterator[_Piece]:
    if attribution.polarity is not Polarity.POSITIVE:
        yield _Piece(str(attribution.polarity), _RED)
    if attribution.certainty is not Certainty.ASSERTED:
        yield _Piece(str(attribution.certainty), _YELLOW)
    if attribution.confidence < _UNCERTAIN:
        yield _Piece("uncertain", _YELLOW)


def _words(content: Sequence[Span], quotes: Sequence[Span]) -> Iterator[_Piece]:
    for index, fragment in enumerate(content):
        if index:
            yield _Piece("[…]", _DIM)
        for word in _WORD.finditer(fragment.text):
            start, end = fragment.start + word.start(), fragment.start + word.end()
            quoted = any(quote.start < end and start < quote.end for quote in quotes)
            yield _Piece(_shown(word[0]), _GREEN if quoted else "")


def _wrapped(words: Iterator[_Piece], room: int) -> Iterator[list[_Piece]]:
    """Lines of words, as many as the page gives to one content; the last may end in “…”."""
    lines: list[list[_Piece]] = [[]]
    left = room
    for word in words:
        if len(word.text) > left and lines[-1]:
            lines.append([])
            left = room
        if len(lines) > _CONTENT_LINES:
            lines[_CONTENT_LINES - 1 :] = [_cut(lines[_CONTENT_LINES - 1], room)]
            break
        lines[-1].append(_Piece(_shortened(word.text, room), word.style))
        left -= len(word.text) + 1
    return (_spaced(line) for line in lines)


def _cut(line: list[_Piece], room: int) -> list[_Piece]:
    kept = list(line)
    while len(kept) > 1 and sum(len(word.text) + 1 for word in kept) + 1 > room:
        kept.pop()
    return [*kept, _Piece("…", _DIM)]


def _spaced(words: Sequence[_Piece]) -> list[_Piece]:
    runs = [
        _Piece(" ".join(word.text for word in run), style)
        for style, run in groupby(words, key=lambda word: word.style)
    ]
    return [item for run in runs for item in (_Piece(" "), run)][1:]


def _flowed(pieces: Sequence[_Piece], separator: str, room: int) -> Iterator[list[_Piece]]:
    """Lines of pieces that are not broken; a line that goes on starts with the separator."""
    line = [pieces[0]]
    for piece in pieces[1:]:
        if _length(line) + len(separator) + len(piece.text) > room:
            yield line
            line = [_Piece(separator.lstrip(), _DIM), piece]
        else:
            line += [_Piece(separator, _DIM), piece]
    yield line


def _length(pieces: Iterable[_Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _shown(text: str) -> str:
    return _UNSAFE.sub("�", " ".join(text.split()))


def _shortened(text: str, room: int) -> str:
    shown = _shown(text)
    if len(shown) <= room:
        return shown
    words = shown[: room - 1].rpartition(" ")[0]
    return f"{words or shown[: room - 1]}…"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
