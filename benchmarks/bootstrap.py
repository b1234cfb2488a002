"""How far a figure can be trusted: intervals over resampled articles."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from benchmarks.scoring import Tally, total


@frozen
class Interval:
    """A figure and the limits between which 95% of its resampled values lie."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def interval(
    scores: Sequence[Mapping[str, Tally]],
    name: str,
    figure: Callable[[Tally], float],
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> Interval:
    """Draw as many articles as there are, with replacement, again and again.

    Articles are drawn whole, for the claims of one article are not independent.

    >>> scores = [{"strict": Tally(1, 2, 2)}, {"strict": Tally(1, 2, 2)}]
    >>> print(interval(scores, "strict", lambda tally: tally.f1))
    0.500 [0.500, 0.500]
    """
    tallies = [tallies.get(name, Tally()) for tallies in scores]
    draw = random.Random(seed)
    values = sorted(
        figure(sum(draw.choices(tallies, k=len(tallies)), Tally())) for _ in range(resamples)
    )
    tail = resamples // 40
    value = figure(total(scores).get(name, Tally()))
    return Interval(value, values[tail], values[-1 - tail])
