"""What the rules of placing share: which frame holds which quotation, who spoke last where."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from attrs import define, evolve, field

from quoteattr.frame import Frame
from quoteattr.text import Parse

__all__ = ["Places", "holds_quotation", "in_last_sentence", "is_quoted", "outermost", "uncued"]


@define
class Places:
    """Which frame holds which quotation, and who spoke last in which paragraph.

    Frames go by their place in ``frames``; those with a cue are listed in ``by_sentence`` too.
    ``holders`` has outermost quotations by their place among the pairs of marks, ``ahead`` the
    holder of the next paragraph that reopens one, ``last_in`` paragraphs, and ``turns`` the
    paragraphs of a transcript that stand without a label, with the turn they go on with, ``bare``
    those with a label that no colon follows, ``points`` those of lists, each with the paragraph
    above its list and without its bullet. ``outer`` are the frames with a cue that stood in the
    content of none before any was placed.
    """

    frames: list[Frame]
    turns: Mapping[int, int]
    bare: Mapping[int, range]
    points: Mapping[int, tuple[int, range]]
    outer: frozenset[int]
    by_sentence: dict[int, list[int]] = field(factory=dict[int, list[int]])
    holders: dict[int, int] = field(factory=dict[int, int])
    ahead: dict[int, int] = field(factory=dict[int, int])
    last_in: dict[int, int] = field(factory=dict[int, int])

    @classmethod
    def of(
        cls,
        parse: Parse,
        frames: Sequence[Frame],
        turns: Mapping[int, int],
        bare: Mapping[int, range],
        points: Mapping[int, tuple[int, range]],
    ) -> "Places":
        """Return where the quotations of a text stand before any is placed."""
        outer = frozenset([number for number in outermost(frames) if frames[number].cue])
        places = cls(list(frames), turns, bare, points, outer)
        for number, frame in enumerate(frames):
            if frame.cue:
                home = parse.layout.sentence_of[frame.first]
                places.by_sentence.setdefault(home, []).append(number)
            places._note(parse, number, frame.content)
        pairs = parse.marks.pairs
        for at, pair in reversed(list(enumerate(pairs))):
            holder = places.holders.get(at, places.ahead.get(at))
            if pair.continues is None or holder is None:
                continue
            # “It rained. Lee added: ¶ “It was late.” is not all what Lee added.
            if places.frames[holder].first not in pairs[pair.continues].inner:
                places.ahead[pair.continues] = holder
        return places

    def with_cue_at(self, parse: Parse, index: int) -> int | None:
        """Return the frame that a token is a cue of."""
        near = self.by_sentence.get(parse.layout.sentence_of[index], ())
        return next((at for at in near if any(index in run for run in self.frames[at].cue)), None)

    def last_frame(self, paragraph: int) -> Frame | None:
        """Return the frame of whoever spoke last in a paragraph."""
        number = self.last_in.get(paragraph)
        return None if number is None else self.frames[number]

    def add(self, parse: Parse, frame: Frame) -> None:
        """Take in a new frame."""
        self.frames.append(frame)
        self._note(parse, len(self.frames) - 1, frame.content)

    def extend(self, parse: Parse, number: int, said: range) -> None:
        """Give a frame one more piece of content."""
        frame = self.frames[number]
        at = bisect_left(frame.content, said.start, key=_start)
        content = (*frame.content[:at], said, *frame.content[at:])
        self.frames[number] = evolve(frame, content=content)
        self._note(parse, number, (said,))

    def _note(self, parse: Parse, number: int, content: Sequence[range]) -> None:
        """Remember which quotations a frame holds, and where it is the last to speak."""
        frame = self.frames[number]
        label = frame.source if frame.is_label else None
        for piece in content:
            begins = piece.start if label is None else min(label.start, piece.start)
            for at in _quotations(parse, piece):
                pair = parse.marks.pairs[at]
                inner = label is None and frame.first in pair.inner
                if begins <= pair.open + 1 and not inner:
                    self.holders.setdefault(at, number)
        if frame.source is None or is_quoted(parse, frame):
            return
        stop = content[-1].stop
        paragraph = parse.layout.paragraph_of[stop - 1]
        known = self.last_frame(paragraph)
        if known is None or known.content[-1].stop <= stop:
            self.last_in[paragraph] = number


def _start(piece: range) -> int:
    return piece.start


def _quotations(parse: Parse, piece: range) -> Iterator[int]:
    """Yield the outermost quotations that a piece of content touches."""
    inside, pairs = parse.marks.inside, parse.marks.pairs
    index = piece.start
    while index < piece.stop:
        at = inside[index]
        if at < 0:
            index += 1
            continue
        while (outer := pairs[at].parent) is not None:
            at = outer
        yield at
        index = max(index + 1, pairs[at].outer.stop)


def outermost(frames: Sequence[Frame]) -> Iterator[int]:
    """Yield the numbers of the frames whose cues stand in the content of none of them."""
    pieces = sorted([(piece.start, piece.stop) for frame in frames for piece in frame.content])
    starts = [start for start, _ in pieces]
    reach = [0, *accumulate([stop for _, stop in pieces], max)]
    for number, frame in enumerate(frames):
        if reach[bisect_right(starts, frame.first)] <= frame.first:
            yield number


def uncued(source: range | None, said: range, score: float = 0.5) -> Frame:
    """Return a frame for a quotation without a cue, as likely as what it rests on."""
    return Frame((), "", source, (said,), stage="placed", score=score)


def is_quoted(parse: Parse, frame: Frame) -> bool:
    """Tell whether it is somebody quoted who reports: “you see” in “It was, you see, late”.

    A label, such as that of a turn in a transcript, speaks for itself.
    """
    return bool(frame.cue) and not frame.is_label and parse.marks.inside[frame.first] >= 0


def holds_quotation(parse: Parse, frame: Frame) -> bool:
    """Tell whether a frame already holds quoted speech."""
    return any(parse.marks.inside[piece.start] >= 0 for piece in frame.content)


def in_last_sentence(parse: Parse, frame: Frame, paragraph: range) -> bool:
    """Tell whether the last sentence of a paragraph reports what its speaker said."""
    sentence_of = parse.layout.sentence_of
    return bool(frame.cue) and sentence_of[frame.first] == sentence_of[paragraph.stop - 1]
