"""Rows of words with a label each: what a linear model without a chain is fitted to."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from attrs import define, field

from quoteattr.training.fitting.gradient import Sequences

__all__ = ["WordRows"]


@define(eq=False)
class WordRows:
    """Rows in the making; every word is numbered in the order of its coming."""

    vocabulary: dict[str, int] = field(factory=dict[str, int])
    rows: list[npt.NDArray[np.int64]] = field(factory=list[npt.NDArray[np.int64]])
    labels: list[int] = field(factory=list[int])

    def add(self, words: Iterable[str], label: int) -> None:
        """Add a row."""
        numbers = self.vocabulary
        self.rows.append(
            np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int64)
        )
        self.labels.append(label)

    def extend(self, other: "WordRows") -> None:
        """Add all rows of another."""
        numbers = self.vocabulary
        renumbered = np.array(
            [numbers.setdefault(word, len(numbers)) for word in other.vocabulary], np.int64
        )
        self.rows += [renumbered[row] for row in other.rows]
        self.labels += other.labels

    def sequences(self, least: int) -> tuple[Sequences, list[str]]:
        """Return each row as a sequence of one token, and the words seen ``least`` times."""
        seen = np.bincount(_joined(self.rows), minlength=len(self.vocabulary))
        kept = seen >= least
        renumbered = np.cumsum(kept) - 1
        rows = [renumbered[row[kept[row]]] for row in self.rows]
        single = np.arange(int(kept.sum()) + 1, dtype=np.int64)
        data = Sequences(
            np.arange(len(rows) + 1, dtype=np.int64),
            np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64),
            _joined(rows),
            single,
            single[:-1],
            np.array(self.labels, np.int64),
        )
        return data, [word for word, number in self.vocabulary.items() if kept[number]]


def _joined(rows: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """Put rows one after another; there may be none."""
    return np.concatenate([np.zeros(0, np.int64), *rows])
