"""Numbers only: packed tables of weights, decision trees, chains of labels."""

from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.forest import Forest
from quoteattr.learning.tables import (
    ZERO,
    Expansions,
    Key,
    ModelFile,
    Sums,
    WeightTable,
    feature,
    lanes_for,
    read,
)

__all__ = [
    "ZERO",
    "Chain",
    "Expansions",
    "Forest",
    "Key",
    "ModelFile",
    "Sums",
    "WeightTable",
    "feature",
    "lanes_for",
    "read",
]
