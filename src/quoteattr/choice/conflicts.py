"""Which decisions can stand beside one another."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from attrs import define, evolve, field

from quoteattr.choice.verdicts import THRESHOLD, Decision
from quoteattr.text import runs_of

__all__ = ["MARGIN", "settle"]

#: An attribution around another must not be so much less likely than that.
MARGIN = 0.15
#: So many contents may lie around a word: far more than people write.
_DEEPEST = 12
#: How much less likely what is left of a reading is, without the content of likelier ones;
#: it must be so large a part of the whole, and shorter pieces than this are scraps.
_LEFT, _LEAST_LEFT, _SCRAP = 0.9, 0.25, 3
_CUT = -1


def settle(decisions: Sequence[Decision], least: float) -> list[Decision]:
    """Keep what is likely enough and in no conflict with what is likelier, in order.

    Two cues may not share a word. Two contents are disjoint, or one holds the other together
    with its cue; an inner one counts only if a pattern came upon it too, for inner ones are
    what the stages know least. Where the best reading of a cue is in conflict, another of
    its readings may stand, or what is left of it without the content of the likelier ones.
    What is below `THRESHOLD` drives nothing out: so, whatever ``least`` is up to there, the
    same is kept above it.
    """
    kept = _Kept()
    closed = {one.hypothesis.content[0] for one in decisions if _comes_after(one)}
    waiting = [
        (-one.probability - _leads_up(one, closed), number, 0)
        for number, one in enumerate(decisions)
    ]
    heapify(waiting)
    while waiting and -waiting[0][0] >= least:
        _, number, turn = heappop(waiting)
        whole = decisions[number]
        if number in kept.decisions:
            continue
        if turn == _CUT:
            kept.offer_rest(number, whole)
        elif not kept.offer(number, whole.others[turn - 1] if turn else whole):
            if turn == 0:
                heappush(waiting, (-_LEFT * whole.probability, number, _CUT))
            if turn < len(whole.others):
                heappush(waiting, (-whole.others[turn].probability, number, turn + 1))
    return [kept.decisions[number] for number in sorted(kept.outer_and_read())]


def _comes_after(decision: Decision) -> bool:
    """Tell a cue that follows what it quotes: “…,” he said."""
    pattern = decision.example.context.pattern
    quotes = pattern is not None and pattern.complement == "quote-end"
    return quotes and decision.probability >= THRESHOLD


def _leads_up(decision: Decision, closed: set[int]) -> bool:
    """Tell a cue with nothing but a comma or a colon between it and a quotation of its own.

    ``closed`` are the first tokens of what a cue after it quotes, which goes before a doubtful
    one: “Ward hit back: “…,” he said”.
    """
    context, hypothesis = decision.example.context, decision.hypothesis
    first = context.leads_up_to
    if first is None or hypothesis.content[0] != first:
        return False
    if hypothesis.origin == "chain" and not context.is_sure:
        return False
    return (first not in closed or context.is_sure) and decision.probability >= THRESHOLD


@define(eq=False)
class _Kept:
    """The decisions kept so far, the likeliest first."""

    decisions: dict[int, Decision] = field(factory=dict[int, Decision])
    contents: dict[int, frozenset[int]] = field(factory=dict[int, frozenset[int]])
    cues: dict[int, int] = field(factory=dict[int, int])
    holders: dict[int, list[int]] = field(factory=dict[int, list[int]])
    inner: set[int] = field(factory=set[int])

    def offer(self, number: int, decision: Decision) -> bool:
        """Keep a decision unless it is in conflict with a likelier one; tell if it was kept."""
        hypothesis = decision.hypothesis
        if any(index in self.cues for index in hypothesis.cue):
            return False
        content = frozenset(hypothesis.content)
        if any(len(self.holders.get(index, ())) >= _DEEPEST for index in content):
            return False
        around, within = set[int](), set[int]()
        for rival in {one for index in content for one in self.holders.get(index, ())}:
            if hypothesis.cue[0] in self.contents[rival] and content <= self.contents[rival]:
                around.add(rival)
            elif self._holds(decision, content, rival):
                within.add(rival)
            else:
                return False
        if around:
            self.inner.add(number)
        self.inner |= within
        self.decisions[number] = decision
        self.contents[number] = content
        self.cues.update(dict.fromkeys(hypothesis.cue, number))
        for index in content:
            self.holders.setdefault(index, []).append(number)
        return True

    def offer_rest(self, number: int, decision: Decision) -> None:
        """Keep what is left of a decision without the parts of those that are likelier."""
        hypothesis = decision.hypothesis
        if not self.holders.keys().isdisjoint(hypothesis.cue):
            return
        content = hypothesis.content
        taken: set[int] = set()
        for rival in {one for index in content for one in self.holders.get(index, ())}:
            other = self.decisions[rival].hypothesis
            taken.update(other.content, other.cue, other.source)
        runs = runs_of([index for index in content if index not in taken])
        left = tuple([index for run in runs if len(run) >= _SCRAP for index in run])
        if left and taken.isdisjoint(hypothesis.cue) and len(left) >= _LEAST_LEFT * len(content):
            part = evolve(hypothesis, content=left)
            probability = _LEFT * decision.probability
            example = evolve(decision.example, hypothesis=part)
            self.offer(number, Decision(example, probability, decision.readings))

    def _holds(self, decision: Decision, content: frozenset[int], rival: int) -> bool:
        """Tell whether a decision may stand around one that is likelier.

        It may if a pattern came upon it too, or if it is not much less likely, unless it is
        too unlikely itself.
        """
        if decision.probability < THRESHOLD:
            return False
        other = self.decisions[rival]
        inside = other.hypothesis.cue[0] in content and self.contents[rival] <= content
        read = decision.hypothesis.origin != "chain"
        return inside and (read or decision.probability >= other.probability - MARGIN)

    def outer_and_read(self) -> Iterator[int]:
        """Yield outermost decisions, and inner ones that a pattern came upon too."""
        for number, decision in self.decisions.items():
            if number not in self.inner or self._is_read_inside(decision):
                yield number

    def _is_read_inside(self, decision: Decision) -> bool:
        """Tell an inner decision that a pattern came upon, with a source of its own, if any.

        A source outside of the content around is that of the outer one: nobody stands above
        themselves.
        """
        hypothesis = decision.hypothesis
        if hypothesis.origin == "chain":
            return False
        around = [self.contents[one] for one in self.holders.get(hypothesis.cue[0], ())]
        return not around or min(around, key=len).issuperset(hypothesis.source)
