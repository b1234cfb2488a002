"""How often readings of which a fact is true were right: more numbers for the trees.

The linear model adds facts up; a rate says what became of the readings that share one,
however rare it is, and the trees decide how far to trust it (target encoding, Micci-Barreca
2001).
"""

from collections.abc import Sequence
from itertools import compress, repeat

from quoteattr.choice.features.cuefacts import CUE_FACTS
from quoteattr.choice.features.facts import READING_FACTS
from quoteattr.learning import WeightTable

__all__ = ["IS_RATED", "RATED", "USUAL", "rates_of"]

#: The facts that are rated, by their names.
RATED = tuple(
    """lf ln lp s4 npv w bf lc cbl cbf fil qt qcl lk fk k kg tk su sb sbk bk e bw eg es of cf
    c1 pf""".split()
)
#: The row of a table of rates that holds for what was seen too seldom.
USUAL = "*"
_NAMES = (*CUE_FACTS, *READING_FACTS)
#: For each of the facts of a reading, in their order, whether it is rated.
IS_RATED = tuple([name in RATED for name in _NAMES])


def rates_of(words: Sequence[str], table: WeightTable) -> list[int]:
    """Return the rates of a reading: from -127, never right, to 127, always."""
    rows = table.rows
    return [*map(rows.get, compress(words, IS_RATED), repeat(rows[USUAL]))]
