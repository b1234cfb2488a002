"""From candidates to frames: readings proposed, chosen and corrected, inner levels added."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from quoteattr.choice.conflicts import without_conflicts
from quoteattr.choice.cuetypes import type_of
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.choice.inner import inner_frames
from quoteattr.choice.model import Model
from quoteattr.choice.readings import Reader
from quoteattr.choice.reasons import reasons
from quoteattr.choice.verdicts import THRESHOLD, Verdict, judged, weighed
from quoteattr.extents import AFTER_VERDICT, BEFORE_VERDICT, Correction, corrected
from quoteattr.frame import Frame, Rule
from quoteattr.text import Parse, tokens_of

__all__ = ["Proposals", "choose", "correct", "propose", "with_inner"]


@frozen(eq=False)
class Proposals:
    """A text as the learned core sees it, and for each cue its readings, not yet judged."""

    columns: Columns
    cues: Sequence[Sequence[Verdict]]


def propose(
    parse: Parse,
    candidates: Sequence[Frame],
    model: Model,
    corrections: Sequence[Rule[Correction]] = BEFORE_VERDICT,
) -> Proposals:
    """Return what each cue of a text may report, in order of the cues.

    ``candidates`` are what the finders propose; ``corrections`` mend what the chains read.
    """
    columns = columns_of(parse, candidates)
    engine = model.engine
    roles, parts = engine.see(columns)
    reader = Reader(columns, roles, parts, engine.sides, engine.breadth, corrections)
    return Proposals(columns, [*weighed(columns, roles, reader, model.pruning)])


def choose(proposals: Proposals, model: Model, threshold: float) -> list[Verdict]:
    """Return the verdicts on the cues of a text that can stand side by side, in order.

    ``threshold``, from 0 to 1, is how likely one must be right to count; those that do not
    count only keep inner levels from taking their cues.
    """
    verdicts = [judged(readings, model) for readings in proposals.cues]
    # Conflicts are resolved alike under every threshold, so that a higher one finds no more.
    levels = model.engine.knows_levels
    standing = without_conflicts(verdicts, min(threshold, THRESHOLD), knows_levels=levels)
    return [
        evolve(
            one,
            reading=evolve(one.reading, frame=_frame(proposals.columns, one, model)),
            counts=one.probability >= threshold,
        )
        for one in standing
    ]


def _frame(columns: Columns, verdict: Verdict, model: Model) -> Frame:
    """Return the frame of a verdict with its lemma, its type, its score and the reasons."""
    proposed, frame = verdict.context.proposed, verdict.frame
    listed = proposed is not None and not proposed.is_unlisted
    lemma = proposed.lemma.partition("/")[0] if proposed and listed else verdict.context.lemma
    return evolve(
        frame,
        lemma=lemma,
        type=type_of(columns, verdict.context, lemma, frame, model.types),
        score=verdict.probability,
        notes=reasons(verdict, model.facts),
    )


def correct(
    parse: Parse,
    verdicts: Iterable[Verdict],
    corrections: Sequence[Rule[Correction]] = AFTER_VERDICT,
) -> list[Frame]:
    """Return the frames of the verdicts that count, as the corrections leave them."""
    frames = [
        corrected(parse, one.frame, one.context.proposed, corrections)
        for one in verdicts
        if one.counts
    ]
    return [frame for frame in frames if frame is not None]


def with_inner(
    parse: Parse,
    frames: Sequence[Frame],
    candidates: Sequence[Frame],
    verdicts: Iterable[Verdict],
    *,
    knows_levels: bool,
) -> list[Frame]:
    """Return frames with the reliable candidates inside their contents, in order of their cues.

    A candidate whose cue has a verdict is that verdict's. ``knows_levels`` tells whether those who
    gave them were taught inner levels.
    """
    taken = {index for one in verdicts for index in tokens_of(one.frame.cue)}
    inner = inner_frames(parse, frames, candidates, taken, knows_levels=knows_levels)
    return sorted([*frames, *inner], key=_place)


def _place(frame: Frame) -> int:
    return frame.first
