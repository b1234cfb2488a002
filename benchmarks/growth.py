"""Whether the time for a text grows with its length and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from benchmarks.prose import article

FACTORS = (1, 2, 4)

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
}


@frozen
class Growth:
    """Seconds for one, two and four times a size."""

    name: str
    size: int
    seconds: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long each size took as the one before: 2 is linear."""
        return tuple(
            later / earlier for earlier, later in zip(self.seconds, self.seconds[1:], strict=False)
        )

    def __str__(self) -> str:
        seconds = "".join(f"{value:9.3f}" for value in self.seconds)
        ratios = "".join(f"{value:7.2f}" for value in self.ratios)
        return f"{self.name:16}{self.size:9}{seconds}{ratios}"


def heading() -> str:
    """The names of the columns of :class:`Growth`."""
    times = "".join(f"{f'{factor}n, s':>9}" for factor in FACTORS)
    return f"{'text':16}{'n':>9}{times}{'2n/n':>7}{'4n/2n':>7}"


def measure(run: Callable[[str], object], size: int) -> Iterator[Growth]:
    """Time ``run`` on every sort of text, of one, two and four times ``size`` characters."""
    for name, make in TEXTS.items():
        seconds: list[float] = []
        for factor in FACTORS:
            text = make(size * factor)
            start = time.perf_counter()
            run(text)
            seconds.append(time.perf_counter() - start)
        yield Growth(name, size, tuple(seconds))
