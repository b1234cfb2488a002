"""From frames to the result: attributions with their chains, and all that goes with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, frozen

from quoteattr.assembly.confidence import Grounds, confidence
from quoteattr.assembly.credits import find_credits
from quoteattr.assembly.evidence import evidence_for
from quoteattr.assembly.nesting import parents, within_bounds
from quoteattr.assembly.quotes import content_kind, verbatim
from quoteattr.assembly.rejected import find_rejected
from quoteattr.assembly.setting import find_setting
from quoteattr.assembly.stance import stance
from quoteattr.model import (
    Attribution,
    Credit,
    CreditKind,
    Cue,
    Result,
    Source,
    SourceKind,
)
from quoteattr.text import coverage, ordered, without

if TYPE_CHECKING:
    from quoteattr.entities import Resolution
    from quoteattr.frame import Frame
    from quoteattr.text import Parse

__all__ = ["Judge", "assemble"]

#: What people call themselves, or those for whom they speak.
_FIRST_PERSON = frozenset({"i", "me", "we", "us"})
#: What gives an attribution its confidence.
Judge: TypeAlias = Callable[[Grounds], float]


@frozen
class _Context:
    """What is known of all frames before the attributions are put together."""

    resolution: Resolution
    parents: Sequence[int | None]
    speakers: Sequence[Source | None]
    chains: Sequence[tuple[Source, ...]]
    held: Sequence[int]
    judge: Judge


def assemble(
    parse: Parse, frames: Sequence[Frame], resolution: Resolution, judge: Judge = confidence
) -> Result:
    """Return the result for one text.

    Frames may come in any order. Frames in a credit, and those of whose content nothing is
    left beside their own cue and source, are dropped. ``judge`` is asked for the confidence of
    each attribution, in order.
    """
    tokens = parse.tokens
    credited = find_credits(parse)
    kept = _mended(parse, frames, credited)
    contents = [frame.content for frame in kept]
    above = parents(contents)
    speakers = [_source(parse, frame.source, resolution) for frame in kept]
    _speak_on(above, speakers)
    held = coverage(len(tokens), contents)
    context = _Context(resolution, above, speakers, _chains(above, speakers), held, judge)
    attributions = [
        _attribution(parse, number, frame, context) for number, frame in enumerate(kept)
    ]
    return Result(
        tokens.text,
        tuple(attributions),
        resolution.entities,
        tuple(credited),
        tuple(find_rejected(parse, held)),
    )


def _mended(parse: Parse, frames: Sequence[Frame], found: Sequence[Credit]) -> list[Frame]:
    """Take cue, source and datelines out of contents, and put frames in the order of the text."""
    credited = _credited(parse, found)
    datelines = [_tokens(parse, one) for one in found if one.kind is CreditKind.DATELINE]
    mended: dict[tuple[object, ...], Frame] = {}
    starts, stops = [one.start for one in datelines], [one.stop for one in datelines]
    for frame in sorted(frames, key=_rank):
        content = ordered(frame.content)
        within = slice(bisect_right(stops, content[0].start), bisect_left(starts, content[-1].stop))
        own = [*frame.cue, *([frame.source] if frame.source else []), *datelines[within]]
        content = without(content, ordered(own))
        if not content or any(at in credited for at in _opening(frame, content)):
            continue
        key = (frame.cue, frame.source, content)
        mended.setdefault(key, evolve(frame, content=content))
    in_order = sorted(mended.values(), key=_place)
    kept = within_bounds([frame.content for frame in in_order])
    return list(compress(in_order, kept))


def _rank(frame: Frame) -> tuple[object, ...]:
    """Put the surer frame first, so that of two that say the same it stays; ties are settled."""
    parts = [(part.start, part.stop) for part in frame.mentions]
    parts += [(part.start, part.stop) for part in frame.content]
    return (-frame.score, frame.lemma, frame.type.value, parts, frame.notes)


def _opening(frame: Frame, content: tuple[range, ...]) -> range:
    return frame.cue[0] if frame.cue else content[0]


def _place(frame: Frame) -> tuple[int, ...]:
    """Order by the earliest token of all parts; then what holds more comes first.

    Without a cue the source was named for something before, and is no part.
    """
    content = frame.content
    source = [frame.source] if frame.source and frame.cue else []
    first = min(part.start for part in (*frame.cue, *content, *source))
    cue = frame.cue[0].start if frame.cue else content[0].start
    edges = [edge for part in content for edge in (part.start, part.stop)]
    edges += [edge for part in (*frame.cue, *source) for edge in (part.start, part.stop)]
    return (first, -content[-1].stop, cue, *edges)


def _credited(parse: Parse, found: Sequence[Credit]) -> set[int]:
    """Return the tokens of credits; a dateline stands before a sentence that is none."""
    tokens = set[int]()
    for credit in found:
        if credit.kind is not CreditKind.DATELINE:
            tokens.update(_tokens(parse, credit))
    return tokens


def _tokens(parse: Parse, credit: Credit) -> range:
    starts = parse.tokens.starts
    return range(bisect_left(starts, credit.span.start), bisect_left(starts, credit.span.end))


def _source(parse: Parse, mention: range | None, resolution: Resolution) -> Source | None:
    """Return the resolved source of a mention; one that was not asked for is unknown."""
    if not mention:
        return None
    source = resolution.sources.get(mention)
    if source is not None:
        return source
    return Source(parse.tokens.span(mention.start, mention.stop), SourceKind.UNKNOWN, None)


def _speak_on(above: Sequence[int | None], speakers: list[Source | None]) -> None:
    """Let *I* and *we* inside a quotation mean who is quoted: *“I hope so,” Lee said*."""
    for number, parent in enumerate(above):
        speaker, outer = speakers[number], speakers[parent] if parent is not None else None
        if speaker is None or outer is None:
            continue
        if speaker.span.text.lower() in _FIRST_PERSON:
            speakers[number] = evolve(speaker, kind=outer.kind, entity=outer.entity)


def _chains(
    above: Sequence[int | None], speakers: Sequence[Source | None]
) -> list[tuple[Source, ...]]:
    """Return the sources of each attribution, the outermost first; absent ones are skipped."""
    chains: list[tuple[Source, ...] | None] = [None] * len(above)
    for number in range(len(above)):
        path: list[int] = []
        at: int | None = number
        while at is not None and chains[at] is None:
            path.append(at)
            at = above[at]
        for at in reversed(path):
            parent = above[at]
            outer = chains[parent] if parent is not None else None
            own = speakers[at]
            chains[at] = (*(outer or ()), *((own,) if own is not None else ()))
    return [chain or () for chain in chains]


def _attribution(
    parse: Parse,
    number: int,
    frame: Frame,
    context: _Context,
) -> Attribution:
    content = frame.content
    speaker = context.speakers[number]
    quotes = verbatim(parse, content, _anchor(frame))
    polarity, certainty = stance(parse, frame)
    spans = parse.tokens.spans
    return Attribution(
        id=number,
        kind=content_kind(parse, content, quotes),
        content=spans(content),
        quotes=spans(quotes),
        speaker=speaker,
        cue=Cue(spans(frame.cue), frame.lemma, frame.type) if frame.cue else None,
        parent=context.parents[number],
        sources=context.chains[number],
        polarity=polarity,
        certainty=certainty,
        addressee=_source(parse, frame.addressee, context.resolution),
        setting=find_setting(parse, frame, context.held),
        confidence=context.judge(_grounds(frame, speaker)),
        evidence=evidence_for(parse, frame, speaker, context.resolution),
    )


def _anchor(frame: Frame) -> int | None:
    """Return a token that stands outside the frame's own quotation marks, if there is one."""
    if frame.cue:
        return frame.cue[0].start
    return frame.source.start if frame.source else None


def _grounds(frame: Frame, speaker: Source | None) -> Grounds:
    """Gather what the confidence of an attribution is judged by."""
    missing = ""
    if speaker is None:
        missing = "speaker"
    elif speaker.entity is None and speaker.kind is SourceKind.PERSON:
        missing = "entity"
    return Grounds(frame.stage, frame.rules[0] if frame.rules else "", frame.score, missing)
