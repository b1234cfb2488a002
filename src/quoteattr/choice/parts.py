"""How well each part suits each token around a cue: by tables of weights, or by the encoder."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from struct import Struct
from typing import NamedTuple, Protocol, TypeAlias

from attrs import field, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import EXPANSIONS, RoleSteps, role_keys
from quoteattr.choice.features.cuesums import cue_sums
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.roles import ROLES, Roles
from quoteattr.encoder import Encoded, ToldParts
from quoteattr.frame import Frame
from quoteattr.learning import ZERO, Chain, Sums, WeightTable, lanes_for
from quoteattr.text import tokens_of

__all__ = [
    "PARTS",
    "ChainWeights",
    "Emission",
    "EncodedNumbers",
    "EncodedParts",
    "Parts",
    "TableParts",
    "sides_of",
]

#: The labels of both chains, in their order.
PARTS = ("none", "cue", "source", "content")
_NONE, _CUE, _SOURCE, _CONTENT = range(len(PARTS))
_SIDE = 16 * len(PARTS)
_MASK = (1 << _SIDE) - 1
_unpack = Struct("<4H").unpack
_BIAS = lanes_for(2 * len(PARTS)).bias
_TOKEN_BIAS = lanes_for(len(ROLES) + 2 * len(PARTS)).bias
_TOKEN_SHIFT = 16 * len(ROLES)
#: Log probabilities below this make no difference that is worth telling.
_LEAST = -9.0
_UNSEEN = -1.0
#: So many cues of a paragraph are looked at together: more than a paragraph of news has.
_TOGETHER = 32

#: The log weight of each of `PARTS`.
Emission: TypeAlias = Sequence[float]


def sides_of(window: range, anchor: int) -> tuple[range, range]:
    """Return the tokens to the left and to the right of an anchor, the nearest first.

    >>> sides_of(range(3, 8), 5)
    (range(4, 2, -1), range(6, 8))
    """
    return range(anchor - 1, window.start - 1, -1), range(anchor + 1, window.stop)


class Parts(Protocol):
    """What the second stage asks of the tokens around the cues of one text."""

    def look(self, contexts: Sequence[CueContext]) -> None:
        """Look at the cues that will be asked about, all at once."""
        ...

    def emissions(self, context: CueContext, side: range, number: int, /) -> Sequence[Emission]:
        """Return how well each part suits each token of a side, 0 the left, 1 the right."""
        ...

    def numbers(self, context: CueContext, frame: Frame, /) -> tuple[float, ...]:
        """Return what more is known of a frame of a cue: more numbers for the trees."""
        ...


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


class TableParts:
    """The parts by weights in a table; sums that several cues need are kept."""

    def __init__(self, columns: Columns, roles: Roles, weights: ChainWeights) -> None:
        """Prepare for a text."""
        self._columns = columns
        self._roles = roles
        self._weights = weights
        self._own_sums: dict[int, int] = {}
        self._steps = RoleSteps.of(roles)

    def look(self, contexts: Sequence[CueContext]) -> None:
        """Look at nothing yet: each cue is summed when it is asked about."""

    def emissions(self, context: CueContext, side: range, number: int) -> Sequence[Emission]:
        """Return how well each part suits each token of a side."""
        kept = self._own_sums
        shift, scale = _SIDE * number, 1 / self._weights.cues.scale
        zero = ZERO * scale
        emissions: list[Emission] = []
        seen = cue_sums(self._columns, context, self._steps, side, self._weights.sums)
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

    def numbers(self, _context: CueContext, _frame: Frame, /) -> tuple[float, ...]:
        """Return nothing: all that tables know is in the facts."""
        return ()

    def _own_sum(self, index: int) -> int:
        """Return the sum of a token, whatever the cue: its own weights and those of its roles."""
        asked = role_keys(self._columns, self._roles, self._steps, index)
        own = (self._roles.sums[index] + _TOKEN_BIAS >> _TOKEN_SHIFT) - _BIAS
        return own + sum(map(self._weights.sums.__getitem__, asked))


class EncodedNumbers(NamedTuple):
    """What the encoder says of a frame: log probabilities, shares and sums of probabilities.

    ``…_missed`` is how much of a part the encoder sees outside of what the frame gives it.
    """

    may: float
    must: float
    fit: float
    worst_fit: float
    content_mean: float
    content_least: float
    content_first: float
    content_last: float
    content_before: float
    content_after: float
    content_missed: float
    source_mean: float
    source_least: float
    source_missed: float
    cue_mean: float
    content_expected: float
    strongest_inside: float
    strongest_around: float


@frozen(eq=False)
class _Seen:
    """What the encoder sees around a cue: log probabilities of parts, and probabilities.

    ``sources`` and ``contents`` are sums of the latter. ``unfit`` holds the words, no signs, with
    the log probability that they are no part at all, the least likely first.
    """

    window: range
    rows: Sequence[Sequence[float]]
    shares: Sequence[Sequence[float]]
    sources: float
    contents: float
    unfit: Sequence[tuple[float, int]]

    def fit(self, labels: Mapping[int, int]) -> tuple[float, float]:
        """Return the mean and the least log probability of what words are taken for.

        ``labels`` are the parts of tokens by their indices; those without are no part.
        """
        if not self.unfit:
            return _UNSEEN, _UNSEEN
        total, first = sum([odds for odds, _ in self.unfit]), self.window.start
        words = {index: odds for odds, index in self.unfit}
        fits: list[float] = []
        for index, label in labels.items():
            if index in words:
                fits.append(max(_LEAST, self.rows[index - first][label]))
                total -= words[index]
        others = next((odds for odds, index in self.unfit if index not in labels), 0.0)
        return (total + sum(fits)) / len(self.unfit), min([*fits, others])


def _seen(forms: Sequence[str], window: range, told: ToldParts) -> _Seen:
    rows, shares = told.odds, told.shares
    unfit = [
        (max(_LEAST, row[_NONE]), index)
        for index, row in zip(window, rows, strict=True)
        if forms[index][0].isalnum()
    ]
    return _Seen(
        window,
        rows,
        shares,
        sum([row[_SOURCE] for row in shares]),
        sum([row[_CONTENT] for row in shares]),
        sorted(unfit),
    )


class EncodedParts:
    """The parts by the encoder, all cues of a text at once."""

    def __init__(self, columns: Columns, roles: Roles, encoded: Encoded) -> None:
        """Prepare for a text that the encoder has read."""
        self._columns = columns
        self._roles = roles
        self._encoded = encoded
        self._seen: dict[int, _Seen] = {}

    def look(self, contexts: Sequence[CueContext]) -> None:
        """Look at the cues of a paragraph at once, which is faster than one by one.

        What is seen in a paragraph does not depend on what stands around it.
        """
        columns, most = self._columns, _TOGETHER
        for _, group in groupby(contexts, lambda one: columns.paragraph_of[one.anchor]):
            cues = [(one.anchor, window_of(columns, one.anchor)) for one in group]
            for start in range(0, len(cues), most):
                chosen = cues[start : start + most]
                for (anchor, window), told in zip(chosen, self._encoded.parts(chosen), strict=True):
                    self._seen[anchor] = _seen(columns.parse.forms, window, told)

    def emissions(self, context: CueContext, side: range, _number: int, /) -> Sequence[Emission]:
        """Return the log probabilities of the parts of each token of a side."""
        seen = self._seen[context.anchor]
        rows, first = seen.rows, seen.window.start
        return [rows[index - first] for index in side]

    def numbers(self, context: CueContext, frame: Frame) -> EncodedNumbers:
        """Compare a frame with what the encoder sees around its cue."""
        seen = self._seen[context.anchor]
        window, shares = seen.window, seen.shares
        labels = dict.fromkeys(tokens_of(frame.cue), _CUE)
        labels.update(dict.fromkeys(frame.source or (), _SOURCE))
        labels.update(dict.fromkeys(tokens_of(frame.content), _CONTENT))
        mean, least = seen.fit(labels)
        content = [one[_CONTENT] for one in self._of(frame.content, window, shares)]
        source = [one[_SOURCE] for one in self._of((frame.source or range(0),), window, shares)]
        cue = [one[_CUE] for one in self._of(frame.cue, window, shares)]
        first, last = frame.content[0].start, frame.content[-1].stop - 1
        levels, anchor = self._roles.levels, context.anchor
        inside = [levels[index][2] for index in tokens_of(frame.content)]
        around = [levels[index][2] for index in self._columns.sentence(anchor) if index != anchor]
        return EncodedNumbers(
            levels[anchor][1],
            levels[anchor][2],
            mean,
            least,
            _mean(content),
            min(content, default=_UNSEEN),
            content[0] if content else _UNSEEN,
            content[-1] if content else _UNSEEN,
            shares[first - 1 - window.start][_CONTENT] if first - 1 in window else _UNSEEN,
            shares[last + 1 - window.start][_CONTENT] if last + 1 in window else _UNSEEN,
            seen.contents - sum(content),
            _mean(source),
            min(source, default=_UNSEEN),
            seen.sources - sum(source),
            _mean(cue),
            seen.contents,
            max(inside, default=_UNSEEN),
            max(around, default=_UNSEEN),
        )

    def _of(
        self, part: Sequence[range], window: range, shares: Sequence[Sequence[float]]
    ) -> list[Sequence[float]]:
        return [shares[index - window.start] for index in tokens_of(part) if index in window]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else _UNSEEN
