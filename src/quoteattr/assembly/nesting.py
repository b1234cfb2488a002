"""Which attribution lies in which: parents by containment of contents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from attrs import frozen

__all__ = ["MOST_AROUND", "parents", "within_bounds"]

#: How many contents may lie around one another. Far above what people write; it bounds the
#: size of a result, which would be quadratic for ten thousand times “he said”.
MOST_AROUND = 24


@frozen
class _Piece:
    """A content with what the sweep asks for again and again."""

    index: int
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    size: int

    def covers(self, other: _Piece) -> bool:
        """Tell whether every fragment of ``other`` lies in a fragment of this content."""
        if self.size <= other.size:
            return False
        for start, stop in zip(other.starts, other.stops, strict=True):
            at = bisect_right(self.starts, start) - 1
            if at < 0 or self.stops[at] < stop:
                return False
        return True


def parents(contents: Sequence[Sequence[range]]) -> tuple[int | None, ...]:
    """Return, for each content, the index of the smallest larger one that holds all of it.

    Contents are ordered, disjoint ranges of tokens, none empty. Two equal ones are not each
    other's parents; of two of one size that hold a third the one that starts later is its
    parent, then the one that comes first.

    >>> parents([[range(0, 9)], [range(2, 8)], [range(2, 4), range(6, 8)], [range(7, 10)]])
    (None, 0, 1, None)
    """
    pieces = [
        _Piece(
            index,
            tuple([part.start for part in content]),
            tuple([part.stop for part in content]),
            sum(map(len, content)),
        )
        for index, content in enumerate(contents)
    ]
    pieces.sort(key=lambda piece: (piece.starts[0], -piece.stops[-1], -piece.size, piece.index))
    found: list[int | None] = [None] * len(pieces)
    still_open: list[_Piece] = []
    for piece in pieces:
        first = piece.starts[0]
        still_open = [other for other in still_open if other.stops[-1] > first]
        del still_open[:-MOST_AROUND]
        holding = [other for other in still_open if other.covers(piece)]
        if holding:
            parent = min(holding, key=lambda other: (other.size, -other.starts[0], other.index))
            found[piece.index] = parent.index
        still_open.append(piece)
    return tuple(found)


def within_bounds(contents: Sequence[Sequence[range]]) -> list[bool]:
    """Tell, for each content, whether fewer than `MOST_AROUND` others are open where it starts.

    Contents that are not themselves within bounds do not count.

    >>> within_bounds([[range(0, 9)], [range(2, 8)]])
    [True, True]
    """
    order = sorted(range(len(contents)), key=lambda index: (contents[index][0].start, index))
    kept = [False] * len(contents)
    open_until: list[int] = []
    for index in order:
        content = contents[index]
        while open_until and open_until[0] <= content[0].start:
            heappop(open_until)
        if len(open_until) < MOST_AROUND:
            heappush(open_until, content[-1].stop)
            kept[index] = True
    return kept
