"""Linear chains of labels: exact marginals, the best sequence and the n best sequences.

Chains of up to four labels are padded to four and run unrolled, on probabilities that are
scaled at each position: several times as fast as any loop over labels; so do those of seven.
Other rows are scaled too, in a loop; weights that could leave the range of a float take the
slower way through logarithms.
"""

from collections.abc import Sequence
from itertools import chain
from math import exp, inf, isfinite

from attrs import Factory, field, frozen

from quoteattr.learning.crf.fours import Square, filter_four, four, scores_four, smooth_four
from quoteattr.learning.crf.paths import cheapest, trace
from quoteattr.learning.crf.rows import Columns, Rows, filter_rows, scaled, scores_of, smooth_rows
from quoteattr.learning.crf.sevens import SEVEN, smooth_seven

__all__ = ["Chain"]

# So far apart, a probability stays above exp(-2 * (100 + 250)) / 16: a normal float.
_SAFE_WEIGHT = 100.0
_SAFE_EMISSION = 250.0


def _columns(model: "Chain") -> Columns:
    return tuple(zip(*model.transitions, strict=False))


def _factors(model: "Chain") -> Columns | None:
    """Return the start and the transitions as factors, if they can be scaled."""
    rows = (model.start, *model.transitions)
    if not all(abs(weight) <= _SAFE_WEIGHT for weight in chain(*rows)):
        return None
    return tuple([tuple(map(exp, row)) for row in rows])


def _logs(model: "Chain") -> Square | None:
    if len(model.labels) > 4:
        return None
    first, second, third, fourth = (*map(four, model.transitions), *[four(())] * 4)[:4]
    return Square(four(model.start), (first, second, third, fourth))


def _weights(model: "Chain") -> Square | None:
    logs = _logs(model)
    if logs is None:
        return None
    if not all(abs(weight) <= _SAFE_WEIGHT for weight in chain(logs.start, *logs.transitions)):
        return None
    start, first, second, third, fourth = [
        four([*map(exp, row)]) for row in (logs.start, *logs.transitions)
    ]
    return Square(start, (first, second, third, fourth))


@frozen
class Chain:
    """Labels with the log weights of one at the start and of one after another.

    ``transitions[j][k]`` is the log weight of label ``k`` after label ``j``. The methods
    take emissions: for each position a row with the log weight of every label. All weights
    are finite; what may not be has a very low one, such as -10000.

    >>> model = Chain(("O", "B"), (0.0, 0.0), ((1.0, 0.0), (0.0, 1.0)))
    >>> [model.labels[label] for label in model.best([(0.0, 2.0), (0.5, 0.0)])]
    ['B', 'B']
    """

    labels: tuple[str, ...]
    start: tuple[float, ...]
    transitions: tuple[tuple[float, ...], ...]
    _columns: Columns = field(
        init=False, eq=False, repr=False, default=Factory(_columns, takes_self=True)
    )
    _logs: Square | None = field(
        init=False, eq=False, repr=False, default=Factory(_logs, takes_self=True)
    )
    _factors: Columns | None = field(
        init=False, eq=False, repr=False, default=Factory(_factors, takes_self=True)
    )
    _weights: Square | None = field(
        init=False, eq=False, repr=False, default=Factory(_weights, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        count = len(self.labels)
        if not count:
            raise ValueError("a chain needs at least one label")
        if [len(row) for row in (self.start, *self.transitions)] != [count] * (count + 1):
            raise ValueError(f"a chain of {count} labels needs {count} weights in each row")
        if not all(map(isfinite, chain(self.start, *self.transitions))):
            raise ValueError("the weights of a chain are finite; forbid a label with -10000")

    def marginals(self, emissions: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
        """Return for each position the probability of every label.

        >>> model = Chain(("O", "B"), (0.0, 0.0), ((0.0, 0.0), (0.0, 0.0)))
        >>> model.marginals([(0.0, 0.0), (-800.0, 0.0)])
        [(0.5, 0.5), (0.0, 1.0)]
        """
        if not emissions:
            return []
        count, rows = len(self.labels), self._padded(emissions)
        weights = self._scalable(emissions)
        if weights:
            full = smooth_four(weights, filter_four(weights, rows)[0])
            return [row[:count] for row in full] if count < 4 else [*full]
        if self._factors is not None and _is_near(emissions):
            if count == SEVEN:
                return smooth_seven(self._factors, [[*map(exp, row)] for row in emissions])
            return scaled(self._factors, emissions)
        predicted, filtered, _ = filter_rows(self.start, self._columns, emissions)
        return smooth_rows(self.transitions, predicted, filtered)

    def best(self, emissions: Sequence[Sequence[float]]) -> list[int]:
        """Return the most likely label of each position, all together; the first of equals.

        >>> model = Chain(("O", "B"), (0.0, 0.0), ((0.0, 0.0), (0.0, 0.0)))
        >>> model.best([(0.0, 0.0), (-1.0, 1.0)])
        [0, 1]
        """
        if not emissions:
            return []
        scores = self._scores(emissions)
        last = scores[-1]
        return trace(scores, self._columns, last.index(max(last)))

    def n_best(
        self, emissions: Sequence[Sequence[float]], count: int
    ) -> list[tuple[float, list[int]]]:
        """Return the ``count`` most likely sequences with their log probabilities.

        The best comes first and is that of `best`; equals come in an order that is always
        the same. There are fewer where the chain has fewer sequences.

        >>> model = Chain(("O", "B"), (0.0, 0.0), ((0.0, 0.0), (0.0, 0.0)))
        >>> for score, path in model.n_best([(0.0, 1.0), (2.0, 0.0)], 3):
        ...     print(round(score, 3), path)
        -0.44 [1, 0]
        -1.44 [0, 0]
        -2.44 [1, 1]
        """
        if count < 1:
            raise ValueError(f"count is {count}; ask for at least one sequence")
        if not emissions:
            return [(0.0, [])]
        scores = self._scores(emissions)
        found = cheapest(scores, self._columns, len(self.labels), count)
        # Rounding may lift the only likely sequence a little over certainty.
        likelihood = min(0.0, max(scores[-1]) - self._log_partition(emissions))
        return [(likelihood - loss, path) for loss, path in found]

    def _padded(self, emissions: Rows) -> Rows:
        """Widen rows to four labels; the labels that are no labels never win."""
        count = len(self.labels)
        if set(map(len, emissions)) != {count}:
            raise ValueError(f"each row of emissions needs {count} weights, one for each label")
        return emissions if count >= 4 else [four(row, -inf) for row in emissions]

    def _scalable(self, emissions: Rows) -> Square | None:
        """Return the weights to scale, unless these or the emissions are too far apart."""
        return self._weights if self._weights and _is_near(emissions) else None

    def _log_partition(self, emissions: Rows) -> float:
        weights = self._scalable(emissions)
        if weights:
            return filter_four(weights, self._padded(emissions))[1]
        return filter_rows(self.start, self._columns, emissions)[2]

    def _scores(self, emissions: Rows) -> Rows:
        """Return for each position and label the score of the best way to get there."""
        rows = self._padded(emissions)
        if self._logs:
            return scores_four(self._logs, rows)
        return scores_of(self.start, self._columns, rows)


def _is_near(emissions: Rows) -> bool:
    """Tell whether no emission is so far from 0 that scaling could lose it."""
    flat = [*chain.from_iterable(emissions)]
    return max(flat) <= _SAFE_EMISSION and min(flat) >= -_SAFE_EMISSION
