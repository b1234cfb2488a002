"""Transcripts: the paragraphs of a turn that stand after its first without a label."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from quoteattr.frame import Frame
from quoteattr.syntax import is_called_up, opens_turn
from quoteattr.text import Parse

__all__ = ["bare_labels", "unlabelled_paragraphs"]

#: Fewer labels may be headings: so many turns make a transcript.
_FEWEST_TURNS = 3
#: Where so many paragraphs in a row have no label, the transcript has given way to a report.
_GIVEN_WAY = 6
#: Where there are so many labels, and this share of the paragraphs from the first label on has
#: one, there is no report between them.
_MANY_TURNS, _MOSTLY_LABELS = 6, 0.25
_STAGE = frozenset("([*")
#: So often a label without a colon opens a paragraph, for it to be one.
_FEWEST_BARE = 2
#: So many tokens such a label has, its brackets included.
_LONGEST_BARE = 8
_BRACKETS = ("(", "("), (")", ")")


def bare_labels(parse: Parse, frames: Sequence[Frame]) -> dict[int, range]:
    """Return the labels without a colon that open paragraphs, by the number of the paragraph.

    These are “Q” in a text that has turns of others, and names in two brackets: “((Lee))”.
    """
    asked, bracketed = dict[int, range](), dict[int, range]()
    for number, paragraph in enumerate(parse.layout.paragraphs):
        forms = parse.forms[paragraph.start : paragraph.start + _LONGEST_BARE]
        if forms[0] == "Q" and forms[1:2] != (":",) and forms[1:2] != (".",):
            asked[number] = range(paragraph.start, paragraph.start + 1)
        elif forms[:2] == _BRACKETS[0] and _BRACKETS[1] in pairwise(forms):
            stop = list(pairwise(forms)).index(_BRACKETS[1])
            bracketed[number] = range(paragraph.start + 2, paragraph.start + stop)
    answered = sum(_is_turn(parse, frame) for frame in frames) >= _FEWEST_BARE
    found = asked if answered and len(asked) >= _FEWEST_BARE else {}
    return {**found, **(bracketed if len(bracketed) >= _FEWEST_BARE else {})}


def unlabelled_paragraphs(
    parse: Parse, frames: Sequence[Frame], labelled: Collection[int] = ()
) -> dict[int, int]:
    """Return the paragraphs that lie between a turn and the next, with the frame of the turn.

    What follows the last turn may be a report again, and so may a paragraph in which somebody
    but the speaker is said to say something: those stay out, and so do the paragraphs that are
    ``labelled`` in another way. Where many labels open a good part of all paragraphs, the text is
    nothing but a transcript: there everything up to the next label belongs to the turn.
    """
    turns = [number for number, frame in enumerate(frames) if _is_turn(parse, frame)]
    if len(turns) < _FEWEST_TURNS:
        return {}
    paragraph_of = parse.layout.paragraph_of
    begins, count = paragraph_of[frames[turns[0]].first], len(parse.layout.paragraphs)
    labels = len(turns) + len(labelled)
    throughout = labels >= max(_MANY_TURNS, _MOSTLY_LABELS * (count - begins))
    named = set[int]() if throughout else _paragraphs_of_others(parse, frames)
    most = count if throughout else _GIVEN_WAY
    found: dict[int, int] = {}
    for number, following in pairwise(turns):
        first = paragraph_of[frames[number].content[-1].stop - 1] + 1
        stop = paragraph_of[frames[following].first]
        between = range(first, next((at for at in range(first, stop) if at in labelled), stop))
        if len(between) < most and all(_goes_on(parse, at, named) for at in between):
            found.update(dict.fromkeys(between, number))
    return found


def _is_turn(parse: Parse, frame: Frame) -> bool:
    """Tell a frame whose source opens its paragraph as that of a turn does."""
    if not frame.is_label or frame.source is None or parse.marks.inside[frame.first] >= 0:
        return False
    opens = parse.paragraph(frame.source.start).start == frame.source.start
    return opens and (opens_turn(parse, frame.source) or is_called_up(parse, frame.source))


def _paragraphs_of_others(parse: Parse, frames: Sequence[Frame]) -> set[int]:
    """Return the paragraphs in which somebody but “I” or “we” is a source."""
    return {
        parse.layout.paragraph_of[frame.source.start]
        for frame in frames
        if frame.source is not None and parse.lemmas[frame.source.start] not in ("i", "we")
    }


def _goes_on(parse: Parse, number: int, named: set[int]) -> bool:
    """Tell a paragraph that is neither a stage direction nor somebody else’s."""
    start = parse.layout.paragraphs[number].start
    return number not in named and parse.forms[start][0] not in _STAGE
