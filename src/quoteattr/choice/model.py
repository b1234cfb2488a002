"""The learned core: all that the stages from roles to verdicts were taught."""

import json
from collections.abc import Callable
from functools import lru_cache
from os import PathLike
from pathlib import Path

from attrs import field, frozen

from quoteattr.choice.cuetypes import TYPES
from quoteattr.choice.features.facts import Numbers
from quoteattr.choice.features.rates import RATED, USUAL
from quoteattr.choice.pruning import PRUNING_NUMBERS, Pruning
from quoteattr.choice.readings import PARTS, ChainWeights
from quoteattr.choice.roles import ROLES, RoleWeights
from quoteattr.errors import ModelFileError
from quoteattr.learning import Chain, Forest, ModelFile, WeightTable, read

__all__ = ["MODEL_KIND", "NUMBERS", "Model"]

MODEL_KIND = "core"
#: How many numbers the trees look at.
NUMBERS = len(PRUNING_NUMBERS) + len(Numbers._fields) + 2 + len(RATED)

_REMEDY = "reinstall quoteattr, or train the file again"


@frozen
class Model:
    """The weights that decide what is an attribution, with which source and content.

    Models are immutable and can be pickled; `load` gives the one that ships with the
    package, or one of your own that ``python -m quoteattr.training core`` wrote.

    >>> Model.load() is Model.load()
    True
    """

    file: ModelFile = field(repr=False)
    roles: RoleWeights = field(init=False, eq=False, repr=False)
    chains: ChainWeights = field(init=False, eq=False, repr=False)
    pruning: Pruning = field(init=False, eq=False, repr=False)
    facts: WeightTable = field(init=False, eq=False, repr=False)
    rates: WeightTable = field(init=False, eq=False, repr=False)
    types: WeightTable = field(init=False, eq=False, repr=False)
    right: Forest = field(init=False, eq=False, repr=False)
    exact: Forest = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        tables, texts, blobs = self.file.tables, self.file.texts, self.file.blobs
        for name, lanes in _LANES.items():
            if len(tables[name].labels) != lanes:
                raise ValueError(f"table {name!r} has not {lanes} labels")
        if USUAL not in tables["rates"].rows:
            raise ValueError(f"table 'rates' has no row {USUAL!r}")
        chains = {name: _chain(texts[name], labels) for name, labels in _CHAINS.items()}
        parts = {
            "roles": RoleWeights(tables["tokens"], chains["roles"]),
            "chains": ChainWeights(tables["cues"], chains["left"], chains["right"]),
            "pruning": Pruning(
                tables["anchors"], Forest.unpacked(blobs["promise"], len(PRUNING_NUMBERS))
            ),
            "facts": tables["facts"],
            "rates": tables["rates"],
            "types": tables["types"],
            "right": Forest.unpacked(blobs["right"], NUMBERS),
            "exact": Forest.unpacked(blobs["exact"], NUMBERS),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def __hash__(self) -> int:
        """Hash by size: equal models have equal sizes."""
        return hash(tuple([len(table.rows) for table in self.file.tables.values()]))

    def __reduce__(self) -> tuple[Callable[..., "Model"], tuple[object, ...]]:
        # Every process has the weights of the package at hand; they need not be sent to it.
        return (_packaged, ()) if self is _packaged() else (Model, (self.file,))

    @staticmethod
    def load(path: str | PathLike[str] | None = None) -> "Model":
        """Return the packaged model, or the one in the file ``path``.

        Raises `ModelFileError` if the file is missing, damaged, of another kind, or was written
        for another version.
        """
        return _packaged() if path is None else _read(path)


_CHAINS = {"roles": ROLES, "left": PARTS, "right": PARTS}
_LANES = {
    "tokens": len(ROLES) + 2 * len(PARTS),
    "cues": 2 * len(PARTS),
    "anchors": 1,
    "facts": 2,
    "rates": 1,
    "types": len(TYPES),
}


def _chain(text: str, labels: tuple[str, ...]) -> Chain:
    record = json.loads(text)
    if tuple(record["labels"]) != labels:
        raise ValueError(f"a chain has not the labels {labels}")
    return Chain(
        labels,
        tuple(record["start"]),
        tuple([tuple(row) for row in record["transitions"]]),
    )


@lru_cache(maxsize=1)
def _packaged() -> Model:
    return _read(Path(__file__).parent / "core.bin")


def _read(path: str | PathLike[str]) -> Model:
    file = read(path, kind=MODEL_KIND)
    try:
        return Model(file)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelFileError(f"{Path(path).name}: lacks or garbles {error}; {_REMEDY}") from error
