"""Whether the time for a text grows with its length and no faster."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from attrs import frozen

from benchmarks.prose import article

FACTORS = (1, 2, 4)
FULL = 1_000_000
PATIENCE = 60.0

# Each makes a text of about so many characters; the unbroken ones are what breaks other tools.
TEXTS: Mapping[str, Callable[[int], str]] = {
    "prose": lambda size: article(max(1, size // 230)),
    "letters": lambda size: "a" * size,
    "spaces": lambda size: " " * size,
    "opening marks": lambda size: "“" * size,
    "straight marks": lambda size: '"' * size,
    "apostrophes": lambda size: "’" * size,
    "marks and words": lambda size: "“said " * (size // 6),
    "line ends": lambda size: "\n" * size,
    "full stops": lambda size: "." * size,
    "said said said": lambda size: "said " * (size // 5),
    "one sentence": lambda size: "Ann said that " * (size // 14),
    "reopened marks": lambda size: "“It rained.\n\n" * (size // 13) + "“It rained,” Ann said.",
}


@frozen
class Growth:
    """Seconds for one, two and four times a size, and for the full size."""

    name: str
    seconds: tuple[float, ...]
    full: float | None

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long each size took as the one before: 2 is linear."""
        return tuple(later / earlier for earlier, later in pairwise(self.seconds))

    def __str__(self) -> str:
        seconds = "".join(f"{value:9.3f}" for value in self.seconds)
        ratios = "".join(f"{value:7.2f}" for value in self.ratios)
        full = f"{'too slow':>12}" if self.full is None else f"{self.full:12.3f}"
        return f"{self.name:16}{seconds}{ratios}{full}"


def heading(size: int) -> str:
    """The names of the columns of :class:`Growth`, for a smallest size of ``size``."""
    times = "".join(f"{f'{factor * size}, s':>9}" for factor in FACTORS)
    return f"{'characters':16}{times}{'2n/n':>7}{'4n/2n':>7}{f'{FULL}, s':>12}"


def _seconds(run: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    run(text)
    return time.perf_counter() - start


def measure(run: Callable[[str], object], size: int, full: int = FULL) -> Iterator[Growth]:
    """Time ``run`` on every sort of text, of one, two and four times ``size`` characters.

    The full size is tried only if, by the growth so far, it will not take for ever.
    """
    for name, make in TEXTS.items():
        seconds = [_seconds(run, make(size * factor)) for factor in FACTORS]
        steps = math.log2(full / (size * FACTORS[-1]))
        expected = seconds[-1] * (seconds[-1] / seconds[-2]) ** steps
        patient = expected < PATIENCE
        yield Growth(name, tuple(seconds), _seconds(run, make(full)) if patient else None)
