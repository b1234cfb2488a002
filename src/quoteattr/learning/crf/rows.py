"""Chains of any number of labels: scaled at each position, or in logarithms."""

from collections.abc import Sequence
from math import exp, log
from operator import add, mul
from typing import TypeAlias

__all__ = ["Columns", "Rows", "filter_rows", "scaled", "scores_of", "smooth_rows"]

Columns: TypeAlias = tuple[tuple[float, ...], ...]
Rows: TypeAlias = Sequence[Sequence[float]]


def _product(rows: Columns, known: Sequence[float]) -> list[float]:
    """Multiply a matrix, row by row, with a column."""
    return [sum(map(mul, known, row)) for row in rows]


def scaled(factors: Columns, rows: Rows) -> list[tuple[float, ...]]:
    """Return the marginals for any number of labels, scaled at each position."""
    ahead: Sequence[float] = factors[0]
    transitions = factors[1:]
    columns = tuple(zip(*transitions, strict=True))
    steps: list[tuple[Sequence[float], list[float]]] = []
    for row in rows:
        known = [*map(mul, ahead, map(exp, row))]
        scale = 1 / sum(known)
        known = [weight * scale for weight in known]
        steps.append((ahead, known))
        ahead = _product(columns, known)
    before, smooth = steps[-1]
    marginals = [tuple(smooth)]
    for earlier, known in steps[-2::-1]:
        ratios = [after / ahead for after, ahead in zip(smooth, before, strict=True)]
        smooth = [*map(mul, known, _product(transitions, ratios))]
        marginals.append(tuple(smooth))
        before = earlier
    marginals.reverse()
    return marginals


def _log_sum(terms: Sequence[float]) -> float:
    top = max(terms)
    return top + log(sum([exp(term - top) for term in terms]))


def filter_rows(
    start: Sequence[float], columns: Rows, rows: Rows
) -> tuple[list[list[float]], list[list[float]], float]:
    """Do as `filter_four`, in logarithms and for any number of labels."""
    ahead = [*start]
    predicted: list[list[float]] = []
    filtered: list[list[float]] = []
    total = 0.0
    for row in rows:
        predicted.append(ahead)
        known = [*map(add, ahead, row)]
        mass = _log_sum(known)
        total += mass
        known = [weight - mass for weight in known]
        filtered.append(known)
        ahead = [_log_sum([*map(add, known, column)]) for column in columns]
    return predicted, filtered, total


def smooth_rows(
    transitions: Rows, predicted: list[list[float]], filtered: list[list[float]]
) -> list[tuple[float, ...]]:
    """Do as `smooth_four`, in logarithms and for any number of labels."""
    smooth = filtered[-1]
    marginals = [tuple(map(exp, smooth))]
    for ahead, known in zip(predicted[:0:-1], filtered[-2::-1], strict=True):
        ratios = [after - before for after, before in zip(smooth, ahead, strict=True)]
        smooth = [
            weight + _log_sum([*map(add, row, ratios)])
            for weight, row in zip(known, transitions, strict=True)
        ]
        marginals.append(tuple(map(exp, smooth)))
    marginals.reverse()
    return marginals


def scores_of(start: Sequence[float], columns: Rows, rows: Rows) -> Rows:
    """Do as `scores_four`, for any number of labels."""
    ahead = [*start]
    scores: list[list[float]] = []
    for row in rows:
        here = [*map(add, ahead, row)]
        scores.append(here)
        ahead = [max(map(add, here, column)) for column in columns]
    return scores
