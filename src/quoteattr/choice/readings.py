"""What the source and the content of a cue may be: the second learned stage.

Two chains, one to either side of the cue, that know the cue. Their likeliest readings and
what the finders propose are those among which the third stage chooses.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import RoleSteps
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.parts import PARTS, Parts, sides_of
from quoteattr.choice.pruning import Breadth
from quoteattr.choice.roles import Roles
from quoteattr.extents import (
    BEFORE_VERDICT,
    Correction,
    corrected,
    trimmed,
    trimmed_content,
    whole_quotations,
    with_bracket,
)
from quoteattr.frame import Frame, Rule
from quoteattr.learning import Chain
from quoteattr.text import Parse, joined, ordered, without

__all__ = ["Origin", "Reader", "Reading"]

#: How many proposals are looked at, and how probable one is held that no chain came upon.
_PROPOSALS = 2
_UNREAD = -12.0

_NONE, _CUE, _SOURCE, _CONTENT = range(len(PARTS))

Origin: TypeAlias = Literal["chain", "both", "pattern"]
#: Source, cue and content.
_Parts: TypeAlias = tuple[range | None, tuple[range, ...], tuple[range, ...]]


@frozen
class Reading:
    """A frame that a cue may make, and what the chains say of it.

    ``log_probability`` and ``rank`` are those that the chains give it; ``origin`` says
    whether the chains, a finder (“pattern”) or both came upon it.
    """

    frame: Frame
    log_probability: float
    rank: int
    origin: Origin


class Reader:
    """Reads the cues of one text."""

    def __init__(
        self,
        columns: Columns,
        roles: Roles,
        parts: Parts,
        chains: tuple[Chain, Chain],
        breadth: Breadth,
        corrections: Sequence[Rule[Correction]] = BEFORE_VERDICT,
    ) -> None:
        """Prepare for a text; ``corrections`` mend what the chains read."""
        self.parts = parts
        self.steps: RoleSteps = RoleSteps.of(roles)
        self._columns = columns
        self._chains = chains
        self._breadth = breadth
        self._corrections = corrections

    def readings(self, context: CueContext) -> list[Reading]:
        """Return what the source and the content of a cue may be, the likeliest first."""
        window = window_of(self._columns, context.anchor)
        left, right = sides_of(window, context.anchor)
        before_cue, after_cue = self._chains
        sides, most = self._breadth.sides, self._breadth.readings
        lefts = before_cue.n_best(self.parts.emissions(context, left, 0), sides)
        rights = after_cue.n_best(self.parts.emissions(context, right, 1), sides)
        pairs = [
            (before[0] + after[0], -one, -two, before[1], after[1])
            for one, before in enumerate(lefts)
            for two, after in enumerate(rights)
        ]
        pairs.sort(key=_likelihood, reverse=True)
        parse, corrections = self._columns.parse, self._corrections
        found: list[Reading] = []
        known: set[_Parts] = set()
        for likelihood, _, _, before, after in pairs:
            labels = [*reversed(before), _CUE, *after]
            read = _frame(parse, context, window.start, labels)
            frame = corrected(parse, read, context.proposed, corrections) if read.content else None
            if frame is None or _parts(frame) in known:
                continue
            known.add(_parts(frame))
            found.append(Reading(frame, likelihood, len(found), "chain"))
            if len(found) == most:
                break
        return list(_with_proposals(self._columns, context.anchor, found, most + 1))


def _likelihood(pair: tuple[float, int, int, list[int], list[int]]) -> tuple[float, int, int]:
    return pair[:3]


def _frame(parse: Parse, context: CueContext, first: int, labels: Sequence[int]) -> Frame:
    """Return the frame that labels say; the first is that of the token ``first``."""
    anchor = context.anchor
    parts: dict[int, list[range]] = {_NONE: [], _CUE: [], _SOURCE: [], _CONTENT: []}
    stop = first
    for label, group in groupby(labels):
        start, stop = stop, stop + len([*group])
        parts[label].append(range(start, stop))
    nearest = min(parts[_SOURCE], key=lambda run: abs(run.start - anchor), default=range(0))
    bracketed = with_bracket(parse, nearest)
    nearest = nearest if anchor in bracketed else bracketed
    own = trimmed(parse, next(run for run in parts[_CUE] if anchor in run))
    own = own if anchor in own else range(anchor, anchor + 1)
    named = trimmed(parse, nearest) if any(_is_word(parse, index) for index in nearest) else None
    said = whole_quotations(parse, anchor, trimmed_content(parse, parts[_CONTENT]))
    elsewhere = ordered([own, named] if named else [own])
    return Frame((own,), context.lemma, named, without(said, elsewhere))


def _is_word(parse: Parse, index: int) -> bool:
    return parse.forms[index][0].isalnum()


def _parts(frame: Frame) -> _Parts:
    return frame.source, frame.cue, frame.content


def _with_proposals(
    columns: Columns, anchor: int, found: Sequence[Reading], rank: int
) -> Iterator[Reading]:
    """Yield the readings of the chains, and those of the finders that the chains have not.

    The latter have ``rank``.
    """
    proposals: dict[_Parts, Frame] = {}
    for _, candidate in columns.candidates_at.get(anchor, ())[:_PROPOSALS]:
        frame = evolve(candidate, cue=joined(candidate.cue), content=joined(candidate.content))
        proposals.setdefault(_parts(frame), frame)
    for one in found:
        read = one.frame
        same = [key for key in proposals if (key[0], key[2]) == (read.source, read.content)]
        if same:
            proposal = proposals.pop(same[0])
            rules = (*proposal.rules, *read.rules)
            yield evolve(one, frame=evolve(proposal, cue=read.cue, rules=rules), origin="both")
        else:
            yield one
    for proposal in proposals.values():
        yield Reading(proposal, _UNREAD, rank, "pattern")
