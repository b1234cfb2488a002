"""The third stage: what is right among the readings, and how sure one can be of it.

Each part is fitted without each fold, and once on all.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.choice.pruning import PRUNING_NUMBERS
from quoteattr.choice.verdicts import EXACTNESS, probability_of
from quoteattr.learning.forest import Forest, Tree
from quoteattr.learning.tables import WeightTable
from quoteattr.training.fitting.gradient import Fitted, Settings
from quoteattr.training.fitting.quantising import quantised
from quoteattr.training.options import CoreOptions
from quoteattr.training.rates import FoldRates
from quoteattr.training.verdicts import JudgedReadings, fit_facts, fit_trees, odds_of

__all__ = ["Judged", "judge"]

_FACT_LABELS = ("right", "exact")
_ALL = -1
#: So likely must the reading of a cue be held to be for the cue to have been looked into: a
#: little less than counts by default, for those who want more.
_LIKELY = 0.3
#: A cue alone is judged by smaller trees than a reading.
_LEAVES, _CUE_LEAVES = 31, 15


@frozen(eq=False)
class Judged:
    """What was fitted, by the fold left out, that without none at the end."""

    tables: Mapping[int, Mapping[str, WeightTable]]
    forests: Mapping[int, Mapping[str, Sequence[Tree]]]


def judge(readings: JudgedReadings, options: CoreOptions, report: Callable[[str], None]) -> Judged:
    """Fit linear models, rates and trees."""
    folds = np.array(readings.folds)
    known = np.array([one.known for one in readings.marks])
    # What another engine tells of, though no people, counts for the first question alone.
    told = np.array([one.likely is not None for one in readings.marks])
    weights = np.array(readings.weights)
    verdicts = _Verdicts(readings, options, folds, (told, known))
    report(f"facts: {len(verdicts.names):,} features, {len(folds):,} readings")
    left_out = [*range(options.folds), _ALL]
    rates = FoldRates.of(readings.right, known, folds, left_out)
    rows = _rows(readings, verdicts.odds(), rates, options.without)
    probabilities = np.zeros((len(folds), 2))
    jobs = [(fold, number) for fold in left_out for number in range(2)]

    def grow(job: tuple[int, int]) -> list[Tree]:
        chosen = (told, known)[job[1]] & (folds != job[0])
        labels = verdicts.labels[job[1]][chosen]
        return fit_trees(
            rows[chosen], labels, options.trees, _LEAVES, options.seed, weights[chosen]
        )

    with ThreadPoolExecutor(2) as pool:
        grown = dict(zip(jobs, pool.map(grow, jobs), strict=True))
    report("trees fitted")
    for fold, number in jobs:
        unseen = folds == fold
        if unseen.any():
            probabilities[unseen, number] = _scored(grown[fold, number], rows[unseen])
    chosen = _chosen(readings, probabilities)
    chosen = chosen[known[chosen]]
    right = np.array([one.right for one in readings.marks])[chosen]
    promise = _promise(readings, chosen, right & (probabilities[chosen, 0] >= _LIKELY), options)
    return Judged(
        {fold: {"facts": verdicts.tables[fold], "rates": rates.tables[fold]} for fold in left_out},
        {
            fold: {"right": grown[fold, 0], "exact": grown[fold, 1], "promise": promise[fold]}
            for fold in left_out
        },
    )


def _rows(
    readings: JudgedReadings,
    odds: npt.NDArray[np.float64],
    rates: FoldRates,
    without: frozenset[str],
) -> npt.NDArray[np.float64]:
    """Lay out what the trees see, without what is to be left out."""
    parts = {"numbers": np.array(readings.numbers), "facts": odds, "rates": rates.numbers}
    rows = [0 * part if name in without else part for name, part in parts.items()]
    return np.column_stack(rows).astype(np.float64)


def _promise(
    readings: JudgedReadings,
    chosen: npt.NDArray[np.int64],
    counts: npt.NDArray[np.bool_],
    options: CoreOptions,
) -> dict[int, list[Tree]]:
    """Fit trees that tell by a cue alone whether anything that counts will come of it."""
    rows = np.array(readings.numbers)[chosen, : len(PRUNING_NUMBERS)]
    folds = np.array(readings.folds)[chosen]
    return {
        fold: fit_trees(
            rows[folds != fold],
            counts[folds != fold].astype(np.float64),
            options.cue_trees,
            _CUE_LEAVES,
            options.seed,
        )
        for fold in (*range(options.folds), _ALL)
    }


class _Verdicts:
    """The linear models of the third stage, fitted without each fold."""

    def __init__(
        self,
        readings: JudgedReadings,
        options: CoreOptions,
        folds: npt.NDArray[np.int64],
        known: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    ) -> None:
        self._data, self.names = readings.sequences()
        self.labels = (readings.likely, self._data[1].labels.astype(np.float64))
        self._folds = folds
        self._rows = options.fact_rows
        settings = Settings(epochs=options.fact_epochs, seed=options.seed)
        jobs = [
            (number, fold, np.flatnonzero(known[number] & (folds != fold)))
            for fold in (*range(options.folds), _ALL)
            for number in range(2)
        ]

        def fitted(job: tuple[int, int, npt.NDArray[np.int64]]) -> Fitted:
            number, _, chosen = job
            return fit_facts(self._data[number], len(self.names), chosen, settings)

        with ThreadPoolExecutor(2) as pool:
            fits = {job[:2]: one for job, one in zip(jobs, pool.map(fitted, jobs), strict=True)}
        #: The weights of both questions, by the fold that they were fitted without.
        self.tables: dict[int, WeightTable] = {
            fold: self._table(fits[0, fold], fits[1, fold])
            for fold in (*range(options.folds), _ALL)
        }

    def _table(self, right: Fitted, exact: Fitted) -> WeightTable:
        odds = [one.features[:, 1] - one.features[:, 0] for one in (right, exact)]
        weights = np.column_stack(odds).astype(np.float32)
        return quantised(_FACT_LABELS, dict(zip(self.names, weights, strict=True)), self._rows)

    def odds(self) -> npt.NDArray[np.float64]:
        """Return the log odds of each reading by the table that has not seen its fold.

        They are those of the table as it ships, its light rows gone, so that the trees learn
        from what they will see.
        """
        out = np.zeros((len(self._folds), 2))
        for fold, table in self.tables.items():
            unseen = self._folds == fold
            if unseen.any():
                out[unseen] = odds_of(self._data[0], self.names, table)[unseen]
        return out


def _scored(trees: Sequence[Tree], rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    forest = Forest.of(trees, rows.shape[1])
    return np.array([probability_of(forest.score(row)) for row in rows.tolist()])


def _chosen(
    readings: JudgedReadings, probabilities: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Return the number of the reading chosen for each cue."""
    best: dict[int, int] = {}
    appeal = probabilities[:, 0] + EXACTNESS * probabilities[:, 1]
    for number, cue in enumerate(readings.cues):
        if cue not in best or appeal[number] > appeal[best[cue]]:
            best[cue] = number
    return np.array([*best.values()], np.int64)
