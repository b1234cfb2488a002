"""Which hypothesis about a cue is right, if any: the third learned stage.

A linear model over facts in words, and over its verdict and the numbers gradient-boosted
trees (Friedman 2001). Each answers two questions: do source and content match, and are all
parts exactly right.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, repeat

from attrs import evolve, frozen

from quoteattr.cues import Columns, Roles, anchor_of
from quoteattr.frames.cuecontext import CueContext, context_of
from quoteattr.frames.cuekeys import RoleSteps
from quoteattr.frames.facts import CueFacts, cue_facts, hypothesis_facts
from quoteattr.frames.hypotheses import Hypothesis, Readings
from quoteattr.frames.weights import Model
from quoteattr.linear import WeightTable, lanes_for

__all__ = [
    "EXACTNESS",
    "Decision",
    "Example",
    "anchors_of",
    "cues_of",
    "decide",
    "examples_of",
    "probability_of",
]

#: So likely must a token be the anchor of a cue for its frame to be looked for.
LEAST_ANCHOR = 0.02
#: A pattern as reliable as this makes an anchor of its cue, whatever the chain holds of it.
LEAST_SHARE = 0.3
#: So likely must a token be a cue, by what is known of it alone, to be looked into.
LEAST_WORTH = 0.3
#: How much the answer to “exactly right” counts in the choice between two hypotheses.
EXACTNESS = 0.5

#: So many cues a sentence may have: a few, or one for so many words. It bounds the time that
#: ten thousand times “he said” take.
_FEW, _SPACING = 8, 12

_ZERO = 0x8000
#: Where the linear model is as sure as this that no reading is right, the trees are not asked.
_HOPELESS = -1.5
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


def anchors_of(columns: Columns, roles: Roles) -> list[int]:
    """Return the tokens that may be anchors of cues, in order."""
    found = {index for index, row in enumerate(roles.marginals) if row[1] >= LEAST_ANCHOR}
    for candidates in columns.candidates_at.values():
        for share, candidate in candidates:
            if share >= LEAST_SHARE:
                found.add(anchor_of(columns.tagged, candidate.cue))
    return sorted([anchor for anchor in found if not _is_off(columns, anchor)])


def _is_off(columns: Columns, anchor: int) -> bool:
    """Tell a cue that somebody switched off: its entry gives no frame any share."""
    entry = columns.lexicon.cues.get(columns.lemmas[anchor])
    if entry is None:
        return False
    return all(share == 0 and name != "none" for name, share in entry.frames)


def _likeliest(columns: Columns, roles: Roles, anchors: list[int]) -> list[int]:
    """Keep as many anchors of a sentence as a sentence of its length may have, in order."""
    most = max(_FEW, len(columns.sentence(anchors[0])) // _SPACING)
    if len(anchors) <= most:
        return anchors
    return sorted(sorted(anchors, key=lambda anchor: -roles.anchor(anchor))[:most])


def cues_of(
    columns: Columns, roles: Roles, steps: RoleSteps
) -> Iterator[tuple[CueContext, CueFacts]]:
    """Yield what is known of each token that may be the anchor of a cue, in order."""
    for _, group in groupby(anchors_of(columns, roles), columns.sentence_of.__getitem__):
        near = _likeliest(columns, roles, list(group))
        for anchor in near:
            context = context_of(columns, anchor)
            yield context, cue_facts(columns, context, roles, steps, near)


def examples_of(
    columns: Columns, roles: Roles, readings: Readings, cues: WeightTable
) -> Iterator[list[Example]]:
    """Yield, for each cue about which there is a hypothesis, all of them with their facts.

    ``cues`` weighs what is known of a cue alone: most are given up without a hypothesis.
    """
    for context, known in cues_of(columns, roles, readings.steps):
        if worth_of(known, cues) < LEAST_WORTH and not _is_explicit(context):
            continue
        hypotheses = readings.hypotheses(context)
        if not hypotheses:
            continue
        likeliest = max([hypothesis.log_probability for hypothesis in hypotheses])
        examples: list[Example] = []
        for hypothesis in hypotheses:
            words, numbers = hypothesis_facts(columns, context, roles, known, hypothesis, likeliest)
            examples.append(
                Example(context, hypothesis, (*known.words, *words), (*known.numbers, *numbers))
            )
        yield examples


def _is_explicit(context: CueContext) -> bool:
    """Tell forms that report by themselves: “…” ― Name, “according to”, “…, she reported, …”.

    Those who annotate pass some of them over, so what was learned doubts them.
    """
    pattern = context.pattern
    if pattern is None:
        return False
    inserted = pattern.frame == "end" and len(pattern.content) > 1 and context.share >= LEAST_SHARE
    return inserted or pattern.lemma == "―" or pattern.frame == "phrase"


def worth_of(known: CueFacts, cues: WeightTable) -> float:
    """Return how likely a token is a cue at all, by what is known of it alone."""
    packed = sum(map(cues.rows.get, known.words, repeat(0)))
    return probability_of(packed / cues.scale)


def decide(columns: Columns, roles: Roles, readings: Readings, model: Model) -> list[Decision]:
    """Choose one hypothesis for each cue, in order."""
    return [
        _choose(examples, model) for examples in examples_of(columns, roles, readings, model.cues)
    ]


def _choose(examples: Sequence[Example], model: Model) -> Decision:
    """Take the hypothesis that is likeliest to match and, of nearly equals, to be exact."""
    decision = _chosen(examples, model)
    if decision.probability >= _EXPLICIT or not _is_explicit(examples[0].context):
        return decision
    read = [one for one in examples if one.hypothesis.origin != "chain"]
    decision = _chosen(read or examples, model)
    return evolve(decision, probability=max(_EXPLICIT, decision.probability))


def _chosen(examples: Sequence[Example], model: Model) -> Decision:
    odds = [_odds(example, model) for example in examples]
    count = len(examples)
    hopeful = max(odds)
    if hopeful[0] < _HOPELESS:
        return Decision(examples[odds.index(hopeful)], probability_of(hopeful[0]), count)
    rows = [(*example.numbers, *own) for example, own in zip(examples, odds, strict=True)]
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
    """Return the row that appeals most to the trees, and how likely each row is right."""
    right = [probability_of(model.right.score(row)) for row in rows]
    within_reach = max(right) - EXACTNESS
    best, most = 0, -1.0
    for number, row in enumerate(rows):
        if right[number] < within_reach:
            continue
        appeal = right[number] + EXACTNESS * probability_of(model.exact.score(row))
        if appeal > most:
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
