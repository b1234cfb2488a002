"""Joins: fragments of one quotation, continuations, speakers named in the sentence before."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.frames import Frame
from quoteattr.marks import MarkPair
from quoteattr.model import CueType
from quoteattr.tagging import Tagged

__all__ = ["join"]

_SHORTEST = 3


def join(tagged: Tagged, frames: Sequence[Frame]) -> list[Frame]:
    """Give the quotations that no frame holds to the frame or the speaker they belong to.

    A quotation that follows in the same paragraph is one more fragment of the attribution
    before it; one that opens the next paragraph carries on the turn of the last speaker, as
    an attribution of its own without a cue; one that reopens an unclosed quotation is its
    next paragraph.
    """
    return _Joiner(tagged, frames).joined()


class _Joiner:
    """One pass over the loose quotations of a text, from left to right."""

    def __init__(self, tagged: Tagged, frames: Sequence[Frame]) -> None:
        self.tagged = tagged
        self.frames = list(frames)
        self.owner = self._owners()

    def _owners(self) -> dict[int, int]:
        """Map each token inside content that is quoted to the frame that holds it."""
        inside = self.tagged.marks.inside
        owner: dict[int, int] = {}
        for number, frame in enumerate(self.frames):
            for piece in frame.content:
                for index in piece:
                    if inside[index] >= 0:
                        owner.setdefault(index, number)
        return owner

    def joined(self) -> list[Frame]:
        marks = self.tagged.marks
        for number, pair in enumerate(marks.pairs):
            if pair.parent is not None or not self._is_loose(pair):
                continue
            if pair.continues is not None and self._prolong(pair):
                continue
            if not self._is_utterance(pair):
                continue
            if not self._add_fragment(pair):
                self._continue_turn(pair)
        return sorted(
            self.frames, key=lambda frame: min(piece.start for piece in (*frame.cue, *frame.content))
        )

    def _is_loose(self, pair: MarkPair) -> bool:
        return pair.open not in self.owner and (pair.open + 1) not in self.owner

    def _range(self, pair: MarkPair) -> range:
        return range(pair.open, pair.stop if pair.close is None else pair.stop + 1)

    def _is_utterance(self, pair: MarkPair) -> bool:
        """Tell a quotation that stands as a sentence from a quoted term or title."""
        words, layout = self.tagged.tokens.words, self.tagged.layout
        if pair.stop - pair.open - 1 < _SHORTEST:
            return False
        sentence = layout.sentences[layout.sentence_of[pair.open]]
        lead = pair.open - sentence.start
        if lead > 2:
            return False
        if pair.close is None or pair.stop - pair.open > 8:
            return True
        return words[pair.stop - 1][-1] in ".!?…—-," or (
            words[min(pair.stop + 1, len(words) - 1)][-1] in ".!?"
        )

    def _prolong(self, pair: MarkPair) -> bool:
        """Add a reopened paragraph to the attribution that holds the paragraph before."""
        marks = self.tagged.marks
        earlier = marks.pairs[pair.continues] if pair.continues is not None else None
        if earlier is None:
            return False
        number = self.owner.get(earlier.open, self.owner.get(earlier.open + 1))
        if number is None:
            return False
        self._attach(number, pair, "reopened quotation")
        return True

    def _attach(self, number: int, pair: MarkPair, note: str) -> None:
        frame = self.frames[number]
        piece = self._range(pair)
        content = tuple(sorted((*frame.content, piece), key=lambda piece: piece.start))
        self.frames[number] = evolve(frame, content=content, notes=(*frame.notes, note))
        for index in piece:
            self.owner.setdefault(index, number)

    def _add_fragment(self, pair: MarkPair) -> bool:
        """Give the quotation to the attribution that ends right before it in its paragraph."""
        layout, tokens = self.tagged.layout, self.tagged.tokens
        paragraph = layout.paragraphs[layout.paragraph_of[pair.open]]
        sentence = layout.sentences[layout.sentence_of[pair.open]]
        best: int | None = None
        best_rank = (False, -1)
        for number in self._nearby(paragraph, pair.open):
            frame = self.frames[number]
            if frame.source is None or not frame.cue:
                continue
            end = max(frame.cue[-1].stop, frame.content[-1].stop, frame.source.stop)
            previous = layout.sentence_of[frame.cue[0].start]
            rank = (self._speaks(frame), end)
            gap = layout.sentence_of[sentence.start] - previous
            if end <= pair.open and gap <= 1 + rank[0] and rank > best_rank:
                best, best_rank = number, rank
        if best is None or tokens.words[pair.open - 1] in (",",):
            return False
        self._attach(best, pair, "quotation that follows in the paragraph")
        return True

    def _speaks(self, frame: Frame) -> bool:
        """Tell whether a frame already holds quoted speech."""
        inside = self.tagged.marks.inside
        return any(inside[piece.start] >= 0 for piece in frame.content)

    def _nearby(self, paragraph: range, before: int) -> list[int]:
        return [
            number
            for number, frame in enumerate(self.frames)
            if frame.cue and paragraph.start <= frame.cue[0].start < before
        ]

    def _continue_turn(self, pair: MarkPair) -> None:
        """Let a paragraph that is one quotation carry on the turn of the last speaker."""
        layout, words = self.tagged.layout, self.tagged.tokens.words
        number = layout.paragraph_of[pair.open]
        paragraph = layout.paragraphs[number]
        if pair.open != paragraph.start or number == 0:
            return
        stop = pair.stop + 1
        if stop < paragraph.stop and words[stop][-1] not in ".!?":
            return
        before = layout.paragraphs[number - 1]
        last: Frame | None = None
        for frame in self.frames:
            if frame.source is not None and before.start <= frame.content[-1].stop - 1 < before.stop:
                if last is None or frame.content[-1].stop >= last.content[-1].stop:
                    last = frame
        if last is None or not any(
            self.tagged.marks.inside[index] >= 0 for index in last.content[-1]
        ):
            return
        if words[before.stop - 2][-1] == "?":
            return
        self.frames.append(
            Frame(
                (),
                "",
                CueType.ASSERTION,
                last.source,
                (self._range(pair),),
                None,
                "continuation",
                0.6 * last.score,
                ("carries on the turn of the speaker before",),
            )
        )
        self.owner.update(dict.fromkeys(self._range(pair), len(self.frames) - 1))
