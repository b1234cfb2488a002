"""What a correction is: a named rule that mends a frame, or refuses it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import evolve

from quoteattr.frame import Frame, Rule
from quoteattr.text import Parse

__all__ = ["Correction", "corrected"]

#: Takes a text, a frame and what a finder proposes for the same cue, if anything; gives the
#: frame, the very same where nothing is to be mended, or None where the frame makes no sense.
Correction: TypeAlias = Callable[[Parse, Frame, Frame | None], Frame | None]


def corrected(
    parse: Parse, frame: Frame, proposed: Frame | None, rules: Iterable[Rule[Correction]]
) -> Frame | None:
    """Return a frame with all that rules mend in it, or None if one finds no sense in it.

    ``proposed`` is what a finder proposes for the same cue. The names of the rules that
    changed something stand at the end of `Frame.rules`.

    >>> from quoteattr.text import Tagger, tagged
    >>> from quoteattr.words import Lexicon
    >>> parse = tagged("Lee said it.", Tagger.load(), Lexicon.default())
    >>> frame = Frame((range(1, 2),), "say", range(0, 1), (range(2, 3),))
    >>> alone = Rule("alone", "", "", lambda parse, frame, proposed: evolve(frame, source=None))
    >>> corrected(parse, frame, None, [alone]).rules
    ('alone',)
    """
    for rule in rules:
        mended = rule.apply(parse, frame, proposed)
        if mended is None:
            return None
        if mended is not frame:
            frame = evolve(mended, rules=(*frame.rules, rule.name))
    return frame
