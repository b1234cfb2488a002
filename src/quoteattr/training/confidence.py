"""Measuring confidence: how often attributions of each kind are right in annotated articles.

A logistic regression with a ridge (le Cessie and van Houwelingen 1992), so that a sign seen a few
times weighs little, fitted by Newton's method.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.assembly import Grounds, signs_of
from quoteattr.pipeline import Pipeline
from quoteattr.training.corpora.world import WorldArticle, marks_of, match

__all__ = ["Judged", "fit_confidence", "judged", "weights_text"]

#: How strongly a weight is drawn to zero: as much as two attributions draw it elsewhere.
_RIDGE = 2.0
#: Newton's method needs five or six rounds.
_ROUNDS = 25

_Floats: TypeAlias = npt.NDArray[np.float64]


@frozen
class Judged:
    """An attribution: what its confidence is judged by, its confidence, if it is right."""

    grounds: Grounds
    confidence: float
    right: bool


def judged(articles: Sequence[WorldArticle], pipeline: Pipeline) -> Iterator[Judged]:
    """Yield every attribution that a pipeline finds in articles, right if a reader has it.

    A quotation without a cue carries on what somebody said: readers may have both as one, so
    that it is right too if it is a part of what they have of the same source.
    """
    own_judge = pipeline.judge
    for article in articles:
        grounds: list[Grounds] = []

        def noted(one: Grounds, seen: list[Grounds] = grounds) -> float:
            seen.append(one)
            return own_judge(one)

        result = pipeline.run(article.text, judge=noted)
        met = match(article, marks_of(result))
        rows = zip(grounds, result, met.right, met.part, strict=True)
        for own, attribution, right, part in rows:
            carried = attribution.cue is None and part
            yield Judged(own, attribution.confidence, right or carried)


def fit_confidence(rows: Sequence[Judged]) -> Mapping[str, float]:
    """Return the weight of each sign, in log odds.

    >>> grounds = Grounds("placed", "carries on", 0.5)
    >>> rows = [Judged(grounds, 0.5, right=number % 4 > 0) for number in range(400)]
    >>> round(fit_confidence(rows)["placed: carries on"], 2)
    0.54
    """
    signs = [dict(signs_of(row.grounds)) for row in rows]
    names = sorted({name for row in signs for name in row})
    place = {name: at for at, name in enumerate(names)}
    data = np.zeros((len(rows), len(names)))
    for number, row in enumerate(signs):
        for name, value in row.items():
            data[number, place[name]] = value
    right = np.array([row.right for row in rows], dtype=np.float64)
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        weights += _step(data, right, weights)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def _step(data: _Floats, right: _Floats, weights: _Floats) -> _Floats:
    likely: _Floats = 1 / (1 + np.exp(-(data @ weights)))
    spread: _Floats = data * (likely * (1 - likely))[:, None]
    off: _Floats = right - likely
    slope: _Floats = np.matmul(off, data) - _RIDGE * weights
    curve: _Floats = np.matmul(np.transpose(spread), data) + _RIDGE * np.eye(len(weights))
    return np.linalg.solve(curve, slope).astype(np.float64)


def weights_text(weights: Mapping[str, float], origin: str) -> str:
    """Return weights as the file that ships, ``origin`` saying from what they were measured."""
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    return "\n".join([f"# {line}" for line in origin.splitlines()] + lines) + "\n"
