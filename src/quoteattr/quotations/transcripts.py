"""Transcripts: the paragraphs of a turn that stand after its first without a label."""

from collections.abc import Sequence
from itertools import pairwise

from quoteattr.frame import Frame
from quoteattr.text import Parse

__all__ = ["unlabelled_paragraphs"]

#: Fewer labels in capitals may be headings: so many turns make a transcript.
_FEWEST_TURNS = 3
#: Where so many paragraphs in a row have no label, the transcript has given way to a report.
_GIVEN_WAY = 6
_STAGE = frozenset("([*")


def unlabelled_paragraphs(parse: Parse, frames: Sequence[Frame]) -> dict[int, int]:
    """Return the paragraphs that lie between a turn and the next, with the frame of the turn.

    What follows the last turn may be a report again, and so may a paragraph in which somebody
    but the speaker is said to say something: those stay out.
    """
    turns = [number for number, frame in enumerate(frames) if _is_turn(parse, frame)]
    if len(turns) < _FEWEST_TURNS:
        return {}
    named = _paragraphs_of_others(parse, frames)
    paragraph_of = parse.layout.paragraph_of
    found: dict[int, int] = {}
    for number, following in pairwise(turns):
        first = paragraph_of[frames[number].content[-1].stop - 1] + 1
        between = range(first, paragraph_of[frames[following].first])
        if len(between) < _GIVEN_WAY and all(_goes_on(parse, at, named) for at in between):
            found.update(dict.fromkeys(between, number))
    return found


def _is_turn(parse: Parse, frame: Frame) -> bool:
    """Tell a frame with a label at the start of its paragraph, in capitals."""
    if not frame.is_label or frame.source is None or parse.marks.inside[frame.first] >= 0:
        return False
    forms, start = parse.forms, frame.source.start
    paragraph = parse.paragraph(start)
    return paragraph.start == start and "".join(forms[at] for at in frame.source).isupper()


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
