"""Linear chains of labels: exact marginals, the best sequence and the n best sequences.

Chains of up to four labels are padded to four and run unrolled, on probabilities that are
scaled at each position: several times as fast as any loop over labels. Longer rows are
scaled too, in a loop; weights that could leave the range of a float take the slower way
through logarithms.
"""

# ruff: noqa: FURB136  # max() is the slowest way to the larger of two

from collections.abc import Sequence
from itertools import chain
from math import exp, inf, isfinite, log
from operator import add, itemgetter, mul
from typing import TypeAlias

from attrs import Factory, field, frozen

__all__ = ["Chain"]

_Four: TypeAlias = tuple[float, float, float, float]
_Columns: TypeAlias = tuple[tuple[float, ...], ...]
_Rows: TypeAlias = Sequence[Sequence[float]]
#: What is lost by leaving a sequence, at which position, for which label.
_Gap: TypeAlias = tuple[float, int, int]

# So far apart, a probability stays above exp(-2 * (100 + 250)) / 16: a normal float.
_SAFE_WEIGHT = 100.0
_SAFE_EMISSION = 250.0
_SEVEN = 7


def _four(row: Sequence[float], rest: float = 0.0) -> _Four:
    first, second, third, fourth = (*row, rest, rest, rest, rest)[:4]
    return first, second, third, fourth


@frozen
class _Square:
    """The weights of a chain, padded to four labels."""

    start: _Four
    transitions: tuple[_Four, _Four, _Four, _Four]


def _columns(model: "Chain") -> _Columns:
    return tuple(zip(*model.transitions, strict=False))


def _factors(model: "Chain") -> _Columns | None:
    """Return the start and the transitions as factors, if they can be scaled."""
    rows = (model.start, *model.transitions)
    if not all(abs(weight) <= _SAFE_WEIGHT for weight in chain(*rows)):
        return None
    return tuple([tuple(map(exp, row)) for row in rows])


def _logs(model: "Chain") -> _Square | None:
    if len(model.labels) > 4:
        return None
    first, second, third, fourth = (*map(_four, model.transitions), *[_four(())] * 4)[:4]
    return _Square(_four(model.start), (first, second, third, fourth))


