"""Which reading of a cue is right, if any: the third learned stage.

A linear model over facts in words, and over its verdict and the numbers gradient-boosted
trees (Friedman 2001). Each answers two questions: do source and content match, and are all
parts exactly right.
"""

import math
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.facts import reading_facts
from quoteattr.choice.features.rates import rates_of
from quoteattr.choice.model import Model
from quoteattr.choice.pruning import Pruning, cues_of, is_explicit, is_labelled
from quoteattr.choice.readings import Reader, Reading
from quoteattr.choice.roles import Roles
from quoteattr.frame import Frame
from quoteattr.text import joined

__all__ = ["EXACTNESS", "THRESHOLD", "Verdict", "judged", "probability_of", "weighed"]

#: How much the answer to “exactly right” counts in the choice between two readings.
EXACTNESS = 0.8

#: Where the linear model is as sure as this that no reading is right, the trees are not asked.
_HOPELESS = -1.5
#: So likely must an attribution be to count, unless somebody asks for more or less. A candidate
#: that claims a whole quotation is taken to be as likely, and so counts if nothing else does.
THRESHOLD = 0.4
#: How likely a form that reports by itself is taken to be right, whatever was learned of it.
_EXPLICIT = 0.6
#: So is one whose speaker is set beside the words: no other cue takes them away from that.
_LABELLED = 0.9
#: Log odds farther from 0 make no difference to a probability that is worth telling.
FARTHEST = 12.0


@frozen
class Verdict:
    """A reading of a cue, what is known of it, and how likely it is right.

    ``words`` and ``numbers`` are the facts that the weights are asked of. ``probability`` is
    0 before they are, and ``among`` is among how many readings this one was chosen.
    ``alternatives`` are those, the likeliest first, that may stand where this one is in
    conflict with what is likelier. What does not count is too unlikely for the threshold.
    """

    context: CueContext
    reading: Reading
    words: tuple[str, ...]
    numbers: tuple[float, ...]
    probability: float = 0.0
    among: int = 1
    alternatives: tuple["Verdict", ...] = ()
    counts: bool = True

    @property
    def frame(self) -> Frame:
        """The source, the cue and the content."""
        return self.reading.frame

    @property
    def is_found(self) -> bool:
        """Whether a finder came upon the reading, alone or after the chains."""
        return self.reading.origin != "chain"


def weighed(
    columns: Columns, roles: Roles, reader: Reader, pruning: Pruning
) -> Iterator[list[Verdict]]:
    """Yield, for each cue that has a reading, all of them with their facts, not yet judged.

    Cues that are pruned are given up without a reading.
    """
    kept = [
        (context, known, own)
        for context, known in cues_of(columns, roles, reader.steps)
        if pruning.keeps(context, own := pruning.numbers(known))
    ]
    reader.parts.look([context for context, _, _ in kept])
    for context, known, own in kept:
        readings = reader.readings(context)
        likeliest = max([reading.log_probability for reading in readings], default=0.0)
        verdicts: list[Verdict] = []
        for reading in readings:
            words, numbers = reading_facts(columns, context, roles, known, reading, likeliest)
            more = reader.parts.numbers(context, reading.frame)
            facts, rows = (*known.words, *words), (*own, *numbers, *more)
            verdicts.append(Verdict(context, reading, facts, rows))
        if verdicts:
            yield verdicts


def judged(readings: Sequence[Verdict], model: Model) -> Verdict:
    """Take the reading of a cue that is likeliest to match and, of nearly equals, to be exact."""
    context = readings[0].context
    if is_labelled(context):
        return _best_found(readings, model, _LABELLED)
    best = _best(readings, model)
    if is_explicit(context) and best.probability < _EXPLICIT:
        return _best_found(readings, model, _EXPLICIT)
    return _claimed(best, readings, model) if context.claims_quotation else best


def _best_found(readings: Sequence[Verdict], model: Model, least: float) -> Verdict:
    found = [one for one in readings if one.is_found]
    return _trusted(_best(found or readings, model), least, len(readings))


def _claimed(best: Verdict, readings: Sequence[Verdict], model: Model) -> Verdict:
    """Hold a reading that gives whole quotations to somebody likely enough to count.

    A sure verb right before a quotation has that, not one before: “…,” he said, adding, “…”.
    """
    first = best.context.leads_up_to
    if first is not None and best.context.is_sure:
        own = [one for one in readings if one.frame.content[0].start >= first]
        if own and best.frame.content[0].start < first:
            return _best(own, model)
    claims = [one for one in readings if _is_proposed(one)]
    if claims and best.probability < THRESHOLD:
        return _trusted(_best(claims, model), THRESHOLD, len(readings))
    alternatives = [
        _trusted(one, THRESHOLD, one.among) if _is_proposed(one) else one
        for one in best.alternatives
    ]
    return evolve(best, alternatives=tuple(sorted(alternatives, key=_improbability)))


def _is_proposed(verdict: Verdict) -> bool:
    """Tell a reading with the content of the best proposal."""
    proposed = verdict.context.proposed
    same = proposed is not None and verdict.frame.content == joined(proposed.content)
    return same and verdict.is_found


def _trusted(verdict: Verdict, least: float, among: int) -> Verdict:
    return evolve(verdict, probability=max(least, verdict.probability), among=among)


def _best(readings: Sequence[Verdict], model: Model) -> Verdict:
    odds = [_odds(one, model) for one in readings]
    count = len(readings)
    hopeful = max(odds)
    if hopeful[0] < _HOPELESS:
        probability = probability_of(hopeful[0])
        return evolve(readings[odds.index(hopeful)], probability=probability, among=count)
    rows = [
        (*one.numbers, *own, *rates_of(one.words, model.rates))
        for one, own in zip(readings, odds, strict=True)
    ]
    best, likely = _likeliest(rows, model)
    alternatives = [
        evolve(one, probability=min(likely[best], right), among=count)
        for number, (one, right) in enumerate(zip(readings, likely, strict=True))
        if number != best
    ]
    alternatives.sort(key=_improbability)
    return evolve(
        readings[best],
        probability=likely[best],
        among=count,
        alternatives=tuple(alternatives),
    )


def _improbability(verdict: Verdict) -> float:
    return -verdict.probability


def _likeliest(rows: Sequence[Sequence[float]], model: Model) -> tuple[int, list[float]]:
    """Return the row that appeals most to the trees, and how likely each row is right.

    The likeliest come first, so that most of the others need not be asked if they are exact:
    even if they were, they could not appeal more.
    """
    right = [probability_of(model.right.score(row)) for row in rows]
    best, most = 0, -1.0
    for number in sorted(range(len(rows)), key=right.__getitem__, reverse=True):
        if right[number] + EXACTNESS < most:
            break
        appeal = right[number] + EXACTNESS * probability_of(model.exact.score(rows[number]))
        if appeal > most or (appeal == most and number < best):
            best, most = number, appeal
    return best, right


def _odds(verdict: Verdict, model: Model) -> tuple[float, float]:
    """Return the log odds of the linear model that a reading matches, and that it is exact."""
    facts = model.facts
    right, exact = facts.scores(facts.total(verdict.words))
    return _kept(right / facts.scale), _kept(exact / facts.scale)


def _kept(odds: float) -> float:
    return max(-FARTHEST, min(FARTHEST, odds))


def probability_of(odds: float) -> float:
    """Return the probability of log odds.

    >>> probability_of(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-_kept(odds)))
