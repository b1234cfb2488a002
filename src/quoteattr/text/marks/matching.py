"""The cheapest reading of a paragraph's marks: which open, which close, which do neither.

A Viterbi search whose states are the quotations open at a mark. Nesting is bounded and few
states are kept, so the time is linear in the number of marks, whatever they are.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from quoteattr.text.marks.contexts import Candidate
from quoteattr.text.marks.styles import NEVER, mark_styles

__all__ = ["read_marks"]

# What is open, outermost first: the glyph, and what it costs if it stays open.
_Stack: TypeAlias = tuple[tuple[str, int], ...]
_History: TypeAlias = "tuple[_History, int] | None"
_States: TypeAlias = dict[_Stack, tuple[int, _History]]

_MAX_DEPTH = 8
_WIDTH = 12
_NARROW_WIDTH = 2
_MANY = 400
_MARGIN = 2000
_SAME_FAMILY = 200
_RESCUE = 300
_TWO_AT_ONCE = 100


def read_marks(marks: Sequence[Candidate]) -> list[int]:
    """Return how many quotations each mark of one paragraph opens (1) or closes (-1).

    A doubled single mark may open (2) or close (-2) two at once, ‘She said ‘yes’’, or be
    a mark and an apostrophe, ''tis late'. The reading is the cheapest consistent one; 0
    stands for apostrophes and stray marks.

    >>> from quoteattr.text.marks.contexts import candidates
    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("‘The dogs’ dinner,’ he said.")
    >>> read_marks(candidates(tokens, split_sentences(tokens))[0])
    [1, 0, -1]
    """
    width = _WIDTH if len(marks) <= _MANY else _NARROW_WIDTH
    states: _States = {(): (0, None)}
    for mark in marks:
        states = _pruned(_advance(states, mark), width)
    _, _, history = min(
        (cost + sum(unclosed for _, unclosed in stack), order, history)
        for order, (stack, (cost, history)) in enumerate(states.items())
    )
    steps: list[int] = []
    while history is not None:
        history, step = history
        steps.append(step)
    return steps[::-1]


def _advance(states: _States, mark: Candidate) -> _States:
    """Extend every state by every reading of the next mark."""
    after: _States = {}
    for stack, (so_far, history) in states.items():
        # Each mark inside a quotation costs a little: of two readings, the shorter quotation.
        cost = so_far + len(stack)
        for step, price, left in _readings(stack, mark):
            if price < NEVER and (left not in after or cost + price < after[left][0]):
                after[left] = (cost + price, (history, step))
    return after


def _readings(stack: _Stack, mark: Candidate) -> Iterator[tuple[int, int, _Stack]]:
    """Yield what a mark may do: the step, its cost, and what is open afterwards."""
    twin = mark_styles()[mark.style.glyph[0]] if len(mark.style.glyph) == 2 else None
    if stack:
        yield -1, mark.costs.closing + _closing(stack[-1][0], mark), stack[:-1]
    if twin is not None and len(stack) > 1:
        both = sum(mark_styles()[glyph].closed_by(twin) for glyph, _ in stack[-2:])
        yield -2, mark.costs.closing + both + _TWO_AT_ONCE, stack[:-2]
    if len(stack) < _MAX_DEPTH:
        nested = stack and mark_styles()[stack[-1][0]].family == mark.style.family
        opened = (*stack, (mark.style.glyph, mark.unclosed))
        yield 1, mark.costs.opening + (_SAME_FAMILY if nested else 0), opened
    if twin is not None and len(stack) < _MAX_DEPTH - 1:
        single = (twin.glyph, mark.unclosed)
        price = mark.costs.opening + twin.opening
        yield 1, price + _RESCUE, (*stack, single)
        yield 2, price + _SAME_FAMILY + _TWO_AT_ONCE, (*stack, single, single)
    if stack and stack[-1][0] == mark.style.glyph:
        yield 0, mark.again, stack
    yield 0, mark.costs.ignoring, stack


def _closing(glyph: str, mark: Candidate) -> int:
    opener = mark_styles()[glyph]
    if mark.rescue == opener.family:
        return _RESCUE
    return opener.closed_by(mark.style)


def _pruned(states: _States, width: int) -> _States:
    best = min(cost for cost, _ in states.values())
    kept = [item for item in states.items() if item[1][0] <= best + _MARGIN]
    if len(kept) > width:
        kept = sorted(kept, key=lambda item: item[1][0])[:width]
    return dict(kept)
