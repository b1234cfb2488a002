"""Ranges of token indices, in order and disjoint, as the parts of a report are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

__all__ = [
    "coverage",
    "holds",
    "joined",
    "meets",
    "ordered",
    "runs_of",
    "size_of",
    "tokens_of",
    "within",
    "without",
]


def size_of(ranges: Iterable[range]) -> int:
    """Return how many tokens lie in some ranges.

    >>> size_of((range(1, 3), range(5, 6)))
    3
    """
    return sum(map(len, ranges))


def tokens_of(ranges: Iterable[range]) -> Iterator[int]:
    """Yield the tokens of some ranges, in their order.

    >>> [*tokens_of((range(1, 3), range(5, 6)))]
    [1, 2, 5]
    """
    return (index for part in ranges for index in part)


def holds(ranges: Iterable[range], index: int) -> bool:
    """Tell whether a token lies in one of some ranges.

    >>> holds((range(1, 3), range(5, 6)), 2), holds((range(1, 3),), 3)
    (True, False)
    """
    return any(index in part for part in ranges)


def runs_of(tokens: Iterable[int]) -> list[range]:
    """Return the unbroken runs of tokens, in order.

    >>> runs_of([4, 1, 2])
    [range(1, 3), range(4, 5)]
    """
    runs: list[range] = []
    for index in sorted(tokens):
        if runs and runs[-1].stop == index:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def ordered(ranges: Iterable[range]) -> tuple[range, ...]:
    """Return token ranges in order, empty ones left out and overlapping ones joined.

    >>> ordered([range(5, 9), range(0, 2), range(1, 3), range(4, 4)])
    (range(0, 3), range(5, 9))
    """
    joined: list[range] = []
    for part in sorted((r for r in ranges if r), key=lambda r: (r.start, r.stop)):
        if joined and part.start < joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, part.stop))
        else:
            joined.append(part)
    return tuple(joined)


def joined(ranges: Iterable[range]) -> tuple[range, ...]:
    """Return token ranges in order, those joined that overlap or touch.

    >>> joined([range(5, 9), range(0, 2), range(2, 3)])
    (range(0, 3), range(5, 9))
    """
    runs: list[range] = []
    for part in ordered(ranges):
        if runs and runs[-1].stop == part.start:
            runs[-1] = range(runs[-1].start, part.stop)
        else:
            runs.append(part)
    return tuple(runs)


def meets(ranges: Iterable[range], others: Sequence[range]) -> bool:
    """Tell whether a token lies in both of two lists of ranges.

    >>> meets([range(0, 3)], [range(2, 5)]), meets([range(0, 3)], [range(3, 5)])
    (True, False)
    """
    return any(one.start < two.stop and two.start < one.stop for one in ranges for two in others)


def within(content: Iterable[range], bounds: Sequence[range]) -> tuple[range, ...]:
    """Return what of some ranges lies within bounds; both are ordered.

    >>> within([range(0, 4), range(6, 9)], [range(2, 7)])
    (range(2, 4), range(6, 7))
    """
    shared = [
        range(max(part.start, bound.start), min(part.stop, bound.stop))
        for part in content
        for bound in bounds
    ]
    return tuple([part for part in shared if part])


def without(content: Sequence[range], holes: Sequence[range]) -> tuple[range, ...]:
    """Return ordered ranges less the tokens of ``holes``, which are ordered too.

    >>> without([range(0, 9)], [range(0, 1), range(4, 6)])
    (range(1, 4), range(6, 9))
    """
    kept: list[range] = []
    for part in content:
        start = part.start
        for hole in holes:
            if hole.stop <= start or hole.start >= part.stop:
                continue
            if hole.start > start:
                kept.append(range(start, hole.start))
            start = hole.stop
        if start < part.stop:
            kept.append(range(start, part.stop))
    return tuple(kept)


def coverage(count: int, contents: Iterable[Sequence[range]]) -> list[int]:
    """Return, for each of ``count`` tokens, in how many contents it is.

    >>> coverage(5, [[range(0, 3)], [range(1, 2), range(4, 5)]])
    [1, 2, 1, 0, 1]
    """
    changes = [0] * (count + 1)
    for content in contents:
        for part in content:
            changes[part.start] += 1
            changes[part.stop] -= 1
    return list(accumulate(changes))[:count]
