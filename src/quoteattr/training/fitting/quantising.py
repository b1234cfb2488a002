"""From fitted weights to tables of int8, the heaviest rows alone."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.tables import WeightTable
from quoteattr.training.fitting.gradient import Fitted

__all__ = ["chain_of", "joined", "quantised", "scale_of"]

_MOST = 127


def quantised(
    labels: Sequence[str],
    weights: Mapping[str, npt.NDArray[np.float32]],
    rows: int,
    scale: float | None = None,
) -> WeightTable:
    """Keep the ``rows`` features whose weights are largest, as int8.

    Without a ``scale`` the largest weight becomes 127.
    """
    names = sorted(weights)
    if not names:
        return WeightTable(tuple(labels), {})
    matrix = np.array([weights[name] for name in names], np.float32)
    spread = np.abs(matrix).sum(axis=1)
    kept = np.sort(np.argsort(-spread, kind="stable")[:rows])
    scale = scale or scale_of(weights)
    cells = np.minimum(np.maximum(np.rint(matrix[kept] * scale), -_MOST), _MOST).astype(int)
    return WeightTable.from_weights(
        labels,
        {
            names[index]: row
            for index, row in zip(kept.tolist(), cells.tolist(), strict=True)
            if any(row)
        },
        scale,
    )


def scale_of(*tables: Mapping[str, npt.NDArray[np.float32]]) -> float:
    """Return the scale by which the largest weight of several tables becomes 127."""
    largest = [float(np.abs(row).max()) for table in tables for row in table.values()]
    return _MOST / max([1e-6, *largest])


def joined(
    parts: Sequence[tuple[Mapping[str, npt.NDArray[np.float32]], int]],
) -> dict[str, npt.NDArray[np.float32]]:
    """Lay the weights of several fits side by side; each comes with its number of labels."""
    width = sum(count for _, count in parts)
    out: dict[str, npt.NDArray[np.float32]] = {}
    first = 0
    for weights, count in parts:
        for name, row in weights.items():
            if name not in out:
                out[name] = np.zeros(width, np.float32)
            out[name][first : first + count] = row
        first += count
    return out


def chain_of(labels: Sequence[str], fitted: Fitted) -> Chain:
    """Return the chain of a fit."""
    return Chain(
        tuple(labels),
        tuple(fitted.start.tolist()),
        tuple([tuple(row) for row in fitted.transitions.tolist()]),
    )
