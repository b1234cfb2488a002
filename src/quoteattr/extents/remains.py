"""What is left of a content, and whether it still tells something."""

from collections.abc import Sequence

from quoteattr.frame import END, Frame
from quoteattr.text import Parse, meets, size_of, tokens_of, without

__all__ = ["remainder", "tells"]

#: What is left must be so large a part of the whole: less is no longer what was said.
_LEAST_LEFT = 0.25
#: Shorter pieces than this are scraps: a link, a comma with a word.
_SCRAP = 3
#: Parts of speech of which at least one tells something: “say this” and “know that” do not.
_TELLING = frozenset("NN NNS NNP NNPS CD VB VBD VBG VBN VBP VBZ MD".split())
#: So long may a link such as “in addition” be.
_LONGEST_LINK = 3


def remainder(frame: Frame, taken: Sequence[range]) -> tuple[range, ...]:
    """Return what is left of a content without ordered ranges, nothing if that is too little.

    >>> frame = Frame((range(0, 1),), "say", None, (range(1, 9),))
    >>> remainder(frame, [range(5, 7)])
    (range(1, 5),)
    >>> remainder(frame, [range(2, 9)])
    ()
    """
    if meets(frame.cue, taken):
        return ()
    left = tuple([run for run in without(frame.content, taken) if len(run) >= _SCRAP])
    return left if size_of(left) >= _LEAST_LEFT * size_of(frame.content) else ()


def tells(parse: Parse, frame: Frame) -> bool:
    """Tell a content from a word that stands for one, and from a link before the verb."""
    content, tags = frame.content, parse.tags
    if any(parse.marks.roles[piece.start] == "open" for piece in content):
        return True
    if not any(tags[index] in _TELLING for index in tokens_of(content)):
        return False
    first = content[0]
    links = tags[first.start] == "IN" and len(first) <= _LONGEST_LINK
    return not (frame.complement == END and len(content) == 1 and links)
