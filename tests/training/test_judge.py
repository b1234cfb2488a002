"""The third stage in training: trees, rates, and odds."""

from __future__ import annotations

import numpy as np
import pytest

from quoteattr.choice.features.cuefacts import CUE_FACTS
from quoteattr.choice.features.facts import READING_FACTS
from quoteattr.choice.features.rates import RATED, USUAL
from quoteattr.choice.verdicts import probability_of
from quoteattr.learning.forest import Forest
from quoteattr.learning.tables import WeightTable
from quoteattr.training import verdicts
from quoteattr.training.rates import FoldRates
from quoteattr.training.verdicts import fit_trees, odds_of
from quoteattr.training.wordrows import WordRows


def test_a_forest_scores_as_lightgbm_does() -> None:
    chance = np.random.default_rng(5)
    rows = np.round(chance.normal(size=(700, 6)), 2)
    right = (rows[:, 0] + rows[:, 1] * rows[:, 2] > chance.normal(size=700)).astype(np.float64)
    forest = Forest.of(fit_trees(rows, right, trees=12, leaves=15, seed=3), 6)
    booster = verdicts._boosted(rows, right, trees=12, leaves=15, seed=3, weights=None)
    assert len(forest.trees) == 12
    expected = booster.predict(rows, raw_score=True)
    assert [forest.score(one) for one in rows.tolist()] == pytest.approx(expected, abs=1e-4)
    assert fit_trees(rows, right, 12, 15, 3) == list(forest.trees)
    assert fit_trees(rows, right, 12, 15, 4) != list(forest.trees)
    assert fit_trees(rows, right, 12, 15, 3, np.ones(700)) == list(forest.trees)
    heavy = np.where(right > 0, 9.0, 1.0)
    surer = Forest.of(fit_trees(rows, right, 12, 15, 3, heavy), 6)
    assert surer.score(rows[0].tolist()) > forest.score(rows[0].tolist())


def test_too_few_rows_make_trees_of_one_leaf() -> None:
    trees = fit_trees(np.zeros((4, 2)), np.array([1.0, 0.0, 1.0, 1.0]), 3, 15, seed=1)
    assert [len(one.leaves) for one in trees] == [1] * len(trees)
    assert trees[0].leaves == pytest.approx([np.log(3)])


def test_trees_say_how_likely_rows_are_where_that_is_told() -> None:
    rows = np.repeat([[0.0], [1.0]], 300, axis=0)
    forest = Forest.of(fit_trees(rows, np.where(rows[:, 0] > 0, 0.8, 0.3), 200, 15, seed=1), 1)
    likely = [probability_of(forest.score(row)) for row in ([0.0], [1.0])]
    assert likely == pytest.approx([0.3, 0.8], abs=0.02)


def test_odds_are_sums_within_bounds() -> None:
    rows = WordRows()
    for words in (["a"], ["a", "b"], [], ["c"]):
        rows.add(words, 1)
    data, names = rows.sequences(least=1)
    weights = {"a": (1, -4), "b": (-4, 0), "c": (127, 1)}
    table = WeightTable.from_weights(("right", "exact"), weights, 2.0)
    odds = odds_of(data, names, table)
    assert odds.tolist() == [[0.5, -2.0], [-1.5, -2.0], [0.0, 0.0], [12.0, 0.5]]


def test_rates_say_how_often_a_fact_was_right_in_other_folds() -> None:
    rows = WordRows()
    facts = (*CUE_FACTS, *READING_FACTS)
    for number in range(40):
        common, own = f"lp=say {number % 2}", f"lf=say {number}"
        rows.add([{"lp": common, "lf": own}.get(name, name) for name in facts], number % 2)
    folds = np.arange(40) // 20
    found = FoldRates.of(rows, np.ones(40, bool), folds, [0, 1, -1])
    rates = found.tables[0].rows
    assert rates[USUAL] == 0
    assert rates["lp=say 1"] > 60
    assert rates["lp=say 0"] < -60
    assert "lf=say 7" not in rates
    assert set(found.tables) == {0, 1, -1}
    assert found.numbers.shape == (40, len(RATED))
    place = [name for name in facts if name in RATED].index("lp")
    assert found.numbers[:2, place].tolist() == [rates["lp=say 0"], rates["lp=say 1"]]


def test_rates_count_only_what_is_known() -> None:
    rows = WordRows()
    for right in (1, 1, 1, 1, 0, 0, 0, 0):
        rows.add([*CUE_FACTS, *READING_FACTS], right)
    counted = np.array([True] * 4 + [False] * 4)
    found = FoldRates.of(rows, counted, np.zeros(8, np.int64), [-1])
    assert found.tables[-1].rows[USUAL] == 127
