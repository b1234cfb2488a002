"""Quotations that no frame holds, given to the frame or the speaker they belong to."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import evolve

from quoteattr.frame import Frame
from quoteattr.quotations.speakers import (
    Announcer,
    announcer,
    credit_below,
    name_after,
    named_after,
    speaking_subject,
)
from quoteattr.quotations.transcripts import with_whole_turns
from quoteattr.text import MarkPair, Parse

__all__ = ["join"]

_SHORTEST = 3
_SURE = 8
_FAINTER = 0.6
_FAINT = 0.4
_ANNOUNCED = 0.7
#: What may stand before a quotation that goes on: “Then, “…””.
_RESUMING = frozenset("again and but finally indeed instead later rather so still then".split())
_ASKING = frozenset(("ask", "inquire", "query", "wonder"))
#: A paragraph of a dialogue, in which one speaks after the other, has no more tokens.
_DIALOGUE = 30
_ANSWERED = "answers the question of the paragraph before"
_IN_TURN = "speaks in turn with the speaker before"


def join(parse: Parse, frames: Sequence[Frame]) -> list[Frame]:
    """Give the quotations that no frame holds to the frame or the speaker they belong to.

    A quotation that follows in the same paragraph is one more fragment of the attribution
    before it; one that fills the next paragraph carries on the turn of the last speaker, as
    an attribution of its own without a cue; one that reopens an unclosed quotation is its
    next paragraph; one after a short sentence is said by whom that sentence is about.
    ``frames`` come in the order of their cues, and so do those returned.
    """
    joiner = _Joiner(parse, with_whole_turns(parse, frames))
    outermost = [pair for pair in parse.marks.pairs if pair.parent is None]
    for pair in reversed(outermost):
        joiner.reach_back(pair)
    for pair in outermost:
        joiner.place(pair)
    return sorted(joiner.frames, key=_start)


def _start(frame: Frame) -> int:
    return min(piece.start for piece in (*frame.cue, *frame.content))


def _begin(piece: range) -> int:
    return piece.start


class _Joiner:
    """One pass over the outermost quotations of a text, from left to right."""

    def __init__(self, parse: Parse, frames: Sequence[Frame]) -> None:
        self.parse = parse
        self.frames = list(frames)
        self.with_cue = [number for number, frame in enumerate(frames) if frame.cue]
        self.cue_starts = [frames[number].cue[0].start for number in self.with_cue]
        self.cues = {index for frame in frames for part in frame.cue for index in part}
        self.by_sentence: dict[int, list[int]] = {}
        for number, start in zip(self.with_cue, self.cue_starts, strict=True):
            home = parse.layout.sentence_of[start]
            self.by_sentence.setdefault(home, []).append(number)
        self.holder: dict[int, int] = {}
        self.last_in: dict[int, int] = {}
        for number, frame in enumerate(self.frames):
            self._note(number, frame.content)

    def _note(self, number: int, content: Sequence[range]) -> None:
        """Remember which frame holds which quotation and which comes last in a paragraph."""
        inside, pairs = self.parse.marks.inside, self.parse.marks.pairs
        frame = self.frames[number]
        label = frame.source if frame.lemma == ":" else None
        for piece in content:
            index = piece.start
            while index < piece.stop:
                at = inside[index]
                if at < 0:
                    index += 1
                    continue
                while (outer := pairs[at].parent) is not None:
                    at = outer
                begins = piece.start if label is None else min(label.start, piece.start)
                inner = label is None and frame.cue and frame.cue[0].start in pairs[at].inner
                if begins <= pairs[at].open + 1 and not inner:
                    self.holder.setdefault(at, number)
                index = max(index + 1, pairs[at].outer.stop)
        if frame.source is None or self._is_quoted(frame):
            return
        end = content[-1].stop
        paragraph = self.parse.layout.paragraph_of[end - 1]
        known = self.last_in.get(paragraph)
        if known is None or self.frames[known].content[-1].stop <= end:
            self.last_in[paragraph] = number

    def _is_quoted(self, frame: Frame) -> bool:
        """Tell whether it is somebody quoted who reports: “you see” in “It was, you see, late”.

        A label, such as that of a turn in a transcript, speaks for itself.
        """
        if not frame.cue or frame.lemma == ":":
            return False
        return self.parse.marks.inside[frame.cue[0].start] >= 0

    def reach_back(self, pair: MarkPair) -> None:
        """Give the paragraphs of one quotation to the frame that holds its last.

        A label, such as that of a turn in a transcript, begins something new.
        """
        if pair.continues is None:
            return
        number = self.holder.get(self._key(pair))
        earlier = self.parse.marks.pairs[pair.continues]
        if number is None or self.frames[number].lemma == ":":
            return
        if pair.continues not in self.holder and earlier.parent is None:
            self._attach(number, earlier, "reopened in the next paragraph")

    def place(self, pair: MarkPair) -> None:
        """Find a place for one quotation if no frame holds it yet."""
        marks = self.parse.marks
        if marks.inside[pair.open] < 0 or self._key(pair) in self.holder:
            return
        if pair.continues is not None:
            number = self.holder.get(pair.continues)
            if number is not None:
                self._attach(number, pair, "reopened in this paragraph")
                return
        if self._credited(pair) or not self._is_utterance(pair) or self._is_exchange(pair):
            return
        number = self._claimant(pair)
        if number is not None:
            self._attach(number, pair, "quotation that follows in the paragraph")
            return
        named = self._speak_up(pair) or self._announced(pair) or self._pointed_at(pair)
        if not named:
            self._continue_turn(pair)

    def _key(self, pair: MarkPair) -> int:
        """Return the number of the pair, which lies outermost."""
        marks = self.parse.marks
        at = marks.inside[pair.open]
        while (outer := marks.pairs[at].parent) is not None:
            at = outer
        return at

    def _is_utterance(self, pair: MarkPair) -> bool:
        """Tell a quotation that stands as a sentence from a quoted term or title."""
        forms = self.parse.forms
        length = pair.stop - pair.open - 1
        sentence = self.parse.sentence(pair.open)
        brief = length < _SHORTEST and forms[pair.stop - 1][-1] not in ".!?"
        if brief or length == 0 or pair.open - sentence.start > 2:
            return False
        if forms[pair.open - 1] == "," and pair.open > sentence.start:
            return self.parse.words[sentence.start] in _RESUMING
        if pair.close is None or length >= _SURE:
            return True
        paragraph = self.parse.paragraph(pair.open)
        after = forms[pair.stop + 1] if pair.stop + 1 < paragraph.stop else "."
        return forms[pair.stop - 1][-1] in ".!?…—-," or after[-1] in ".!?"

    def _is_exchange(self, pair: MarkPair) -> bool:
        """Tell a question and its answer side by side: nothing says who asked whom."""
        self.parse, around = self.parse, pair.outer
        roles, paragraph_of = self.parse.marks.roles, self.parse.layout.paragraph_of
        before, after = around.start - 1, around.stop
        forms, home = self.parse.forms, paragraph_of[pair.open]
        if before >= 0 and roles[before] == "close" and paragraph_of[before] == home:
            return forms[before - 1][-1] == "?"
        meets = after < len(roles) and roles[after] == "open" and paragraph_of[after] == home
        return meets and forms[pair.stop - 1][-1] == "?"

    def _attach(self, number: int, pair: MarkPair, note: str) -> None:
        frame = self.frames[number]
        at = bisect_left(frame.content, pair.open, key=_begin)
        content = (*frame.content[:at], pair.outer, *frame.content[at:])
        notes = frame.notes if note in frame.notes else (*frame.notes, note)
        self.frames[number] = evolve(frame, content=content, notes=notes)
        self._note(number, (pair.outer,))

    def _credited(self, pair: MarkPair) -> bool:
        """Give a quotation to whom the line below it names, within its marks."""
        name = credit_below(self.parse, pair)
        if name is not None:
            self._quote(name, pair, "credit below", _ANNOUNCED, "named in the line below")
        return name is not None

    def _claimant(self, pair: MarkPair) -> int | None:
        """Return the attribution right before a quotation, in its paragraph.

        One that holds quoted speech already comes before one that does not.
        """
        layout = self.parse.layout
        paragraph = self.parse.paragraph(pair.open)
        home = layout.sentence_of[pair.open]
        best: int | None = None
        best_rank = (False, -1)
        for at in range(bisect_left(self.cue_starts, pair.open) - 1, -1, -1):
            number = self.with_cue[at]
            frame = self.frames[number]
            start = frame.cue[0].start
            gap = home - layout.sentence_of[start]
            if gap > 2 or start < paragraph.start:
                break
            if frame.source is None or self._is_quoted(frame):
                continue
            end = max(frame.cue[-1].stop, frame.content[-1].stop, frame.source.stop)
            rank = (self._speaks(frame), end)
            if end <= pair.open and gap <= 1 + rank[0] and rank > best_rank:
                best, best_rank = number, rank
        return best

    def _speaks(self, frame: Frame) -> bool:
        """Tell whether a frame already holds quoted speech."""
        return any(self.parse.marks.inside[piece.start] >= 0 for piece in frame.content)

    def _speak_up(self, pair: MarkPair) -> bool:
        """Let whoever the short sentence before is about speak: “She rose. “Enough!””."""
        subject = speaking_subject(self.parse, pair)
        if subject is not None:
            self._quote(subject, pair, "speaker before", _FAINT, "named in the sentence before")
        return subject is not None

    def _announced(self, pair: MarkPair) -> bool:
        """Let whoever a paragraph that ends in a colon is about speak: “Lee went on:”.

        If that paragraph says what they said, the quotation is one more piece of it.
        """
        self.parse = self.parse
        layout = self.parse.layout
        number = layout.paragraph_of[pair.open]
        if number == 0 or pair.open != layout.paragraphs[number].start:
            return False
        before = layout.paragraphs[number - 1]
        last = before.stop - 1
        if self.parse.forms[last] != ":" or self.parse.marks.inside[last] >= 0:
            return False
        speaker = self.last_in.get(number - 1)
        if speaker is not None and self._ends(self.frames[speaker], before):
            self._attach(speaker, pair, "announced by the paragraph before")
            return True
        home = self.parse.sentence(last)
        found = announcer(self.parse.within(home))
        if found is None or found.verb in self.cues:
            return False
        self._say(found, pair, "speaker before", "announced by the paragraph before")
        return True

    def _pointed_at(self, pair: MarkPair) -> bool:
        """Let whoever the sentence after names speak: “That is how Lee put it.”."""
        layout, after = self.parse.layout, pair.outer.stop
        home = layout.sentence_of[pair.open]
        if after >= len(layout.sentence_of) or layout.sentence_of[after] != home + 1:
            return False
        found = named_after(self.parse.within(layout.sentences[home + 1]))
        if found is None:
            return False
        note = "named in the sentence after"
        near = self.by_sentence.get(home + 1, ())
        known = [number for number in near if found.verb in self.frames[number].cue[0]]
        if known:
            self._attach(known[0], pair, note)
            return True
        self._say(found, pair, "speaker after", note)
        return True

    def _say(self, found: Announcer, pair: MarkPair, pattern: str, note: str) -> None:
        self._quote(found.source, pair, pattern, _ANNOUNCED, note)
        self.frames[-1] = evolve(self.frames[-1], cue=(found.cue,), lemma=found.lemma)

    def _ends(self, frame: Frame, paragraph: range) -> bool:
        """Tell whether the last sentence of a paragraph reports what its speaker said."""
        layout = self.parse.layout
        final = layout.sentence_of[paragraph.stop - 1]
        return bool(frame.cue) and layout.sentence_of[frame.cue[0].start] == final

    def _quote(
        self, source: range | None, pair: MarkPair, pattern: str, score: float, note: str
    ) -> None:
        """Add a quotation without a cue of its own."""
        content = (pair.outer,)
        self.frames.append(
            Frame(
                (),
                "",
                source,
                content,
                rules=(pattern,),
                stage="placed",
                score=score,
                notes=(pattern, note),
            )
        )
        self._note(len(self.frames) - 1, content)

    def _continue_turn(self, pair: MarkPair) -> None:
        """Let a paragraph that is one quotation carry on the turn of the last speaker."""
        layout, forms = self.parse.layout, self.parse.forms
        number = layout.paragraph_of[pair.open]
        paragraph = layout.paragraphs[number]
        after = pair.outer.stop
        whole = pair.open == paragraph.start and (
            after >= paragraph.stop or forms[after][-1] in ".!?"
        )
        speaker = self._last_speaker(number - 1) if whole else None
        if speaker is None:
            return
        last = self.frames[speaker]
        before = layout.paragraphs[number - 1]
        quoted = self.parse.marks.inside[last.content[-1].start] >= 0
        if not (quoted or self._ends(last, before)):
            return
        asked = forms[max(before.start, before.stop - 2)][-1] == "?"
        if self._asks(last):
            self._answer(last, self.last_in.get(number - 2), pair, _ANSWERED)
            return
        asks = forms[pair.stop - 1][-1] == "?"
        if (asked or asks or _IN_TURN in last.notes) and self._is_dialogue(number):
            self._answer(last, self.last_in.get(number - 2), pair, _IN_TURN)
            return
        if asked:
            return
        note = "carries on the turn of the speaker before"
        source = last.source
        if source is not None:
            source = name_after(self.parse, source) or source
        self._quote(source, pair, "continuation", _FAINTER * last.score, note)

    def _last_speaker(self, paragraph: int) -> int | None:
        """Return the frame that ends a paragraph.

        Where that is no quotation, an outer one of its sentence with a quotation comes first,
        then one whose cue does: “said Lee, who thinks of it often” is about what Lee said.
        """
        last = self.last_in.get(paragraph)
        if last is None or self.parse.marks.inside[self.frames[last].content[-1].start] >= 0:
            return last
        final = self.parse.layout.paragraphs[paragraph].stop - 1
        near = self.by_sentence.get(self.parse.layout.sentence_of[final], ())
        named = [number for number in self._outer(near) if self.frames[number].source is not None]
        speaking = [number for number in named if self._speaks(self.frames[number])]
        return next(iter(speaking or named), last)

    def _outer(self, near: Sequence[int]) -> Iterator[int]:
        """Yield the frames whose cues stand in the content of none of them."""
        pieces = [piece for number in near for piece in self.frames[number].content]
        pieces.sort(key=_begin)
        starts = [piece.start for piece in pieces]
        reach = [0, *accumulate([piece.stop for piece in pieces], max)]
        for number in near:
            cue = self.frames[number].cue[0].start
            if reach[bisect_right(starts, cue)] <= cue:
                yield number

    def _is_dialogue(self, number: int) -> bool:
        """Tell whether a paragraph and the two before it are short."""
        paragraphs = self.parse.layout.paragraphs[max(0, number - 2) : number + 1]
        return all(len(paragraph) <= _DIALOGUE for paragraph in paragraphs)

    def _asks(self, frame: Frame) -> bool:
        """Tell whether somebody asked a question; what they merely said may be rhetorical."""
        if frame.lemma not in _ASKING:
            return False
        forms, roles = self.parse.forms, self.parse.marks.roles
        said = [at for at in frame.content[-1][-3:] if not roles[at]]
        return bool(said) and forms[said[-1]][-1] == "?"

    def _answer(self, asking: Frame, before: int | None, pair: MarkPair, note: str) -> None:
        """Let whoever spoke before the last speaker answer, if it was somebody else."""
        if before is None:
            return
        other = self.frames[before]
        named = [
            [self.parse.words[at] for at in frame.source or range(0)] for frame in (asking, other)
        ]
        if named[0] != named[1] and self._speaks(other):
            self._quote(other.source, pair, "continuation", _FAINTER * other.score, note)
