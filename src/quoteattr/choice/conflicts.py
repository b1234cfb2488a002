"""Which verdicts can stand beside one another."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from attrs import define, evolve, field

from quoteattr.choice.verdicts import THRESHOLD, Verdict
from quoteattr.extents import remainder
from quoteattr.frame import QUOTE_END
from quoteattr.text import ordered, tokens_of

__all__ = ["MARGIN", "without_conflicts"]

#: An attribution around another must not be so much less likely than that.
MARGIN = 0.15
#: So many contents may lie around a word: far more than people write.
_DEEPEST = 12
#: How much less likely what is left of a reading is, without the content of likelier ones.
_LEFT = 0.9
#: So reliable a cue with its own speaker right after a quotation has that.
_RELIABLE = 0.5
#: The turn of a verdict, after those of its alternatives, in which it is cut.
_CUT = -1


def without_conflicts(
    verdicts: Sequence[Verdict], least: float, *, knows_levels: bool = False
) -> list[Verdict]:
    """Keep what is likely enough and in no conflict with what is likelier, in order.

    Two cues may not share a word. Two contents are disjoint, or one holds the other together
    with its cue; an inner one counts only if a finder came upon it too, unless the stages were
    taught inner ones, which ``knows_levels`` tells. Where the best reading of a cue is in
    conflict, an alternative may stand, or what is left of it without the content of the likelier
    ones. What is below `THRESHOLD` drives nothing out: so, whatever ``least`` is up to there, the
    same is kept above it.
    """
    kept = _Kept(knows_levels)
    closed = {one.frame.content[0].start for one in verdicts if _comes_after(one)}
    led = {one.context.leads_up_to for one in verdicts}
    named = {index for one in verdicts for index in one.frame.source or ()}
    waiting = [
        (
            -one.probability
            - (_leads_up(one, closed) or (_answers(one, led) and one.context.anchor not in named)),
            number,
            0,
        )
        for number, one in enumerate(verdicts)
    ]
    heapify(waiting)
    while waiting and -waiting[0][0] >= least:
        _, number, turn = heappop(waiting)
        whole = verdicts[number]
        if number in kept.verdicts:
            continue
        if turn == _CUT:
            kept.offer_rest(number, whole)
        elif not kept.offer(number, whole.alternatives[turn - 1] if turn else whole):
            if turn == 0:
                heappush(waiting, (-_LEFT * whole.probability, number, _CUT))
            if turn < len(whole.alternatives):
                heappush(waiting, (-whole.alternatives[turn].probability, number, turn + 1))
    return [kept.verdicts[number] for number in sorted(kept.outer_and_found())]


def _comes_after(verdict: Verdict) -> bool:
    """Tell a cue that follows what it quotes: “…,” he said."""
    proposed = verdict.context.proposed
    quotes = proposed is not None and proposed.complement == QUOTE_END
    return quotes and verdict.probability >= THRESHOLD


def _leads_up(verdict: Verdict, closed: set[int]) -> bool:
    """Tell a cue with nothing but a comma or a colon between it and a quotation of its own.

    ``closed`` are the first tokens of what a cue after it quotes, which goes before a doubtful
    one: “Ward hit back: “…,” he said”.
    """
    context = verdict.context
    first = context.leads_up_to
    if first is None or verdict.frame.content[0].start != first:
        return False
    if not verdict.is_found and not context.is_sure:
        return False
    return (first not in closed or context.is_sure) and verdict.probability >= THRESHOLD


def _answers(verdict: Verdict, led: set[int | None]) -> bool:
    """Tell a quotation with nothing but its own speaker between it and its cue: “When?” Lee asked.

    It goes before a cue of another sentence that takes it along: “No,” said Coe. “When?” Lee asked.
    ``led`` are the first tokens of quotations right after a cue, which are not all the speaker’s.
    """
    context, frame = verdict.context, verdict.frame
    claims = context.claims_quotation and context.share >= _RELIABLE
    if not claims or not _comes_after(verdict) or frame.source is None:
        return False
    if frame.content[0].start in led:
        return False
    alone = len(frame.content) == 1 and verdict.is_found
    return alone and 0 <= frame.source.start - frame.content[0].stop <= 1


@define(eq=False)
class _Kept:
    """The verdicts kept so far, the likeliest first."""

    knows_levels: bool
    verdicts: dict[int, Verdict] = field(factory=dict[int, Verdict])
    contents: dict[int, frozenset[int]] = field(factory=dict[int, frozenset[int]])
    cues: set[int] = field(factory=set[int])
    holders: dict[int, list[int]] = field(factory=dict[int, list[int]])
    inner: set[int] = field(factory=set[int])

    def offer(self, number: int, verdict: Verdict) -> bool:
        """Keep a verdict unless it is in conflict with a likelier one; tell if it was kept."""
        frame = verdict.frame
        if not self.cues.isdisjoint(tokens_of(frame.cue)):
            return False
        content = frozenset(tokens_of(frame.content))
        if any(len(self.holders.get(index, ())) >= _DEEPEST for index in content):
            return False
        around, within = set[int](), set[int]()
        for rival in self._holding(content):
            if frame.first in self.contents[rival] and content <= self.contents[rival]:
                around.add(rival)
            elif self._may_hold(verdict, content, rival):
                within.add(rival)
            else:
                return False
        if around:
            self.inner.add(number)
        self.inner |= within
        self.verdicts[number] = verdict
        self.contents[number] = content
        self.cues.update(tokens_of(frame.cue))
        for index in content:
            self.holders.setdefault(index, []).append(number)
        return True

    def _holding(self, tokens: Iterable[int]) -> set[int]:
        """Return the verdicts in whose content a token lies."""
        return {one for index in tokens for one in self.holders.get(index, ())}

    def offer_rest(self, number: int, verdict: Verdict) -> None:
        """Keep what is left of a verdict without the parts of those that are likelier."""
        frame = verdict.frame
        if not self.holders.keys().isdisjoint(tokens_of(frame.cue)):
            return
        taken: list[range] = []
        for rival in self._holding(tokens_of(frame.content)):
            other = self.verdicts[rival].frame
            taken += (*other.content, *other.cue, other.source or range(0))
        left = remainder(frame, ordered(taken))
        if left:
            reading = evolve(verdict.reading, frame=evolve(frame, content=left))
            self.offer(
                number,
                evolve(
                    verdict,
                    reading=reading,
                    probability=_LEFT * verdict.probability,
                    alternatives=(),
                ),
            )

    def _may_hold(self, verdict: Verdict, content: frozenset[int], rival: int) -> bool:
        """Tell whether a verdict may stand around one that is likelier.

        It may if a finder came upon it too or if it is not much less likely, unless it is too
        unlikely itself.
        """
        if verdict.probability < THRESHOLD:
            return False
        other = self.verdicts[rival]
        inside = other.frame.first in content and self.contents[rival] <= content
        likely = verdict.is_found or verdict.probability >= other.probability - MARGIN
        return inside and likely

    def outer_and_found(self) -> Iterator[int]:
        """Yield outermost verdicts, and inner ones that are to be trusted."""
        for number, verdict in self.verdicts.items():
            if number not in self.inner or self._is_trusted_inside(verdict):
                yield number

    def _is_trusted_inside(self, verdict: Verdict) -> bool:
        """Tell an inner verdict that is known or found, with a source of its own, if any.

        A source outside of the content around is that of the outer one: nobody stands above
        themselves.
        """
        frame = verdict.frame
        if not (self.knows_levels or verdict.is_found):
            return False
        around = [self.contents[one] for one in self.holders.get(frame.first, ())]
        return not around or min(around, key=len).issuperset(frame.source or ())
