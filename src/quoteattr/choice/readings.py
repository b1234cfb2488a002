"""What the source and the content of a cue may be: the second learned stage.

Two chains, one to either side of the cue, that know the cue. Their likeliest readings and
what the finders propose are those among which the third stage chooses.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from struct import Struct
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import EXPANSIONS, RoleSteps, role_keys
from quoteattr.choice.features.cuesums import cue_sums
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.roles import ROLES, Roles
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
from quoteattr.learning import ZERO, Chain, Sums, WeightTable, lanes_for
from quoteattr.text import Parse, joined, ordered, without

__all__ = ["PARTS", "ChainWeights", "Origin", "Reader", "Reading", "sides_of"]

#: The labels of both chains, in their order.
PARTS = ("none", "cue", "source", "content")
#: How many readings of each side are looked at, and how many of both together, those that
#: differ in punctuation alone being one: the verdicts were learned on so many.
SIDE_READINGS = 2
READINGS = 2
#: How many proposals are looked at, and how probable one is held that no chain came upon.
_PROPOSALS = 2
_UNREAD = -12.0

_SIDE = 16 * len(PARTS)
_MASK = (1 << _SIDE) - 1
_unpack = Struct("<4H").unpack
_BIAS = lanes_for(2 * len(PARTS)).bias
_TOKEN_BIAS = lanes_for(len(ROLES) + 2 * len(PARTS)).bias
_TOKEN_SHIFT = 16 * len(ROLES)
_NONE, _CUE, _SOURCE, _CONTENT = range(len(PARTS))
Emission: TypeAlias = tuple[float, float, float, float]
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


@frozen(eq=False)
class ChainWeights:
    """The weights of a token as seen from a cue, and the chains to the left and the right.

    ``cues`` holds a lane for each of `PARTS` to the left of the cue, then the same to the
    right; so do, after the lanes of `ROLES`, the sums that the first stage keeps. Both are
    in the same units.
    """

    cues: WeightTable
    left: Chain
    right: Chain
    sums: Sums = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "sums", Sums(self.cues, EXPANSIONS))


def sides_of(window: range, anchor: int) -> tuple[range, range]:
    """Return the tokens to the left and to the right of an anchor, the nearest first.

    >>> sides_of(range(3, 8), 5)
    (range(4, 2, -1), range(6, 8))
    """
    return range(anchor - 1, window.start - 1, -1), range(anchor + 1, window.stop)


class Reader:
    """Reads the cues of one text; sums that several cues need are kept."""

    def __init__(
        self,
        columns: Columns,
        roles: Roles,
        weights: ChainWeights,
        corrections: Sequence[Rule[Correction]] = BEFORE_VERDICT,
    ) -> None:
        """Prepare for a text; ``corrections`` mend what the chains read."""
        self._columns = columns
        self._roles = roles
        self._weights = weights
        self._corrections = corrections
        self._own_sums: dict[int, int] = {}
        self.steps: RoleSteps = RoleSteps.of(roles)

    def readings(self, context: CueContext) -> list[Reading]:
        """Return what the source and the content of a cue may be, the likeliest first."""
        window = window_of(self._columns, context.anchor)
        left, right = sides_of(window, context.anchor)
        chains = (self._weights.left, self._weights.right)
        lefts = chains[0].n_best(self._emissions(context, left, 0), SIDE_READINGS)
        rights = chains[1].n_best(self._emissions(context, right, 1), SIDE_READINGS)
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
            if len(found) == READINGS:
                break
        return list(_with_proposals(self._columns, context.anchor, found))

    def _emissions(self, context: CueContext, side: range, number: int) -> list[Emission]:
        """Return how well each part suits each token of a side."""
        kept = self._own_sums
        shift, scale = _SIDE * number, 1 / self._weights.cues.scale
        zero = ZERO * scale
        emissions: list[Emission] = []
        seen = cue_sums(self._columns, context, self.steps, side, self._weights.sums)
        for index, total in zip(side, seen, strict=True):
            own = kept.get(index)
            if own is None:
                own = kept[index] = self._own_sum(index)
            packed = (own + total + _BIAS >> shift) & _MASK
            none, cue, source, content = _unpack(packed.to_bytes(8, "little"))
            emissions.append(
                (
                    none * scale - zero,
                    cue * scale - zero,
                    source * scale - zero,
                    content * scale - zero,
                )
            )
        return emissions

    def _own_sum(self, index: int) -> int:
        """Return the sum of a token, whatever the cue: its own weights and those of its roles."""
        asked = role_keys(self._columns, self._roles, self.steps, index)
        own = (self._roles.sums[index] + _TOKEN_BIAS >> _TOKEN_SHIFT) - _BIAS
        return own + sum(map(self._weights.sums.__getitem__, asked))


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


def _with_proposals(columns: Columns, anchor: int, found: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings of the chains, and those of the finders that the chains have not."""
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
        yield Reading(proposal, _UNREAD, READINGS + 1, "pattern")
