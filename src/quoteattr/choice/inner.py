"""Attributions inside the content of others: read by patterns alone.

Inner levels were not annotated in what the stages learned from, so these doubt them more
than they should. A reliable pattern inside a content counts, whatever they hold of it.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.candidates import frozen_id
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.pruning import is_naming
from quoteattr.frame import Frame

__all__ = ["inner_frames"]

#: So reliable must a pattern be; a noun or an adjective may only name a topic, and what a
#: verb has for an object need not be said, so more so.
_LEAST = 0.5
_LEAST_TOPIC = 0.65
#: Parts of speech of which at least one tells something: “say this” and “know that” do not.
_TELLING = frozenset("NN NNS NNP NNPS CD VB VBD VBG VBN VBP VBZ MD".split())
#: So long may a link such as “in addition” be.
_LINK = 3


def inner_frames(
    columns: Columns, frames: Sequence[Frame], taken: frozenset[int]
) -> Iterator[Frame]:
    """Yield a frame for each reliable pattern whose cue stands inside the content of a frame.

    What it takes for content outside that content is cut off; ``taken`` are the tokens of
    cues that have been decided on.
    """
    holder: dict[int, int] = {}
    for number, frame in sorted(enumerate(frames), key=lambda pair: -_size(pair[1])):
        for piece in frame.content:
            holder.update(dict.fromkeys(piece, number))
    seen: set[int] = set()
    for index in sorted(holder):
        for share, candidate in columns.candidates_at.get(index, ()):
            if share < _least(candidate) or not taken.isdisjoint(candidate.cue[0]):
                continue
            if index in seen or index != candidate.first:
                continue
            found = _frame(columns, share, candidate, frames[holder[index]])
            if found is not None:
                seen.update(candidate.cue[0])
                yield found


def _least(candidate: Frame) -> float:
    """Return how reliable a pattern must be to count inside a content."""
    if candidate.lemma == "*":
        return 1.0
    topic = candidate.lemma.endswith(("/n", "/j")) or candidate.complement.startswith("np")
    return _LEAST_TOPIC if topic else _LEAST


def _size(frame: Frame) -> int:
    return sum(map(len, frame.content))


def _frame(columns: Columns, share: float, candidate: Frame, around: Frame) -> Frame | None:
    """Return the frame of a pattern, cut to the content around it, if anything is left.

    A source outside of that content is the speaker's own, taken for that of an inner verb
    in error; nobody stands above themselves.
    """
    content = tuple([part for piece in candidate.content for part in _within(piece, around)])
    if not content or _size(around) <= sum(map(len, content)):
        return None
    source = candidate.source
    if source is not None and not any(source.start in piece for piece in around.content):
        return None
    if is_naming(columns, candidate.last) or not _tells(columns, candidate, content):
        return None
    return evolve(
        candidate,
        lemma=candidate.lemma.partition("/")[0],
        type=columns.parse.lexicon.cues[candidate.lemma].type,
        content=content,
        stage="inner",
        score=share,
        notes=(frozen_id(candidate), "inside another attribution: read by its pattern alone"),
    )


def _tells(columns: Columns, candidate: Frame, content: Sequence[range]) -> bool:
    """Tell a content from a word that stands for one, and from a link before the verb."""
    if any(columns.parse.marks.roles[piece.start] == "open" for piece in content):
        return True
    if not any(columns.pos[index] in _TELLING for piece in content for index in piece):
        return False
    first = content[0]
    links = columns.pos[first.start] == "IN" and len(first) <= _LINK
    return not (candidate.complement == "end" and len(content) == 1 and links)


def _within(piece: range, around: Frame) -> Iterator[range]:
    for outer in around.content:
        start, stop = max(piece.start, outer.start), min(piece.stop, outer.stop)
        if start < stop:
            yield range(start, stop)
