"""The best sequence of labels and those that lose least beside it."""

from math import inf
from operator import add, itemgetter
from typing import TypeAlias

from quoteattr.learning.crf.rows import Rows

__all__ = ["cheapest", "trace"]

#: What is lost by leaving a sequence, at which position, for which label.
_Gap: TypeAlias = tuple[float, int, int]


def trace(scores: Rows, columns: Rows, label: int) -> list[int]:
    """Return the best way to a label at the end."""
    path = [label]
    for row in scores[-2::-1]:
        # The same additions as forwards, so that the maximum is the very same float.
        reach = [*map(add, row, columns[label])]
        label = reach.index(max(reach))
        path.append(label)
    path.reverse()
    return path


def cheapest(scores: Rows, columns: Rows, labels: int, count: int) -> list[tuple[float, list[int]]]:
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
    scores: Rows, columns: Rows, path: list[int], end: int, room: float, known: list[_Gap]
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
