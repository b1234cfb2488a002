"""What the source and the content of a cue may be: the second learned stage.

Two chains, one to either side of the cue, that know the cue. Their likeliest readings and
what the patterns read are the hypotheses among which the third stage chooses.
"""

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import EXPANSIONS, RoleSteps, role_keys
from quoteattr.choice.features.cuesums import cue_sums
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.plausibility import Parts, plausible_content
from quoteattr.choice.roles import ROLES, Roles
from quoteattr.extents import trimmed, trimmed_content, whole_quotations, with_bracket
from quoteattr.frame import Frame
from quoteattr.learning import Chain, Sums, WeightTable, lanes_for
from quoteattr.text import Parse, runs_of, tokens_of

__all__ = ["PARTS", "ChainWeights", "Hypothesis", "Readings", "sides_of"]

#: The labels of both chains, in their order.
PARTS = ("none", "cue", "source", "content")
#: How many readings of each side are looked at, and how many of both together; those that
#: differ in punctuation alone are one.
SIDE_READINGS = 2
READINGS = 2
#: How many patterns are looked at, and how probable one is held that no chain came upon.
_PATTERNS = 2
_UNREAD = -12.0

_ZERO = 0x8000
_SIDE = 16 * len(PARTS)
_MASK = (1 << _SIDE) - 1
_unpack = Struct("<4H").unpack
_BIAS = lanes_for(2 * len(PARTS)).bias
_TOKEN_BIAS = lanes_for(len(ROLES) + 2 * len(PARTS)).bias
_TOKEN_SHIFT = 16 * len(ROLES)
_CUE, _SOURCE, _CONTENT = 1, 2, 3
_OPENERS = frozenset({"a", "an", "and", "or", "the"})

Emission: TypeAlias = tuple[float, float, float, float]
Origin: TypeAlias = Literal["chain", "both", "pattern"]


@frozen
class Hypothesis:
    """A source and a content for a cue, as indices of tokens in order.

    ``log_probability`` and ``rank`` are those that the chains give it; ``origin`` says
    whether chains, patterns or both came upon it.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    log_probability: float
    rank: int
    origin: Origin
    pattern: Frame | None = None
    addressee: range | None = None


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


class Readings:
    """The hypotheses for the cues of one text; sums that several cues need are kept."""

    def __init__(self, columns: Columns, roles: Roles, weights: ChainWeights) -> None:
        """Prepare for a text."""
        self._columns = columns
        self._roles = roles
        self._weights = weights
        self._own_sums: dict[int, int] = {}
        self.steps: RoleSteps = RoleSteps.of(roles)

    def hypotheses(self, context: CueContext) -> list[Hypothesis]:
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
        columns = self._columns
        found: list[Hypothesis] = []
        known: set[Parts] = set()
        for likelihood, _, _, before, after in pairs:
            parts = _parts(columns.parse, context.anchor, left, before, right, after)
            content = plausible_content(columns, context, parts)
            parts = (*parts[:2], content)
            if not content or parts in known:
                continue
            known.add(parts)
            found.append(Hypothesis(*parts, likelihood, len(found), "chain"))
            if len(found) == READINGS:
                break
        return list(_with_patterns(columns, context.anchor, found))

    def _emissions(self, context: CueContext, side: range, number: int) -> list[Emission]:
        """Return how well each part suits each token of a side."""
        kept = self._own_sums
        shift, scale = _SIDE * number, 1 / self._weights.cues.scale
        zero = _ZERO * scale
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


def _parts(
    parse: Parse,
    anchor: int,
    left: range,
    before: Sequence[int],
    right: range,
    after: Sequence[int],
) -> Parts:
    """Collect source, cue and content from the labels on both sides of an anchor."""
    cue = [anchor]
    for side, labels in ((left, before), (right, after)):
        for index, label in zip(side, labels, strict=True):
            if label != _CUE:
                break
            cue.append(index)
    labelled = [*zip(left, before, strict=True), *zip(right, after, strict=True)]
    source = [index for index, label in labelled if label == _SOURCE]
    content = [index for index, label in labelled if label == _CONTENT]
    runs = runs_of(source)
    nearest = min(runs, key=lambda run: abs(run.start - anchor), default=range(0))
    nearest = with_bracket(parse, nearest)
    own = trimmed(parse, sorted(cue))
    own = own if anchor in own else (anchor,)
    named = _named(parse, nearest) if any(_is_word(parse, index) for index in nearest) else ()
    elsewhere = {*own, *named}
    said = whole_quotations(parse, anchor, trimmed_content(parse, content))
    return named, own, tuple([index for index in said if index not in elsewhere])


def _named(parse: Parse, source: range) -> tuple[int, ...]:
    """Trim a source, and cut off what a noun would have to follow: “Ann Lee, a”."""
    named = trimmed(parse, source)
    while len(named) > 1 and parse.words[named[-1]] in _OPENERS:
        named = trimmed(parse, range(named[0], named[-1]))
    return named


def _is_word(parse: Parse, index: int) -> bool:
    return parse.forms[index][0].isalnum()


def _with_patterns(
    columns: Columns, anchor: int, found: Sequence[Hypothesis]
) -> Iterator[Hypothesis]:
    """Yield the readings of the chains, and those of patterns that the chains have not."""
    patterns: dict[Parts, Frame] = {}
    for _, candidate in columns.candidates_at.get(anchor, ())[:_PATTERNS]:
        content = tuple(sorted({index for piece in candidate.content for index in piece}))
        parts = (tuple(candidate.source or ()), tuple(tokens_of(candidate.cue)), content)
        patterns.setdefault(parts, candidate)
    for one in found:
        same = [parts for parts in patterns if (parts[0], parts[2]) == (one.source, one.content)]
        if same:
            pattern = patterns.pop(same[0])
            yield evolve(one, origin="both", pattern=pattern, addressee=pattern.addressee)
        else:
            yield one
    for parts, pattern in patterns.items():
        yield Hypothesis(*parts, _UNREAD, READINGS + 1, "pattern", pattern, pattern.addressee)
