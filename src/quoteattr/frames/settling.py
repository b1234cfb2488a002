"""Which decisions can stand beside one another."""

from collections.abc import Iterator, Sequence

from attrs import define, field

from quoteattr.frames.judging import Decision

__all__ = ["MARGIN", "THRESHOLD", "settle"]

#: So likely must an attribution be to count, unless somebody asks for more or less.
THRESHOLD = 0.37
#: An attribution around another must not be so much less likely than that.
MARGIN = 0.15
#: So many contents may lie around a word: far more than people write.
_DEEPEST = 12


def settle(decisions: Sequence[Decision], least: float) -> list[Decision]:
    """Keep what is likely enough and in no conflict with what is likelier, in order.

    Two cues may not share a word. Two contents are disjoint, or one holds the other together
    with its cue; an inner one counts only if a pattern came upon it too, for inner ones are
    what the stages know least. What is below `THRESHOLD` drives nothing out: so, whatever
    ``least`` is up to there, the same is kept above it.
    """
    kept = _Kept()
    for number in sorted(range(len(decisions)), key=lambda at: -decisions[at].probability):
        if decisions[number].probability < least:
            break
        kept.offer(number, decisions[number])
    return [decisions[number] for number in sorted(kept.outer_and_read())]


@define(eq=False)
class _Kept:
    """The decisions kept so far, the likeliest first."""

    decisions: dict[int, Decision] = field(factory=dict[int, Decision])
    contents: dict[int, frozenset[int]] = field(factory=dict[int, frozenset[int]])
    cues: dict[int, int] = field(factory=dict[int, int])
    holders: dict[int, list[int]] = field(factory=dict[int, list[int]])
    inner: set[int] = field(factory=set[int])

    def offer(self, number: int, decision: Decision) -> None:
        """Keep a decision unless it is in conflict with a likelier one."""
        hypothesis = decision.hypothesis
        if any(index in self.cues for index in hypothesis.cue):
            return
        content = frozenset(hypothesis.content)
        if any(len(self.holders.get(index, ())) >= _DEEPEST for index in content):
            return
        around, within = set[int](), set[int]()
        for rival in {one for index in content for one in self.holders.get(index, ())}:
            if hypothesis.cue[0] in self.contents[rival] and content <= self.contents[rival]:
                around.add(rival)
            elif self._holds(decision, content, rival):
                within.add(rival)
            else:
                return
        if around:
            self.inner.add(number)
        self.inner |= within
        self.decisions[number] = decision
        self.contents[number] = content
        self.cues.update(dict.fromkeys(hypothesis.cue, number))
        for index in content:
            self.holders.setdefault(index, []).append(number)

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
            if number not in self.inner or decision.hypothesis.origin != "chain":
                yield number
