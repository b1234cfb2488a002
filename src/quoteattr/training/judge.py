"""Training the judge: which candidates are attributions with the right source and content.

Logistic regression with an L2 penalty, fitted by AdaGrad (Duchi, Hazan and Singer 2011).
The lexicon's share of a candidate is counted without the candidate itself, so that the
judge sees it as it would see a new text.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import frozen

from quoteattr.frames.judge import BIAS, SHARE, facts, log_odds
from quoteattr.lexicon import Lexicon
from quoteattr.tagging import Tagger
from quoteattr.training.annotated import AnnotatedArticle
from quoteattr.training.cues import CueCounts, FrameShares, judged_candidates

__all__ = ["Example", "Settings", "examples", "fit", "write_judge"]

_COMMENT = """\
# What each fact about a candidate adds to the log-odds that it is an attribution with the
# right source and content, in thousandths. Learned on the training part of PolNeAR 1.0 by
#   python -m quoteattr.training judge --polnear polnear-train.jsonl --out judge.txt
"""


@frozen
class Settings:
    """How the judge is fitted; facts seen fewer than ``seldom`` times are left out."""

    seed: int = 1
    epochs: int = 20
    rate: float = 0.1
    penalty: float = 4.0
    seldom: int = 8


@frozen
class Example:
    """The facts about one candidate, the log-odds of its share, and if it is right."""

    found: tuple[str, ...]
    odds: float
    right: bool


def examples(
    articles: Iterable[AnnotatedArticle], lexicon: Lexicon, tagger: Tagger
) -> list[Example]:
    """Return an example for every candidate of annotated articles."""
    counts = CueCounts()
    found: list[tuple[tuple[str, str], tuple[str, ...], bool]] = []
    for tagged, candidate, right in judged_candidates(articles, lexicon, tagger):
        counts.add(candidate, right=right)
        key = (candidate.lemma, candidate.frame)
        found.append((key, tuple(facts(tagged, candidate)), right))
    shares = FrameShares.of(counts)
    return [
        Example(known, log_odds(shares.without(key, right=right)), right)
        for key, known, right in found
    ]


def fit(
    seen: Sequence[Example],
    settings: Settings,
    report: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Return the weights that fit the examples best; the same seed gives the same weights."""
    counted = Counter(fact for example in seen for fact in example.found)
    weights = {fact: 0.0 for fact in counted if counted[fact] >= settings.seldom}
    weights |= {BIAS: 0.0, SHARE: 1.0}
    squares = dict.fromkeys(weights, 1e-6)
    known = [
        ([fact for fact in example.found if fact in weights], example.odds, example.right)
        for example in seen
    ]
    shrink = {fact: settings.penalty / counted[fact] for fact in weights if fact in counted}
    order = list(range(len(known)))
    shuffle = random.Random(settings.seed).shuffle
    for epoch in range(1, settings.epochs + 1):
        shuffle(order)
        loss = 0.0
        for index in order:
            found, odds, right = known[index]
            total = weights[BIAS] + weights[SHARE] * odds + sum([weights[fact] for fact in found])
            probability = 1 / (1 + math.exp(-total))
            loss -= math.log(max(1e-9, probability if right else 1 - probability))
            slip = probability - right
            _step(weights, squares, BIAS, slip, settings.rate)
            _step(weights, squares, SHARE, slip * odds, settings.rate)
            for fact in found:
                slope = slip + shrink[fact] * weights[fact]
                _step(weights, squares, fact, slope, settings.rate)
        if report is not None:
            report(f"epoch {epoch}: loss {loss / max(1, len(known)):.4f}")
    return weights


def _step(
    weights: dict[str, float], squares: dict[str, float], fact: str, slope: float, rate: float
) -> None:
    squares[fact] += slope * slope
    weights[fact] -= rate * slope / math.sqrt(squares[fact])


def write_judge(weights: dict[str, float], path: Path) -> None:
    """Write the weights, in thousandths, sorted by fact; those that round to 0 are left out."""
    thousandths = {fact: round(1000 * weights[fact]) for fact in sorted(weights)}
    lines = [
        f"{fact}\t{value}" for fact, value in thousandths.items() if value or fact in (BIAS, SHARE)
    ]
    path.write_text(_COMMENT + "\n".join(["quoteattr judge 1", *lines]) + "\n", encoding="utf-8")
