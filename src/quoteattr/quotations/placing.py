"""The rules that give quotations which no frame holds to the speaker they belong to."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import evolve

from quoteattr.frame import Frame, Rule
from quoteattr.quotations.dialogue import (
    IN_TURN,
    answers,
    carries_on,
    named_later,
    speaks_in_turn,
)
from quoteattr.quotations.lists import listed_points, point
from quoteattr.quotations.places import Places, holds_quotation, is_quoted, uncued
from quoteattr.quotations.speakers import (
    announced,
    credit_below,
    reported_before,
    speaker_before,
)
from quoteattr.quotations.transcripts import bare_labels, unlabelled_paragraphs
from quoteattr.syntax import stands_alone
from quoteattr.text import Parse

__all__ = ["PLACERS", "Placer", "place"]

#: So many sentences before a quotation stands the cue of those who go on in its paragraph, and
#: one more if they are quoted already: “We left,” Lee said. He coughed. “We had to.”
_SENTENCES_BACK = 1

#: How likely it is that a label without a colon is the speaker of its paragraph.
_LABELLED = 0.9

#: Says who takes words that no frame holds, given their tokens with their marks: a frame, by its
#: number, a new one, or nobody. The score of a new frame is that of what it rests on, if anything.
Placer: TypeAlias = Callable[[Parse, Places, range], int | Frame | None]


class OfParagraph(Rule[Placer]):
    """A placer of paragraphs: of a turn in a transcript, of the points of a list."""


class OfQuotation(Rule[Placer]):
    """A placer of quotations of any kind."""


class OfUtterance(Rule[Placer]):
    """A placer of quotations that stand as sentences."""


def _turn_goes_on(parse: Parse, places: Places, said: range) -> int | None:
    """Return the turn of a transcript that a paragraph without a label belongs to."""
    return places.turns.get(parse.layout.paragraph_of[said.start])


def _asked(parse: Parse, places: Places, said: range) -> Frame | None:
    """Return the turn of whoever a label without a colon names: “Q Is it safe?”."""
    label = places.bare.get(parse.layout.paragraph_of[said.start])
    if label is None:
        return None
    first = next((at for at in range(label.stop, said.stop) if parse.forms[at] != ")"), said.stop)
    return uncued(label, range(first, said.stop), _LABELLED) if first < said.stop else None


def _reached_back(parse: Parse, places: Places, said: range) -> int | None:
    """Return the frame that holds the last paragraph of the quotation.

    A label, such as that of a turn in a transcript, begins something new.
    """
    number = places.ahead.get(parse.marks.inside[said.start])
    return None if number is None or places.frames[number].is_label else number


def _reopened(parse: Parse, places: Places, said: range) -> int | None:
    """Return the frame that holds the paragraph before of the quotation."""
    earlier = parse.pair(said.start).continues
    return None if earlier is None else places.holders.get(earlier)


def _follows(parse: Parse, places: Places, said: range) -> int | None:
    """Return the attribution right before a quotation, in its paragraph.

    One that holds quoted speech already comes before one that does not.
    """
    sentence_of = parse.layout.sentence_of
    home = sentence_of[said.start]
    first = max(sentence_of[parse.paragraph(said.start).start], home - _SENTENCES_BACK - 1)
    ranked: list[tuple[bool, int, int]] = []
    for sentence in range(first, home + 1):
        for number in places.by_sentence.get(sentence, ()):
            frame = places.frames[number]
            if frame.source is None or is_quoted(parse, frame):
                continue
            end = max(frame.last + 1, frame.content[-1].stop, frame.source.stop)
            speaks = holds_quotation(parse, frame)
            if end <= said.start and home - sentence <= _SENTENCES_BACK + speaks:
                ranked.append((speaks, end, number))
    return max(ranked)[-1] if ranked else None


#: In the order in which they are tried; the first that finds somebody decides.
PLACERS: tuple[Rule[Placer], ...] = (
    OfParagraph(
        "whole turn",
        "The paragraph stands between the label of this speaker and the next label.",
        "[WARD]<:> {Is it safe?} ¶ [LEE]<:> {It is not.} ¶ It never was. ¶ [WARD]<:> {Since when?}"
        " ⇒ WARD: Is it safe? ¶ [LEE]<:> {It is not.} ¶ {It never was.} ¶ WARD: Since when?",
        _turn_goes_on,
    ),
    OfParagraph(
        "bare label",
        "The paragraph opens with a label that no colon follows, as others in this transcript do.",
        "[WARD]<:> {We close.} ¶ Q Why? ¶ [WARD]<:> {No money.} ¶ Q Since when?"
        " ⇒ WARD: We close. ¶ [Q] {Why?} ¶ WARD: No money. ¶ Q Since when?",
        _asked,
    ),
    OfParagraph(
        "point",
        "The paragraph is a point of a list below words of this speaker that end in a colon.",
        "Lee said: ¶ • the port is shut ¶ • the ferry is late"
        " ⇒ [Lee] <said>: ¶ • {the port is shut} ¶ • {the ferry is late}",
        point,
    ),
    OfQuotation(
        "reached back",
        "The quotation opens again in the next paragraph, where its speaker is named.",
        "“We ran. ¶ {“It was late,”} [Lee] <said>. ⇒ {“We ran.} ¶ {“It was late,”} [Lee] <said>.",
        _reached_back,
    ),
    OfQuotation(
        "reopened",
        "The quotation of the paragraph before was not closed and opens again here.",
        "[Lee] <said>: {“We left.} ¶ “Why stay?” ⇒ [Lee] <said>: {“We left.} ¶ {“Why stay?”}",
        _reopened,
    ),
    OfQuotation(
        "credit below",
        "The line below the quotation is a name.",
        "“Patience is a bitter herb. ¶ Ann Lee” ⇒ {“Patience is a bitter herb.} ¶ [Ann Lee]”",
        credit_below,
    ),
    OfUtterance(
        "follows",
        "The quotation follows other words of this speaker in the same paragraph.",
        "{“We left,”} [Lee] <said>. “We had to.” ⇒ {“We left,”} [Lee] <said>. {“We had to.”}",
        _follows,
    ),
    OfUtterance(
        "speaker before",
        "The short sentence before the quotation is about this speaker.",
        "Coe rose. “We had to.” ⇒ [Coe] rose. {“We had to.”}",
        speaker_before,
    ),
    OfUtterance(
        "report and colon",
        "The paragraph before says what this speaker said and ends in a colon.",
        "[Lee] <said> {that it was late}: ¶ “Why stay?”"
        " ⇒ [Lee] <said> {that it was late}: ¶ {“Why stay?”}",
        reported_before,
    ),
    OfUtterance(
        "announced",
        "The paragraph before names this speaker and ends in a colon.",
        "Coe added: ¶ “We had to go.” ⇒ [Coe] <added>: ¶ {“We had to go.”}",
        announced,
    ),
    OfUtterance(
        "answers",
        "The paragraph before asks this speaker a question.",
        "{“We left,”} [Coe] <said>. ¶ {“Why?”} [Lee] <asked>. ¶ “We had to go.”"
        " ⇒ “We left,” [Coe] said. ¶ “Why?” Lee asked. ¶ {“We had to go.”}",
        answers,
    ),
    OfUtterance(
        IN_TURN,
        "Two people speak in turn, a paragraph each.",
        "{“We left,”} [Coe] <said>. ¶ {“So we heard,”} [Lee] <said>. ¶ “Were you there?”"
        " ⇒ “We left,” [Coe] said. ¶ “So we heard,” Lee said. ¶ {“Were you there?”}",
        speaks_in_turn,
    ),
    OfUtterance(
        "named later",
        "The speaker of the paragraph before goes on; a pronoun comes before the name there.",
        "While [she] <said> {it was late}, Ann Lee stayed. ¶ “We had to go.”"
        " ⇒ While she said it was late, [Ann Lee] stayed. ¶ {“We had to go.”}",
        named_later,
    ),
    OfUtterance(
        "carries on",
        "The paragraph is all quotation, so the speaker of the paragraph before goes on.",
        "{“We left,”} [Lee] <said>. ¶ “We had to go.”"
        " ⇒ {“We left,”} [Lee] <said>. ¶ {“We had to go.”}",
        carries_on,
    ),
)


def place(
    parse: Parse, frames: Sequence[Frame], rules: Sequence[Rule[Placer]] = PLACERS
) -> list[Frame]:
    """Give the quotations that no frame holds to the frame or the speaker they belong to.

    ``frames`` come in the order of their cues, and so do those returned. ``rules`` are asked
    in their order; what none of them places stays with nobody.
    """
    bare = bare_labels(parse, frames)
    turns = unlabelled_paragraphs(parse, frames, bare)
    points = {at: one for at, one in listed_points(parse).items() if at not in {*turns, *bare}}
    places = Places.of(parse, frames, turns, bare, points)
    for number in sorted({*turns, *bare, *points}):
        said = points[number][1] if number in points else parse.layout.paragraphs[number]
        _place(parse, places, said, (OfParagraph,), rules)
    for number, pair in enumerate(parse.marks.pairs):
        if pair.parent is None and number not in places.holders:
            utterance = _is_utterance(parse, pair.outer)
            kinds = (OfQuotation, OfUtterance) if utterance else (OfQuotation,)
            _place(parse, places, pair.outer, kinds, rules)
    return sorted(places.frames, key=_begin)


def _begin(frame: Frame) -> int:
    return min(piece.start for piece in (*frame.cue, *frame.content))


def _place(
    parse: Parse,
    places: Places,
    said: range,
    kinds: tuple[type[Rule[Placer]], ...],
    rules: Sequence[Rule[Placer]],
) -> None:
    """Let the first rule that finds somebody place what is said, and sign for it."""
    for rule in rules:
        taker = rule.apply(parse, places, said) if isinstance(rule, kinds) else None
        if isinstance(taker, Frame):
            places.add(parse, _signed(taker, rule))
            return
        if taker is not None:
            places.frames[taker] = _signed(places.frames[taker], rule)
            places.extend(parse, taker, said)
            return


def _signed(frame: Frame, rule: Rule[Placer]) -> Frame:
    if rule.name in frame.rules:
        return frame
    return evolve(frame, rules=(*frame.rules, rule.name))


def _is_utterance(parse: Parse, said: range) -> bool:
    """Tell a quotation that stands as a sentence from a quoted term or title.

    A question and its answer side by side are none: nothing says who asked whom.
    """
    return stands_alone(parse, said) and not _is_exchange(parse, said)


def _is_exchange(parse: Parse, said: range) -> bool:
    roles, forms = parse.marks.roles, parse.forms
    paragraph = parse.paragraph(said.start)
    before, after = said.start - 1, said.stop
    if before >= paragraph.start and roles[before] == "close":
        return forms[before - 1][-1] == "?"
    meets = after < paragraph.stop and roles[after] == "open"
    return meets and forms[parse.pair(said.start).stop - 1][-1] == "?"
