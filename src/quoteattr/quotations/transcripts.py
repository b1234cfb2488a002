"""Transcripts: the paragraphs of a turn that stand after its first without a label."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from quoteattr.frame import Frame
from quoteattr.text import Parse

__all__ = ["with_whole_turns"]

#: So many turns make a transcript, and one has at most so many paragraphs.
_TURNS, _LONGEST = 3, 6
_STAGE = frozenset("([*")


def with_whole_turns(parse: Parse, frames: Sequence[Frame]) -> list[Frame]:
    """Return frames in which a turn holds the paragraphs that lie between it and the next.

    What follows the last turn may be a report again, and so may a paragraph in which somebody
    but the speaker is said to say something: those stay out.
    """
    whole = list(frames)
    turns = [number for number, frame in enumerate(frames) if _is_turn(parse, frame)]
    if len(turns) < _TURNS:
        return whole
    named = _paragraphs_of_others(parse, frames)
    layout = parse.layout
    for number, following in pairwise(turns):
        frame = frames[number]
        first = layout.paragraph_of[frame.content[-1].stop - 1] + 1
        stop = layout.paragraph_of[frames[following].cue[0].start]
        between = range(first, stop)
        added = [layout.paragraphs[at] for at in between if _goes_on(parse, at, named)]
        if added and len(added) == len(between) < _LONGEST:
            content = (*frame.content, *added)
            note = "paragraphs up to the next turn"
            whole[number] = evolve(frame, content=content, notes=(*frame.notes, note))
    return whole


def _is_turn(parse: Parse, frame: Frame) -> bool:
    """Tell a frame with a label at the start of its paragraph, in capitals."""
    if frame.lemma != ":" or frame.source is None or parse.marks.inside[frame.cue[0].start] >= 0:
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
