"""Fitting conditional random fields by AdaGrad, one sequence at a time, with feature dropout.

Lafferty, McCallum and Pereira (2001) for the model, Duchi, Hazan and Singer (2011) for the
steps, Wager, Wang and Liang (2013) for what dropout of features does.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeAlias, TypeVar

import numba
import numpy as np
import numpy.typing as npt
from attrs import frozen

__all__ = ["Fitted", "Sequences", "Settings", "average", "fit", "quiet"]

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Weights: TypeAlias = npt.NDArray[np.float32]
_P = ParamSpec("_P")
_R = TypeVar("_R")


@frozen(eq=False)
class Sequences:
    """Labelled sequences of tokens, each with keys that stand for features.

    Sequence ``s`` holds the tokens ``starts[s]`` to ``starts[s + 1]``, token ``t`` the keys
    at ``token_starts[t]`` to ``token_starts[t + 1]`` of ``keys``, key ``k`` the features at
    ``key_starts[k]`` to ``key_starts[k + 1]`` of ``features``. ``shares``, if there are any, say
    how much of each token each label is, and stand in for ``labels``.
    """

    starts: Ints
    token_starts: Ints
    keys: Ints
    key_starts: Ints
    features: Ints
    labels: Ints
    shares: Weights | None = None

    def shares_of(self, count: int) -> Weights:
        """Return how much of each token each of ``count`` labels is."""
        if self.shares is not None:
            return self.shares
        return np.eye(count, dtype=np.float32)[self.labels]


@frozen
class Settings:
    """How a chain is fitted."""

    epochs: int
    rate: float = 0.02
    dropout: float = 0.5
    seed: int = 1


@frozen(eq=False)
class Fitted:
    """The weights of features by label, of the first label, and of one label after another."""

    features: Weights
    start: Floats
    transitions: Floats


def average(fits: list[Fitted]) -> Fitted:
    """Return the mean of several fits: for linear models the same as averaging their scores."""
    return Fitted(
        np.array([one.features for one in fits]).mean(axis=0, dtype=np.float32),
        np.array([one.start for one in fits]).mean(axis=0),
        np.array([one.transitions for one in fits]).mean(axis=0),
    )


def quiet(_: str) -> None:
    """Report nothing, for a fit that takes seconds."""


def fit(
    data: Sequences,
    chosen: Ints,
    count: int,
    labels: int,
    settings: Settings,
    report: Callable[[str], None],
) -> Fitted:
    """Fit ``count`` features and ``labels`` labels to the ``chosen`` sequences."""
    weights = np.zeros((count, labels), np.float32)
    squares = np.zeros((count, labels), np.float32)
    chain = np.zeros((labels + 1, labels))
    chain_squares = np.zeros((labels + 1, labels))
    order = np.array(chosen)
    shuffle = np.random.default_rng(settings.seed).shuffle
    longest = int(np.max(np.diff(data.starts), initial=1))
    widest = _widest(data)
    shares = data.shares_of(labels)
    for epoch in range(settings.epochs):
        shuffle(order)
        loss = _epoch(
            order,
            data.starts,
            data.token_starts,
            data.keys,
            data.key_starts,
            data.features,
            shares,
            weights,
            squares,
            chain,
            chain_squares,
            settings.rate,
            settings.dropout,
            1000 * settings.seed + epoch,
            longest,
            widest,
        )
        report(f"epoch {epoch + 1}/{settings.epochs}: loss {loss / max(1, len(order)):.4f}")
    return Fitted(weights, np.array(chain[labels]), np.array(chain[:labels]))


def _widest(data: Sequences) -> int:
    """Return the largest number of features that any token has."""
    sizes = np.diff(data.key_starts)
    totals = np.concatenate([[0], np.cumsum(sizes[data.keys])])
    return int(np.max(np.diff(totals[data.token_starts]), initial=1))


def _compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    compiled: Callable[_P, _R] = numba.njit(cache=True, fastmath=True, nogil=True)(function)
    return compiled


@_compiled
def _forward_backward(
    emissions: Floats, chain: Floats, length: int, labels: int, alpha: Floats, beta: Floats
) -> float:
    """Fill alpha and beta with logarithms and return that of the partition function."""
    for k in range(labels):
        alpha[0, k] = emissions[0, k] + chain[labels, k]
        beta[length - 1, k] = 0.0
    for t in range(1, length):
        for k in range(labels):
            most = alpha[t - 1, 0] + chain[0, k]
            for j in range(1, labels):
                most = max(most, alpha[t - 1, j] + chain[j, k])
            total = 0.0
            for j in range(labels):
                total += np.exp(alpha[t - 1, j] + chain[j, k] - most)
            alpha[t, k] = most + np.log(total) + emissions[t, k]
    for t in range(length - 2, -1, -1):
        for j in range(labels):
            most = chain[j, 0] + emissions[t + 1, 0] + beta[t + 1, 0]
            for k in range(1, labels):
                most = max(most, chain[j, k] + emissions[t + 1, k] + beta[t + 1, k])
            total = 0.0
            for k in range(labels):
                total += np.exp(chain[j, k] + emissions[t + 1, k] + beta[t + 1, k] - most)
            beta[t, j] = most + np.log(total)
    most = alpha[length - 1, 0]
    for k in range(1, labels):
        most = max(most, alpha[length - 1, k])
    total = 0.0
    for k in range(labels):
        total += np.exp(alpha[length - 1, k] - most)
    partition: float = most + np.log(total)
    return partition


@_compiled
def _moved(before: Weights, after: Weights) -> float:
    """Return how much of a token cannot have the label of the one before it."""
    moved = 1.0
    for k in range(before.shape[0]):
        moved -= min(before[k], after[k])
    return moved


@_compiled
def _followed(before: Weights, after: Weights, j: int, k: int, moved: float) -> float:
    """Return how much label k after label j there is, if as much as can stays as it was."""
    if j == k:
        stays: float = min(before[j], after[j])
        return stays
    if moved < 1e-6:
        return 0.0
    leaving = before[j] - min(before[j], after[j])
    coming = after[k] - min(before[k], after[k])
    followed: float = leaving * coming / moved
    return followed


@_compiled
def _epoch(
    order: Ints,
    starts: Ints,
    token_starts: Ints,
    keys: Ints,
    key_starts: Ints,
    features: Ints,
    gold: Weights,
    weights: Weights,
    squares: Weights,
    chain: Floats,
    chain_squares: Floats,
    rate: float,
    dropout: float,
    seed: int,
    longest: int,
    widest: int,
) -> float:
    """Go over the sequences once, stepping after each; return the loss."""
    np.random.seed(seed)
    labels = weights.shape[1]
    emissions = np.zeros((longest, labels))
    alpha = np.zeros((longest, labels))
    beta = np.zeros((longest, labels))
    slopes = np.zeros((longest, labels))
    chain_slopes = np.zeros((labels + 1, labels))
    active = np.zeros((longest, widest), np.int64)
    counts = np.zeros(longest, np.int64)
    raised = 1.0 / (1.0 - dropout)
    loss = 0.0
    for at in range(order.shape[0]):
        first = int(starts[order[at]])
        length = int(starts[order[at] + 1]) - first
        for t in range(length):
            counts[t] = 0
            for k in range(labels):
                emissions[t, k] = 0.0
            for place in range(token_starts[first + t], token_starts[first + t + 1]):
                key = keys[place]
                for position in range(key_starts[key], key_starts[key + 1]):
                    if dropout > 0.0 and np.random.random() < dropout:
                        continue
                    feature = features[position]
                    active[t, counts[t]] = feature
                    counts[t] += 1
                    for k in range(labels):
                        emissions[t, k] += weights[feature, k] * raised
        partition = _forward_backward(emissions, chain, length, labels, alpha, beta)
        chain_slopes[:] = 0.0
        for t in range(length):
            here = gold[first + t]
            moved = 1.0 if t == 0 else _moved(gold[first + t - 1], here)
            for k in range(labels):
                slopes[t, k] = np.exp(alpha[t, k] + beta[t, k] - partition)
                loss -= here[k] * emissions[t, k]
                if t == 0:
                    chain_slopes[labels, k] += slopes[t, k] - here[k]
                    loss -= here[k] * chain[labels, k]
                else:
                    for j in range(labels):
                        followed = _followed(gold[first + t - 1], here, j, k, moved)
                        loss -= followed * chain[j, k]
                        chain_slopes[j, k] -= followed
                        chain_slopes[j, k] += np.exp(
                            alpha[t - 1, j] + chain[j, k] + emissions[t, k] + beta[t, k] - partition
                        )
            for k in range(labels):
                slopes[t, k] -= here[k]
        loss += partition
        for j in range(labels + 1):
            for k in range(labels):
                slope = chain_slopes[j, k]
                if slope != 0.0:
                    chain_squares[j, k] += slope * slope
                    chain[j, k] -= rate * slope / np.sqrt(chain_squares[j, k] + 1e-8)
        for t in range(length):
            largest = 0.0
            for k in range(labels):
                largest = max(largest, abs(slopes[t, k]))
            if largest < 1e-4:
                continue
            for place in range(counts[t]):
                feature = active[t, place]
                for k in range(labels):
                    slope = slopes[t, k] * raised
                    squares[feature, k] += slope * slope
                    weights[feature, k] -= rate * slope / np.sqrt(squares[feature, k] + 1e-8)
    return loss
