"""The cheapest reading of a paragraph's marks: which open, which close, which do neither.

A Viterbi search whose states are the quotations open at a mark. Nesting is bounded and few
states are kept, so the time is linear in the number of marks, whatever they are.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from quoteattr.marks.contexts import Candidate
from quoteattr.marks.styles import NEVER, mark_styles

__all__ = ["Role", "read_marks"]

Role: TypeAlias = Literal["open", "close", ""]

# What is open, outermost first: the glyph, and what it costs if it stays open.
_Stack: TypeAlias = tuple[tuple[str, int], ...]
_History: TypeAlias = "tuple[_History, Role] | None"
_States: TypeAlias = dict[_Stack, tuple[int, _History]]

_MAX_DEPTH = 8
_WIDTH = 12
_NARROW_WIDTH = 4
_MANY = 400
_MARGIN = 2000
_SAME_FAMILY = 200
_RESCUE = 300


def read_marks(marks: Sequence[Candidate]) -> list[Role]:
    """Return what each mark of one paragraph does in the cheapest consistent reading.

    >>> from quoteattr.marks.contexts import candidates
    >>> from quoteattr.sentences import split_sentences
    >>> from quoteattr.tokens import tokenize
    >>> tokens = tokenize("‘The dogs’ dinner,’ he said.")
    >>> read_marks(candidates(tokens, split_sentences(tokens))[0])
    ['open', '', 'close']
    """
    width = _WIDTH if len(marks) <= _MANY else _NARROW_WIDTH
    states: _States = {(): (0, None)}
    for mark in marks:
        states = _pruned(_advance(states, mark), width)
    _, _, history = min(
        (cost + sum(unclosed for _, unclosed in stack), order, history)
        for order, (stack, (cost, history)) in enumerate(states.items())
    )
    roles: list[Role] = []
    while history is not None:
        history, role = history
        roles.append(role)
    return roles[::-1]


def _advance(states: _States, mark: Candidate) -> _States:
    after: _States = {}
    styles = mark_styles()
    family = mark.style.family
    opener = (mark.style.glyph, mark.unclosed)
    for stack, (so_far, history) in states.items():
        # Each mark inside a quotation costs a little: of two readings, the shorter quotation.
        cost = so_far + len(stack)
        if stack and mark.closing < NEVER:
            closing = _closing(stack[-1][0], mark)
            if closing < NEVER:
                _offer(after, stack[:-1], cost + closing, (history, "close"))
        if len(stack) < _MAX_DEPTH and mark.opening < NEVER:
            same = stack and styles[stack[-1][0]].family == family
            _offer(
                after,
                (*stack, opener),
                cost + mark.opening + (_SAME_FAMILY if same else 0),
                (history, "open"),
            )
        _offer(after, stack, cost + mark.ignoring, (history, ""))
    return after


def _closing(glyph: str, mark: Candidate) -> int:
    opener = mark_styles()[glyph]
    if mark.rescue == opener.family:
        return mark.closing + _RESCUE
    return mark.closing + opener.closed_by(mark.style)


def _offer(states: _States, stack: _Stack, cost: int, history: _History) -> None:
    if stack not in states or cost < states[stack][0]:
        states[stack] = (cost, history)


def _pruned(states: _States, width: int) -> _States:
    best = min(cost for cost, _ in states.values())
    kept = [item for item in states.items() if item[1][0] <= best + _MARGIN]
    if len(kept) > width:
        kept = sorted(kept, key=lambda item: item[1][0])[:width]
    return dict(kept)
