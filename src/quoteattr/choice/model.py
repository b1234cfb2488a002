"""The learned core: all that the stages from roles to verdicts were taught."""

import json
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from os import PathLike
from pathlib import Path

from attrs import Factory, field, frozen

from quoteattr.choice.cuetypes import TYPES
from quoteattr.choice.engines import AccurateEngine, Engine, LightEngine, taught_with
from quoteattr.choice.features.facts import Numbers
from quoteattr.choice.features.rates import RATED, USUAL
from quoteattr.choice.parts import PARTS, ChainWeights
from quoteattr.choice.pruning import PRUNING_NUMBERS, Pruning
from quoteattr.choice.roles import ROLES, RoleWeights
from quoteattr.encoder import Encoder
from quoteattr.errors import ExtraError, ModelFileError, OptionError
from quoteattr.learning import Chain, Forest, ModelFile, WeightTable, read

__all__ = ["ACCURATE_KIND", "EVERY_LEVEL", "MODEL_KIND", "NUMBERS", "OUTER_LEVEL", "Model"]

#: The kinds of files: of tables alone, and with an encoder.
MODEL_KIND, ACCURATE_KIND = "core", "accurate core"
#: How many numbers the trees look at, those apart that an engine adds.
NUMBERS = len(PRUNING_NUMBERS) + len(Numbers._fields) + 2 + len(RATED)

_REMEDY = "reinstall quoteattr, or train the file again"
#: What a light model says of the levels that it was taught.
EVERY_LEVEL, OUTER_LEVEL = "every", "outer"
#: The lanes of the tables of every model, and of those of a light one.
_LANES = {"anchors": 1, "facts": 2, "rates": 1, "types": len(TYPES)}
_LIGHT_LANES = {"tokens": len(ROLES) + 2 * len(PARTS), "cues": 2 * len(PARTS)}


def _engine_of(model: "Model") -> Engine:
    if model.is_accurate:
        return _accurate(model.file, model.threads)
    return _light(model.file)


def _check_lanes(table: WeightTable, name: str, lanes: int) -> None:
    if len(table.labels) != lanes:
        raise ValueError(f"table {name!r} has not {lanes} labels")


def _light(file: ModelFile) -> LightEngine:
    tables, texts = file.tables, file.texts
    for name, lanes in _LIGHT_LANES.items():
        _check_lanes(tables[name], name, lanes)
    left, right = [_chain(texts[name], PARTS) for name in ("left", "right")]
    return LightEngine(
        RoleWeights(tables["tokens"], _chain(texts["roles"], ROLES)),
        ChainWeights(tables["cues"], left, right),
        knows_levels=texts.get("levels", OUTER_LEVEL) == EVERY_LEVEL,
    )


def _accurate(file: ModelFile, threads: int) -> AccurateEngine:
    texts, blobs = file.texts, file.blobs
    if texts["taught with"] != taught_with():
        raise ValueError("an encoder that was taught with other inputs than this version has")
    encoder = Encoder(blobs["trunk"], blobs["head"], texts["vocabulary"], threads)
    left, right = [_chain(texts[name], PARTS) for name in ("left", "right")]
    return AccurateEngine(encoder, left, right)


def _chain(text: str, labels: tuple[str, ...]) -> Chain:
    record = json.loads(text)
    if tuple(record["labels"]) != labels:
        raise ValueError(f"a chain has not the labels {labels}")
    return Chain(
        labels,
        tuple(record["start"]),
        tuple([tuple(row) for row in record["transitions"]]),
    )


