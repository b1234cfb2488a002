"""Quotations that go on in the next paragraph without a new mark, and close in a later one."""

from collections.abc import Iterable, Iterator, Sequence

from quoteattr.text.marks.contexts import Candidate
from quoteattr.text.marks.styles import NEVER, MarkStyle, mark_styles
from quoteattr.text.sentences import Layout
from quoteattr.text.tokens import Tokens

__all__ = ["carried"]

#: So many paragraphs after the one that opens it, a quotation closes at the latest.
_FARTHEST = 12
#: A mark that costs no more to close with than this, and no less to ignore than that, closes.
_CLOSES, _NEVER_STRAY = 100, 600
#: What stands before the mark that closes whole sentences.
_STOPS = frozenset(".,!?…—-")


def carried(
    tokens: Tokens, layout: Layout, readings: Iterable[tuple[Sequence[Candidate], Sequence[int]]]
) -> Iterator[range]:
    """Yield the numbers of the paragraphs over which one quotation runs: “We left. ¶ It rained.”.

    ``readings`` are the marks of each paragraph that has any, and how many quotations each of
    them opens or closes there. A mark of the same family that opens another quotation ends the
    search, so the time is linear in the number of marks.
    """
    first, glyph = -1, ""
    for marks, steps in readings:
        number = layout.paragraph_of[marks[0].token]
        if glyph and number - first <= _FARTHEST:
            opener = mark_styles()[glyph]
            turning = _first_of_family(opener, marks, steps)
            if turning is None:
                continue
            mark, step = turning
            own = tokens.words[layout.paragraphs[number].start : mark.token]
            if own and _closes(opener, mark, step) and _is_speech(own):
                yield range(first, number + 1)
        first, glyph = number, _left_open(marks, steps)


def _first_of_family(
    opener: MarkStyle, marks: Sequence[Candidate], steps: Sequence[int]
) -> tuple[Candidate, int] | None:
    """Return the first mark that might end the quotation or open one like it, with its step."""
    for mark, step in zip(marks, steps, strict=True):
        if mark.style.family == opener.family and (step or mark.costs.ignoring >= _NEVER_STRAY):
            return mark, step
    return None


def _closes(opener: MarkStyle, mark: Candidate, step: int) -> bool:
    """Tell a mark that closes nothing in its paragraph and stands where a closing one does."""
    partner = opener.closed_by(mark.style) < NEVER
    return step == 0 and partner and mark.costs.closing <= _CLOSES


def _is_speech(words: Sequence[str]) -> bool:
    """Tell sentences from the line below a quotation that names its speaker."""
    spelled = [word[0].isupper() for word in words if word[0].isalpha()]
    named = len(spelled) > 1 and sum(spelled) > len(spelled) / 2
    return words[-1][-1] in _STOPS and not named


def _left_open(marks: Sequence[Candidate], steps: Sequence[int]) -> str:
    """Return the glyph of the outermost quotation that a paragraph leaves open, else nothing."""
    stack: list[str] = []
    for mark, step in zip(marks, steps, strict=True):
        stack += [mark.style.glyph] * max(0, step)
        del stack[len(stack) + min(0, step) :]
    return stack[0] if stack else ""
