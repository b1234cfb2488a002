"""Attributions inside the content of others: found by rule alone.

Where the stages learned from outer levels alone, they doubt inner ones more than they should: a
reliable candidate inside a content counts. Where they learned from all levels, it has to be more
reliable.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.extents import is_naming, tells
from quoteattr.frame import Frame
from quoteattr.text import Parse, holds, size_of, within

__all__ = ["inner_frames"]

#: So reliable must a candidate be; a noun or an adjective may only name a topic, and what a
#: verb has for an object need not be said, so more so; and so must one be where the stages were
#: taught inner levels and passed it over.
_LEAST = 0.5
_LEAST_TOPIC = 0.65
#: Of a cue that may be any verb at all no rule is ever sure.
_NEVER = 1.0
#: What the complements of a verb in the passive begin with.
_PASSIVES = ("passive-", "it-")
_INSIDE = "These words stand inside another report, so that a rule alone read them."


def inner_frames(
    parse: Parse,
    frames: Sequence[Frame],
    candidates: Sequence[Frame],
    taken: set[int],
    *,
    knows_levels: bool,
) -> Iterator[Frame]:
    """Yield each reliable candidate whose cue stands inside the content of a frame.

    What it takes for content outside that content is cut off; ``taken`` are the tokens of
    cues that have been decided on. ``knows_levels`` tells whether the stages were taught inner
    ones.
    """
    holder: dict[int, Frame] = {}
    for frame in sorted(frames, key=lambda frame: -size_of(frame.content)):
        for piece in frame.content:
            holder.update(dict.fromkeys(piece, frame))
    seen = set(taken)
    for candidate in sorted(candidates, key=lambda one: (one.first, -one.score)):
        around = holder.get(candidate.first)
        if around is None or candidate.score < _least(candidate, knows_levels=knows_levels):
            continue
        found = _cut(candidate, around) if seen.isdisjoint(candidate.cue[0]) else None
        if found is not None and not is_naming(parse, found.last) and tells(parse, found):
            seen.update(candidate.cue[0])
            yield evolve(
                found,
                lemma=candidate.lemma.partition("/")[0],
                type=parse.lexicon.cues[candidate.lemma].type,
                stage="inner",
                notes=(_INSIDE,),
            )


def _least(candidate: Frame, *, knows_levels: bool) -> float:
    """Return how reliable a candidate must be to count inside a content."""
    if candidate.is_unlisted:
        return _NEVER
    topic = candidate.is_nominal or candidate.complement.startswith("np")
    return _LEAST_TOPIC if topic or knows_levels else _LEAST


def _cut(candidate: Frame, around: Frame) -> Frame | None:
    """Return a candidate cut to the content around it, if anything is left.

    A source outside of that content is the speaker's own, taken for that of an inner verb
    in error; nobody stands above themselves. Only a passive reports without a source: “is
    expected to sink” does, “like to sink” does not.
    """
    content = within(candidate.content, around.content)
    if not content or size_of(around.content) <= size_of(content):
        return None
    source = candidate.source
    if source is None and not candidate.complement.startswith(_PASSIVES):
        return None
    if source is not None and not holds(around.content, source.start):
        return None
    return evolve(candidate, content=content)
