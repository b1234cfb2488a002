"""Fitting chains: what is compiled takes the steps that counting all sequences out takes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest
from attrs import evolve

from quoteattr.training.fitting.gradient import Fitted, Sequences, Settings, average, fit

LABELS, FEATURES = 3, 5
Floats = npt.NDArray[np.float64]


def drawn(seed: int, lengths: tuple[int, ...] = (1, 3, 2, 4)) -> Sequences:
    """Sequences of so many tokens, whose keys stand for no, one or two of the features."""
    chance = np.random.default_rng(seed)
    sizes = chance.integers(0, 3, 6)
    tokens = sum(lengths)
    counts = chance.integers(0, 3, tokens)
    return Sequences(
        np.concatenate([[0], np.cumsum(lengths)]),
        np.concatenate([[0], np.cumsum(counts)]),
        chance.integers(0, 6, counts.sum()),
        np.concatenate([[0], np.cumsum(sizes)]),
        chance.integers(0, FEATURES, sizes.sum()),
        chance.integers(0, LABELS, tokens),
    )


def features_of(data: Sequences, token: int) -> list[int]:
    keys = data.keys[data.token_starts[token] : data.token_starts[token + 1]]
    return [
        int(feature)
        for key in keys
        for feature in data.features[data.key_starts[key] : data.key_starts[key + 1]]
    ]


def weight_of(emissions: Floats, chain: Floats, labels: tuple[int, ...]) -> float:
    """The log weight of one sequence of labels; the last row of the chain is its start."""
    total, before = 0.0, LABELS
    for row, label in zip(emissions, labels, strict=True):
        total += row[label] + chain[before, label]
        before = label
    return total


def followed(before: Floats, after: Floats) -> Floats:
    """How much of each label follows how much of each: as much as can stays what it was."""
    stays = np.minimum(before, after)
    moved = 1 - stays.sum()
    rest = np.outer(before - stays, after - stays) / moved if moved > 1e-6 else 0.0
    return np.asarray(np.diag(stays) + rest, np.float64)


def told_weight(emissions: Floats, chain: Floats, shares: Floats) -> float:
    """The log weight of what is told, in the mean over what may be meant by it."""
    steps = [followed(*two) for two in pairwise(shares)]
    within = sum([float((step * chain[:LABELS]).sum()) for step in steps])
    return float((shares * emissions).sum() + shares[0] @ chain[LABELS]) + within


def loss_of(emissions: Floats, chain: Floats, shares: Floats) -> float:
    every = product(range(LABELS), repeat=len(shares))
    weights = [weight_of(emissions, chain, labels) for labels in every]
    return float(np.logaddexp.reduce(weights)) - told_weight(emissions, chain, shares)


def slopes_of(emissions: Floats, chain: Floats, gold: Floats) -> tuple[Floats, Floats]:
    """The slopes of the loss, from two values of it for each cell."""
    both: list[Floats] = []
    for cells in (emissions, chain):
        slopes = np.zeros_like(cells)
        for place in np.ndindex(*cells.shape):
            kept, step = cells[place], 1e-5
            cells[place] = kept + step
            above = loss_of(emissions, chain, gold)
            cells[place] = kept - step
            slopes[place] = (above - loss_of(emissions, chain, gold)) / (2 * step)
            cells[place] = kept
        both.append(slopes)
    return both[0], both[1]


def emissions_of(data: Sequences, weights: Floats, sequence: int) -> Floats:
    tokens = range(data.starts[sequence], data.starts[sequence + 1])
    return np.array([weights[features_of(data, token)].sum(axis=0) for token in tokens])


def gold_of(data: Sequences, sequence: int) -> Floats:
    shares = data.shares_of(LABELS)[data.starts[sequence] : data.starts[sequence + 1]]
    return shares.astype(np.float64)


def in_doubt(seed: int) -> Sequences:
    """Sequences whose tokens are some of each label, the shares of some of them being whole."""
    data = drawn(seed)
    chance = np.random.default_rng(seed)
    shares = chance.dirichlet(np.full(LABELS, 0.5), len(data.labels))
    shares[::3] = np.eye(LABELS)[data.labels[::3]]
    return evolve(data, shares=shares.astype(np.float32))


class ByHand:
    """The same steps, taken one cell at a time."""

    def __init__(self) -> None:
        self.weights = np.zeros((FEATURES, LABELS))
        self.squares = np.zeros((FEATURES, LABELS))
        self.chain = np.zeros((LABELS + 1, LABELS))
        self.chain_squares = np.zeros((LABELS + 1, LABELS))

    def learn(self, data: Sequences, sequence: int, rate: float) -> float:
        emissions = emissions_of(data, self.weights, sequence)
        gold = gold_of(data, sequence)
        loss = loss_of(emissions, self.chain, gold)
        slopes, chain_slopes = slopes_of(emissions, self.chain, gold)
        self.chain_squares += chain_slopes**2
        self.chain -= rate * chain_slopes / np.sqrt(self.chain_squares + 1e-8)
        for token, row in enumerate(slopes, int(data.starts[sequence])):
            for feature in features_of(data, token):
                self.squares[feature] += row**2
                self.weights[feature] -= rate * row / np.sqrt(self.squares[feature] + 1e-8)
        return loss


def fitted(
    data: Sequences,
    settings: Settings,
    chosen: list[int] | None = None,
    said: list[str] | None = None,
) -> Fitted:
    said = [] if said is None else said
    every = np.arange(len(data.starts) - 1) if chosen is None else np.array(chosen, np.int64)
    return fit(data, every, FEATURES, LABELS, settings, said.append)


@pytest.mark.parametrize("draw", [drawn, in_doubt])
@pytest.mark.parametrize("seed", range(4))
def test_each_step_goes_down_the_slopes_of_the_loss(
    seed: int, draw: Callable[[int], Sequences]
) -> None:
    data = draw(seed)
    settings = Settings(epochs=3, dropout=0.0, seed=seed)
    by_hand, order = ByHand(), np.arange(4)
    shuffle = np.random.default_rng(seed).shuffle
    losses: list[float] = []
    for _ in range(settings.epochs):
        shuffle(order)
        losses.append(sum([by_hand.learn(data, one, settings.rate) for one in order.tolist()]) / 4)
    said: list[str] = []
    found = fitted(data, settings, said=said)
    assert found.features == pytest.approx(by_hand.weights, abs=1e-4)
    assert found.start == pytest.approx(by_hand.chain[LABELS], abs=1e-4)
    assert found.transitions == pytest.approx(by_hand.chain[:LABELS], abs=1e-4)
    assert said == [f"epoch {at}/3: loss {loss:.4f}" for at, loss in enumerate(losses, 1)]


def test_what_is_fitted_explains_the_labels() -> None:
    """Two sequences in which each token has a feature of its own."""
    ones = np.arange(FEATURES + 1)
    data = Sequences(np.array([0, 2, 5]), ones, ones[:-1], ones, ones[:-1], np.arange(5) % LABELS)
    found = fitted(data, Settings(epochs=200))
    chain = np.vstack([found.transitions, found.start])
    for sequence, labels in enumerate([(0, 1), (2, 0, 1)]):
        gold = gold_of(data, sequence)
        assert gold.argmax(axis=1).tolist() == list(labels)
        emissions = emissions_of(data, found.features.astype(float), sequence)
        assert loss_of(emissions, chain, gold) < 0.3 * len(gold) * np.log(LABELS)


def test_shares_of_one_label_each_are_labels() -> None:
    data = drawn(4)
    told = evolve(data, shares=np.eye(LABELS, dtype=np.float32)[data.labels])
    settings = Settings(epochs=3)
    assert same(fitted(data, settings), fitted(told, settings))


def same(one: Fitted, two: Fitted) -> bool:
    pairs = (
        (one.features, two.features),
        (one.start, two.start),
        (one.transitions, two.transitions),
    )
    return all(np.array_equal(left, right) for left, right in pairs)


def test_a_seed_says_what_is_dropped_and_in_which_order() -> None:
    data = drawn(2)
    first = fitted(data, Settings(epochs=4, seed=3))
    assert same(fitted(data, Settings(epochs=4, seed=3)), first)
    assert not same(fitted(data, Settings(epochs=4, seed=4)), first)
    assert not same(fitted(data, Settings(epochs=4, seed=3, dropout=0.0)), first)


def test_without_dropout_a_seed_says_the_order_alone() -> None:
    data = drawn(3, (4,))
    first = fitted(data, Settings(epochs=4, seed=1, dropout=0.0))
    assert same(fitted(data, Settings(epochs=4, seed=2, dropout=0.0)), first)


def test_only_what_is_chosen_is_learned_from() -> None:
    """Two sequences with a feature each: what was left out weighs nothing."""
    ones = np.arange(3)
    data = Sequences(ones, ones, ones[:2], ones, ones[:2], np.array([0, 1]))
    found = fitted(data, Settings(epochs=2, dropout=0.0), [1])
    assert found.features[1].any()
    assert not found.features[[0, 2, 3, 4]].any()
    assert found.features[1].argmax() == 1


def test_nothing_chosen_gives_no_weights() -> None:
    found = fitted(drawn(1), Settings(epochs=1), [])
    assert not found.features.any()
    assert not found.transitions.any()


def test_the_mean_of_fits_keeps_the_types() -> None:
    fits = [fitted(drawn(1), Settings(epochs=2, seed=seed)) for seed in (1, 2, 3)]
    mean = average(fits)
    assert (str(mean.features.dtype), str(mean.start.dtype)) == ("float32", "float64")
    assert mean.features == pytest.approx(sum([one.features for one in fits]) / 3, abs=1e-6)
    assert mean.start == pytest.approx(sum([one.start for one in fits]) / 3)
    assert mean.transitions == pytest.approx(sum([one.transitions for one in fits]) / 3)
