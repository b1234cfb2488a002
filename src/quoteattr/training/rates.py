"""How often readings that share a fact were right, counted for each fold without it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.choice.features.rates import IS_RATED, USUAL
from quoteattr.learning.tables import WeightTable
from quoteattr.training.wordrows import WordRows

__all__ = ["FoldRates"]

#: So many usual readings each rate is mixed with, and so often a fact must be seen.
_LEAN = 8.0
_LEAST_SEEN = 4
_MOST = 127


@frozen(eq=False)
class FoldRates:
    """The rates without each fold, and the rates of each reading by those without its own."""

    tables: dict[int, WeightTable]
    numbers: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls,
        rows: WordRows,
        counted: npt.NDArray[np.bool_],
        folds: npt.NDArray[np.int64],
        without: Sequence[int],
    ) -> "FoldRates":
        """Count the rates of the words in ``rows``, whose labels say what is right.

        Only rows that are ``counted`` count; there is a table without each fold in
        ``without``.
        """
        rated = np.array(IS_RATED)
        words = np.array([row[rated] for row in rows.rows], np.int64)
        right = np.array(rows.labels, np.float64)
        size, names = len(rows.vocabulary), list(rows.vocabulary)
        tables: dict[int, WeightTable] = {}
        numbers = np.zeros(words.shape, np.int64)
        for fold in without:
            chosen = counted & (folds != fold)
            weights = np.repeat(right[chosen], words.shape[1])
            seen = np.bincount(words[chosen].ravel(), minlength=size)
            hits = np.bincount(words[chosen].ravel(), weights, size)
            usual = float(right[chosen].mean())
            cells = _cells((hits + _LEAN * usual) / (seen + _LEAN))
            cells[seen < _LEAST_SEEN] = _cells(np.array([usual]))[0]
            kept: npt.NDArray[np.int64] = np.flatnonzero(seen >= _LEAST_SEEN)
            table = {names[number]: (int(cells[number]),) for number in map(int, kept)}
            table[USUAL] = (int(_cells(np.array([usual]))[0]),)
            tables[fold] = WeightTable.from_weights(["rate"], table)
            unseen = folds == fold
            numbers[unseen] = cells[words[unseen]]
        return cls(tables, numbers)


def _cells(rates: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Put rates, from 0 to 1, into whole numbers from -127 to 127."""
    return np.rint(_MOST * (2 * rates - 1)).astype(np.int64)