def _weights(model: "Chain") -> _Square | None:
    logs = _logs(model)
    if logs is None:
        return None
    if not all(abs(weight) <= _SAFE_WEIGHT for weight in chain(logs.start, *logs.transitions)):
        return None
    start, first, second, third, fourth = [
        _four([*map(exp, row)]) for row in (logs.start, *logs.transitions)
    ]
    return _Square(start, (first, second, third, fourth))


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
    _columns: _Columns = field(
        init=False, eq=False, repr=False, default=Factory(_columns, takes_self=True)
    )
    _logs: _Square | None = field(
        init=False, eq=False, repr=False, default=Factory(_logs, takes_self=True)
    )
    _factors: _Columns | None = field(
        init=False, eq=False, repr=False, default=Factory(_factors, takes_self=True)
    )
    _weights: _Square | None = field(
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
            full = _smooth_four(weights, _filter_four(weights, rows)[0])
            return [row[:count] for row in full] if count < 4 else [*full]
        if self._factors is not None and _is_near(emissions):
            return _scaled(self._factors, emissions)
        predicted, filtered, _ = _filter(self.start, self._columns, emissions)
        return _smooth(self.transitions, predicted, filtered)

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
        return _trace(scores, self._columns, last.index(max(last)))

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
        found = _cheapest(scores, self._columns, len(self.labels), count)
        # Rounding may lift the only likely sequence a little over certainty.
        likelihood = min(0.0, max(scores[-1]) - self._log_partition(emissions))
        return [(likelihood - loss, path) for loss, path in found]

    def _padded(self, emissions: _Rows) -> _Rows:
        """Widen rows to four labels; the labels that are no labels never win."""
        count = len(self.labels)
        if set(map(len, emissions)) != {count}:
            raise ValueError(f"each row of emissions needs {count} weights, one for each label")
        return emissions if count >= 4 else [_four(row, -inf) for row in emissions]

    def _scalable(self, emissions: _Rows) -> _Square | None:
        """Return the weights to scale, unless these or the emissions are too far apart."""
        return self._weights if self._weights and _is_near(emissions) else None

    def _log_partition(self, emissions: _Rows) -> float:
        weights = self._scalable(emissions)
        if weights:
            return _filter_four(weights, self._padded(emissions))[1]
        return _filter(self.start, self._columns, emissions)[2]

    def _scores(self, emissions: _Rows) -> _Rows:
        """Return for each position and label the score of the best way to get there."""
        rows = self._padded(emissions)
        if self._logs:
            return _scores_four(self._logs, rows)
        return _scores(self.start, self._columns, rows)


def _filter_four(weights: _Square, rows: _Rows) -> tuple[list[tuple[_Four, _Four]], float]:
    """Return what is predicted before and known after each row, and the log partition."""
    first, second, third, fourth = weights.transitions
    (t00, t01, t02, t03), (t10, t11, t12, t13) = first, second
    (t20, t21, t22, t23), (t30, t31, t32, t33) = third, fourth
    p, q, r, s = weights.start
    steps: list[tuple[_Four, _Four]] = []
    total = 0.0
    for e, f, g, h in rows:
        a, b, c, d = p * exp(e), q * exp(f), r * exp(g), s * exp(h)
        mass = a + b + c + d
        total += log(mass)
        a, b, c, d = a / mass, b / mass, c / mass, d / mass
        steps.append(((p, q, r, s), (a, b, c, d)))
        p = a * t00 + b * t10 + c * t20 + d * t30
        q = a * t01 + b * t11 + c * t21 + d * t31
        r = a * t02 + b * t12 + c * t22 + d * t32
        s = a * t03 + b * t13 + c * t23 + d * t33
    return steps, total


def _smooth_four(weights: _Square, steps: list[tuple[_Four, _Four]]) -> list[_Four]:
    """Return the probabilities given all rows, from those given the rows so far."""
    first, second, third, fourth = weights.transitions
    (t00, t01, t02, t03), (t10, t11, t12, t13) = first, second
    (t20, t21, t22, t23), (t30, t31, t32, t33) = third, fourth
    backward = reversed(steps)
    (p, q, r, s), (a, b, c, d) = next(backward)
    marginals = [(a, b, c, d)]
    for before, (i, j, k, m) in backward:
        p, q, r, s = a / p, b / q, c / r, d / s
        a = i * (t00 * p + t01 * q + t02 * r + t03 * s)
        b = j * (t10 * p + t11 * q + t12 * r + t13 * s)
        c = k * (t20 * p + t21 * q + t22 * r + t23 * s)
        d = m * (t30 * p + t31 * q + t32 * r + t33 * s)
        marginals.append((a, b, c, d))
        p, q, r, s = before
    marginals.reverse()
    return marginals


def _scores_four(logs: _Square, rows: _Rows) -> _Rows:
    first, second, third, fourth = logs.transitions
    (t00, t01, t02, t03), (t10, t11, t12, t13) = first, second
    (t20, t21, t22, t23), (t30, t31, t32, t33) = third, fourth
    p, q, r, s = logs.start
    scores: list[_Four] = []
    for e, f, g, h in rows:
        a, b, c, d = p + e, q + f, r + g, s + h
        scores.append((a, b, c, d))
        # Comparisons in a knockout take half the time of max() with four arguments.
        i, j, k, m = a + t00, b + t10, c + t20, d + t30
        i, k = i if i > j else j, k if k > m else m
        p = i if i > k else k
        i, j, k, m = a + t01, b + t11, c + t21, d + t31
        i, k = i if i > j else j, k if k > m else m
        q = i if i > k else k
        i, j, k, m = a + t02, b + t12, c + t22, d + t32
        i, k = i if i > j else j, k if k > m else m
        r = i if i > k else k
        i, j, k, m = a + t03, b + t13, c + t23, d + t33
        i, k = i if i > j else j, k if k > m else m
        s = i if i > k else k
    return scores


def _is_near(emissions: _Rows) -> bool:
    """Tell whether no emission is so far from 0 that scaling could lose it."""
    flat = [*chain.from_iterable(emissions)]
    return max(flat) <= _SAFE_EMISSION and min(flat) >= -_SAFE_EMISSION


def _product(rows: _Columns, known: Sequence[float]) -> list[float]:
    """Multiply a matrix, row by row, with a column."""
    return [sum(map(mul, known, row)) for row in rows]


def _product_of_seven(rows: _Columns, known: Sequence[float]) -> list[float]:
    """Do as `_product` for seven labels, in half the time."""
    a, b, c, d, e, f, g = known
    return [a * p + b * q + c * r + d * s + e * t + f * u + g * v for p, q, r, s, t, u, v in rows]


def _scaled(factors: _Columns, rows: _Rows) -> list[tuple[float, ...]]:
    """Return the marginals for any number of labels, scaled at each position."""
    ahead: Sequence[float] = factors[0]
    transitions = factors[1:]
    columns = tuple(zip(*transitions, strict=True))
    product = _product_of_seven if len(columns) == _SEVEN else _product
    steps: list[tuple[Sequence[float], list[float]]] = []
    for row in rows:
        known = [*map(mul, ahead, map(exp, row))]
        scale = 1 / sum(known)
        known = [weight * scale for weight in known]
        steps.append((ahead, known))
        ahead = product(columns, known)
    before, smooth = steps[-1]
    marginals = [tuple(smooth)]
    for earlier, known in steps[-2::-1]:
        ratios = [after / ahead for after, ahead in zip(smooth, before, strict=True)]
        smooth = [*map(mul, known, product(transitions, ratios))]
        marginals.append(tuple(smooth))
        before = earlier
    marginals.reverse()
    return marginals


def _log_sum(terms: Sequence[float]) -> float:
    top = max(terms)
    return top + log(sum([exp(term - top) for term in terms]))


def _filter(
    start: Sequence[float], columns: _Rows, rows: _Rows
) -> tuple[list[list[float]], list[list[float]], float]:
    """Do as `_filter_four`, in logarithms and for any number of labels."""
    ahead = [*start]
    predicted: list[list[float]] = []
    filtered: list[list[float]] = []
    total = 0.0
    for row in rows:
        predicted.append(ahead)
        known = [*map(add, ahead, row)]
        mass = _log_sum(known)
        total += mass
        known = [weight - mass for weight in known]
        filtered.append(known)
        ahead = [_log_sum([*map(add, known, column)]) for column in columns]
    return predicted, filtered, total


def _smooth(
    transitions: _Rows, predicted: list[list[float]], filtered: list[list[float]]
) -> list[tuple[float, ...]]:
    """Do as `_smooth_four`, in logarithms and for any number of labels."""
    smooth = filtered[-1]
    marginals = [tuple(map(exp, smooth))]
    for ahead, known in zip(predicted[:0:-1], filtered[-2::-1], strict=True):
        ratios = [after - before for after, before in zip(smooth, ahead, strict=True)]
        smooth = [
            weight + _log_sum([*map(add, row, ratios)])
            for weight, row in zip(known, transitions, strict=True)
        ]
        marginals.append(tuple(map(exp, smooth)))
    marginals.reverse()
    return marginals


def _scores(start: Sequence[float], columns: _Rows, rows: _Rows) -> _Rows:
    ahead = [*start]
    scores: list[list[float]] = []
    for row in rows:
        here = [*map(add, ahead, row)]
        scores.append(here)
        ahead = [max(map(add, here, column)) for column in columns]
    return scores


def _trace(scores: _Rows, columns: _Rows, label: int) -> list[int]:
    """Return the best way to a label at the end."""
    path = [label]
    for row in scores[-2::-1]:
        # The same additions as forwards, so that the maximum is the very same float.
        reach = [*map(add, row, columns[label])]
        label = reach.index(max(reach))
        path.append(label)
    path.reverse()
    return path


def _cheapest(
    scores: _Rows, columns: _Rows, labels: int, count: int
) -> list[tuple[float, list[int]]]:
    """Return the sequences of least loss; each but the best leaves an earlier one once.

    Before where it leaves, a sequence takes the best way to get there.
    """
    end = len(scores) - 1
    last = scores[end][:labels]
    top = max(last)
    best = last.index(top)
    path = [-1] * end + [best]
    gaps: list[_Gap] = [(top - last[label], end, label) for label in range(labels)]
    del gaps[best]
    room = sorted(gaps)[count - 2][0] if 2 <= count <= labels else inf
    gaps += _leave(scores, columns, path, end, room, [])
    found = [(0.0, path)]
    detours = [(gap[0], gap, path, gaps) for gap in gaps]
    while detours and len(found) < count:
        wanted = count - len(found)
        # Sorting is stable: of equal losses the one that was seen first stays first.
        detours = sorted(detours, key=itemgetter(0))[:wanted]
        loss, (_, at, label), parent, known = detours.pop(0)
        path = parent[:]
        path[at] = label
        found.append((loss, path))
        room = (detours[wanted - 2][0] if 1 < wanted <= len(detours) + 1 else inf) - loss
        gaps = _leave(scores, columns, path, at, room, known)
        detours += [(loss + gap[0], gap, path, gaps) for gap in gaps if gap[0] < room]
    return found


def _leave(
    scores: _Rows, columns: _Rows, path: list[int], end: int, room: float, known: list[_Gap]
) -> list[_Gap]:
    """Write into a path the best way to its label at a position.

    Returns the ways to leave it before that position for less than ``room``. ``known`` are
    those of the path that it was copied from: they hold from where the two are one again.
    """
    gaps: list[_Gap] = []
    label = path[end]
    for at in range(end - 1, -1, -1):
        # The same additions as forwards, so that the maximum is the very same float.
        reach = [*map(add, scores[at], columns[label])]
        top = max(reach)
        label = reach.index(top)
        floor = top - room
        for other, score in enumerate(reach):
            if score > floor and other != label:
                gaps.append((top - score, at, other))
        if path[at] == label:
            return gaps + [gap for gap in known if gap[1] < at]
        path[at] = label
    return gaps
