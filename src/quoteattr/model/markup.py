"""Marking spans of a text up with signs of the caller's, well nested."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quoteattr.model.records import Span

__all__ = ["mark_up"]


def mark_up(
    text: str, marks: Iterable[tuple[Span, str, str]], escape: Callable[[str], str] = str
) -> str:
    """The text with a sign before and a sign after each span, and ``escape`` of what is between.

    What opens last closes first. Where spans cross, the one that goes on is closed and opened
    again, as often as it takes; of two marks on one span the first given is the outer one.

    >>> from quoteattr.model import Span
    >>> crossing = [(Span(0, 2, "ab"), "<i>", "</i>"), (Span(1, 3, "bc"), "<b>", "</b>")]
    >>> mark_up("abcd", crossing)
    '<i>a<b>b</b></i><b>c</b>d'
    """
    starting: dict[int, list[tuple[int, str, str]]] = {}
    ending: Counter[int] = Counter()
    for span, before, after in marks:
        if span.start < span.end:
            starting.setdefault(span.start, []).append((span.end, before, after))
            ending[span.end] += 1
    pieces: list[str] = []
    stack: list[tuple[int, str, str]] = []
    at = 0
    for edge in sorted({*starting, *ending}):
        pieces.append(escape(text[at:edge]))
        at = edge
        going_on: list[tuple[int, str, str]] = []
        while ending[edge]:
            mark = stack.pop()
            pieces.append(mark[2])
            if mark[0] == edge:
                ending[edge] -= 1
            else:
                going_on.insert(0, mark)
        opened = sorted([*going_on, *starting.get(edge, ())], key=lambda mark: -mark[0])
        pieces += [before for _, before, _ in opened]
        stack += opened
    return "".join([*pieces, escape(text[at:])])