@frozen
class Model:
    """The weights that decide what is an attribution, with which source and content.

    Models are immutable and can be pickled; `load` gives the light one that ships with the
    package, or one of your own that ``python -m quoteattr.training`` wrote; `accurate` gives
    the one of the package quoteattr-accurate.

    >>> Model.load() is Model.load()
    True
    """

    file: ModelFile = field(repr=False)
    threads: int = field(default=1, eq=False)
    engine: Engine = field(default=Factory(_engine_of, takes_self=True), eq=False, repr=False)
    pruning: Pruning = field(init=False, eq=False, repr=False)
    facts: WeightTable = field(init=False, eq=False, repr=False)
    rates: WeightTable = field(init=False, eq=False, repr=False)
    types: WeightTable = field(init=False, eq=False, repr=False)
    right: Forest = field(init=False, eq=False, repr=False)
    exact: Forest = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        tables, blobs = self.file.tables, self.file.blobs
        for name, lanes in _LANES.items():
            _check_lanes(tables[name], name, lanes)
        if USUAL not in tables["rates"].rows:
            raise ValueError(f"table 'rates' has no row {USUAL!r}")
        numbers = NUMBERS + self.engine.numbers
        parts = {
            "pruning": Pruning(
                tables["anchors"],
                self.engine.breadth,
                Forest.unpacked(blobs["promise"], len(PRUNING_NUMBERS)),
            ),
            "facts": tables["facts"],
            "rates": tables["rates"],
            "types": tables["types"],
            "right": Forest.unpacked(blobs["right"], numbers),
            "exact": Forest.unpacked(blobs["exact"], numbers),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def __hash__(self) -> int:
        """Hash by size: equal models have equal sizes."""
        return hash(tuple([len(table.rows) for table in self.file.tables.values()]))

    def __reduce__(self) -> tuple[Callable[..., "Model"], tuple[object, ...]]:
        # Every process has the weights of the packages at hand; they need not be sent to it.
        if self is _packaged():
            return _packaged, ()
        if _installed.get(self.threads) is self:
            return Model.accurate, (self.threads,)
        return Model, (self.file, self.threads)

    @property
    def is_accurate(self) -> bool:
        """Whether an encoder sees roles and parts, not tables alone.

        >>> Model.load().is_accurate
        False
        """
        return self.file.kind == ACCURATE_KIND

    @property
    def confidence(self) -> str:
        """The weights by which its confidence is measured, empty for those of the package.

        >>> Model.load().confidence
        ''
        """
        return self.file.texts.get("confidence", "")

    @staticmethod
    def load(path: str | PathLike[str] | None = None, *, threads: int = 1) -> "Model":
        """Return the packaged model, or the one in the file ``path``, of either kind.

        ``threads`` bounds what an encoder in it takes of the processor. Raises `ModelFileError`
        if the file is missing, damaged, of another kind, or was written for another version,
        `ExtraError` if it needs a package that is not installed.
        """
        _check(threads)
        return _packaged() if path is None else _read(path, threads)

    @staticmethod
    def accurate(threads: int = 1) -> "Model":
        """Return the model of the package quoteattr-accurate, which an encoder sees for.

        ``threads`` bounds what it takes of the processor in one process. Raises `ExtraError` if
        the package is not installed, `ModelFileError` if its file is no good.

        >>> Model.accurate(0)
        Traceback (most recent call last):
            ...
        quoteattr.errors.OptionError: threads is a whole number from 1, not 0
        """
        _check(threads)
        if threads not in _installed:
            try:
                path: Path = import_module("quoteattr_accurate").WEIGHTS
            except ImportError as error:
                raise ExtraError(
                    "the accurate engine is not installed; run: pip install 'quoteattr[accurate]'"
                ) from error
            model = _read(path, threads)
            if not model.is_accurate:
                raise ModelFileError(f"{path.name}: holds no encoder; reinstall quoteattr-accurate")
            _installed[threads] = model
        return _installed[threads]


#: The model of quoteattr-accurate by its number of threads, once it was asked for.
_installed: dict[int, Model] = {}


def _check(threads: object) -> None:
    if not isinstance(threads, int) or isinstance(threads, bool) or threads < 1:
        raise OptionError(f"threads is a whole number from 1, not {threads!r}")


@lru_cache(maxsize=1)
def _packaged() -> Model:
    return _read(Path(__file__).parent / "core.bin", 1)


def _read(path: str | PathLike[str], threads: int) -> Model:
    file = read(path, kind=(MODEL_KIND, ACCURATE_KIND))
    try:
        return Model(file, threads)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelFileError(f"{Path(path).name}: lacks or garbles {error}; {_REMEDY}") from error
