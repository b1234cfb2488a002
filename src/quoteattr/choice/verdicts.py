"""Which hypothesis about a cue is right, if any: the third learned stage.

A linear model over facts in words, and over its verdict and the numbers gradient-boosted
trees (Friedman 2001). Each answers two questions: do source and content match, and are all
parts exactly right.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import repeat

from attrs import evolve, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.facts import hypothesis_facts
from quoteattr.choice.features.rates import rates_of
from quoteattr.choice.model import Model
from quoteattr.choice.pruning import Worth, cues_of, is_explicit, is_labelled
from quoteattr.choice.readings import Hypothesis, Readings
from quoteattr.choice.roles import Roles
from quoteattr.learning import lanes_for

__all__ = [
    "EXACTNESS",
    "THRESHOLD",
    "Decision",
    "Example",
    "decide",
    "examples_of",
    "probability_of",
]

#: How much the answer to “exactly right” counts in the choice between two hypotheses.
EXACTNESS = 0.8


_ZERO = 0x8000
#: Where the linear model is as sure as this that no reading is right, the trees are not asked.
_HOPELESS = -1.5
#: So likely must an attribution be to count, unless somebody asks for more or less. A pattern
#: that claims a whole quotation is taken to be as likely, and so counts if nothing else does.
THRESHOLD = 0.36
#: How likely a form that reports by itself is taken to be right, whatever was learned of it.
_EXPLICIT = 0.6
_FARTHEST = 12.0


@frozen
class Example:
    """A hypothesis with the facts about it, in words and in numbers."""

    context: CueContext
    hypothesis: Hypothesis
    words: tuple[str, ...]
    numbers: tuple[float, ...]


@frozen
class Decision:
    """The chosen hypothesis about a cue, with the probability that it is right.

    ``readings`` is among how many it was chosen; ``others`` are those, the likeliest first,
    that may stand where this one is in conflict with what is likelier.
    """

    example: Example
    probability: float
    readings: int
    others: tuple["Decision", ...] = ()

    @property
    def hypothesis(self) -> Hypothesis:
        """The source, the cue and the content."""
        return self.example.hypothesis


def examples_of(
    columns: Columns, roles: Roles, readings: Readings, worth: Worth
) -> Iterator[list[Example]]:
    """Yield, for each cue about which there is a hypothesis, all of them with their facts.

    Those of too little ``worth`` are given up without a hypothesis.
    """
    for context, known in cues_of(columns, roles, readings.steps):
        own = worth.numbers(known)
        if not worth.suffices(context, own):
            continue
        hypotheses = readings.hypotheses(context)
        if not hypotheses:
            continue
        likeliest = max([hypothesis.log_probability for hypothesis in hypotheses])
        examples: list[Example] = []
        for hypothesis in hypotheses:
            words, numbers = hypothesis_facts(columns, context, roles, known, hypothesis, likeliest)
            examples.append(Example(context, hypothesis, (*known.words, *words), (*own, *numbers)))
        yield examples


def decide(columns: Columns, roles: Roles, readings: Readings, model: Model) -> list[Decision]:
    """Choose one hypothesis for each cue, in order."""
    return [
        _choose(examples, model) for examples in examples_of(columns, roles, readings, model.worth)
    ]


def _choose(examples: Sequence[Example], model: Model) -> Decision:
    """Take the hypothesis that is likeliest to match and, of nearly equals, to be exact."""
    context, count = examples[0].context, len(examples)
    decision = _chosen(examples, model)
    if is_labelled(context) or (is_explicit(context) and decision.probability < _EXPLICIT):
        read = [one for one in examples if one.hypothesis.origin != "chain"]
        return _trusted(_chosen(read or examples, model), _EXPLICIT, count)
    return _claimed(decision, examples, model) if context.claims_quotation else decision


def _claimed(decision: Decision, examples: Sequence[Example], model: Model) -> Decision:
    """Hold a reading that gives whole quotations to somebody likely enough to count.

    A sure verb right before a quotation has that, not one before: “…,” he said, adding, “…”.
    """
    first = decision.example.context.leads_up_to
    if first is not None and decision.example.context.is_sure:
        own = [one for one in examples if one.hypothesis.content[0] >= first]
        if own and decision.hypothesis.content[0] < first:
            return _chosen(own, model)
    claims = [one for one in examples if _is_read(one)]
    if claims and decision.probability < THRESHOLD:
        return _trusted(_chosen(claims, model), THRESHOLD, len(examples))
    others = [
        _trusted(one, THRESHOLD, one.readings) if _is_read(one.example) else one
        for one in decision.others
    ]
    return evolve(decision, others=tuple(sorted(others, key=_improbability)))


def _is_read(example: Example) -> bool:
    """Tell a reading that is the best pattern's too."""
    hypothesis = example.hypothesis
    pattern_content = example.context.pattern_content
    return hypothesis.origin != "chain" and frozenset(hypothesis.content) == pattern_content


def _trusted(decision: Decision, least: float, readings: int) -> Decision:
    return evolve(decision, probability=max(least, decision.probability), readings=readings)


def _chosen(examples: Sequence[Example], model: Model) -> Decision:
    odds = [_odds(example, model) for example in examples]
    count = len(examples)
    hopeful = max(odds)
    if hopeful[0] < _HOPELESS:
        return Decision(examples[odds.index(hopeful)], probability_of(hopeful[0]), count)
    rows = [
        (*example.numbers, *own, *rates_of(example.words, model.rates))
        for example, own in zip(examples, odds, strict=True)
    ]
    best, likely = _best(rows, model)
    others = [
        Decision(example, min(likely[best], right), count)
        for number, (example, right) in enumerate(zip(examples, likely, strict=True))
        if number != best
    ]
    others.sort(key=_improbability)
    return Decision(examples[best], likely[best], count, tuple(others))


def _improbability(decision: Decision) -> float:
    return -decision.probability


def _best(rows: Sequence[Sequence[float]], model: Model) -> tuple[int, list[float]]:
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


def _odds(example: Example, model: Model) -> tuple[float, float]:
    """Return the log odds of the linear model that an example matches, and that it is exact."""
    packed = sum(map(model.facts.rows.get, example.words, repeat(0)))
    right, exact = lanes_for(2).unpack(packed)
    scale = model.facts.scale
    return _kept((right - _ZERO) / scale), _kept((exact - _ZERO) / scale)


def _kept(odds: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, odds))


def probability_of(odds: float) -> float:
    """Return the probability of log odds.

    >>> probability_of(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-_kept(odds)))
