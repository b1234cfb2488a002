"""Linear models with packed weights: one integer holds a feature's weights for all labels.

Label ``k`` has the 16-bit lane ``k``. Lanes may be negative: a packed integer is the plain
sum of ``weight << (16 * k)``, so that adding integers adds all labels at once and the
scores of a whole set of features are one ``sum`` that runs at C speed.
"""

import json
import struct
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from os import PathLike
from pathlib import Path
from typing import TypeAlias, TypedDict

from attrs import define, field, frozen

from quoteattr.errors import ModelFileError

__all__ = [
    "FORMAT_VERSION",
    "HEADER",
    "MAGIC",
    "MAX_ROWS",
    "Expansions",
    "Head",
    "Key",
    "Lanes",
    "ModelFile",
    "Sums",
    "WeightTable",
    "expanded",
    "feature",
    "lanes_for",
    "load",
    "read",
]

FORMAT_VERSION = 1

#: So many rows of int8 weights can be summed before a 16-bit lane may overflow.
MAX_ROWS = 256

#: A tuple of small values that begins with the name of its group and stands for features; or
#: a feature as it is, too rare to be worth keeping.
Key: TypeAlias = tuple[str | int, ...] | str
#: How the values of a key become features, by the name of the group.
Expansions: TypeAlias = Mapping[str, Callable[..., tuple[str, ...]]]

#: What a model file begins with: these bytes, then version, length and checksum.
MAGIC = b"QATTRMOD"
HEADER = struct.Struct("<8sHII")
_LANE = 16
#: By so much lanes are raised when they are read, so that none is negative.
ZERO = 0x8000
_REMEDY = "reinstall quoteattr, or train the file again with this version"


class _TableHead(TypedDict):
    name: str
    labels: list[str]
    scale: float
    rows: int
    keys: int


class Head(TypedDict):
    """What the header of a model file says of the sections after it, in their order."""

    kind: str
    tables: list[_TableHead]
    texts: list[tuple[str, int]]
    blobs: list[tuple[str, int]]


@frozen
class WeightTable:
    """Feature to packed weights, for a fixed tuple of labels.

    ``scale`` is how many units make 1.0; `scores` are in units. Features that the table
    does not know weigh nothing.

    >>> table = WeightTable.from_weights(("N", "V"), {"the": (3, -2), "run": (-1, 4)})
    >>> table.scores(table.total(["the", "run", "unknown"]))
    (2, 2)
    >>> table.labels[table.best(table.total(["run"]))]
    'V'
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int] = field(repr=False)
    scale: float = 1.0

    @classmethod
    def from_weights(
        cls, labels: Sequence[str], weights: Mapping[str, Sequence[int]], scale: float = 1.0
    ) -> "WeightTable":
        """Build a table from int8 weights, one for each label in order.

        >>> WeightTable.from_weights(("A", "B"), {"f": (1, 1)}).rows
        {'f': 65537}
        """
        rows: dict[str, int] = {}
        for feature, row in weights.items():
            if len(row) != len(labels) or not all(-128 <= weight <= 127 for weight in row):
                raise ValueError(f"{feature!r} needs {len(labels)} weights from -128 to 127")
            rows[feature] = sum(weight << (_LANE * lane) for lane, weight in enumerate(row))
        return cls(tuple(labels), rows, scale)

    def total(self, features: Iterable[str]) -> int:
        """Return the packed scores of all labels for at most `MAX_ROWS` features.

        >>> table = WeightTable.from_weights(("A",), {"f": (5,), "g": (2,)})
        >>> table.total(["f", "g"])
        7
        """
        return sum(map(self.rows.get, features, repeat(0)))

    def scores(self, packed: int) -> tuple[int, ...]:
        """Return the score of every label, in the order of the labels.

        >>> WeightTable.from_weights(("A", "B"), {}).scores((7 << 16) - 1)
        (-1, 7)
        """
        return tuple([lane - ZERO for lane in lanes_for(len(self.labels)).unpack(packed)])

    def best(self, packed: int) -> int:
        """Return the index of the label with the highest score; the first one of equals.

        >>> WeightTable.from_weights(("A", "B"), {}).best((7 << 16) - 1)
        1
        """
        lanes = lanes_for(len(self.labels)).unpack(packed)
        return lanes.index(max(lanes))


def feature(name: str) -> Callable[..., tuple[str, ...]]:
    """Return how a key becomes the one feature of its values together.

    >>> feature("ww")("run", "up")
    ('ww=run up',)
    """

    def expand(*values: str | int) -> tuple[str, ...]:
        return (f"{name}={' '.join(map(str, values))}",)

    return expand


def expanded(expansions: Expansions, key: Key) -> tuple[str, ...]:
    """Return the features that a key stands for.

    >>> expanded({"w": lambda word: (f"w={word}",)}, ("w", "go"))
    ('w=go',)
    """
    return (key,) if isinstance(key, str) else expansions[str(key[0])](*key[1:])


class Sums(dict[Key, int]):
    """Packed weights by key: worked out at the first look, kept for the next.

    At most twice ``limit`` keys are kept, so that a long run does not fill the memory; those
    that are still asked for stay.

    >>> table = WeightTable.from_weights(("A",), {"w=go": (5,), "s=o": (2,)})
    >>> sums = Sums(table, {"w": lambda word: (f"w={word}", f"s={word[-1:]}")})
    >>> sums["w", "go"]
    7
    """

    def __init__(self, table: WeightTable, expansions: Expansions, limit: int = 1 << 16) -> None:
        """Keep sums for one table."""
        super().__init__()
        self.rows: Mapping[str, int] = table.rows
        self._expansions = expansions
        self._limit = limit
        self._older: dict[Key, int] = {}

    def __missing__(self, key: Key) -> int:
        """Add up the weights of a new key."""
        if isinstance(key, str):
            return self.rows.get(key, 0)
        total = self._older.get(key)
        if total is None:
            total = sum(map(self.rows.get, expanded(self._expansions, key), repeat(0)))
        if len(self) >= self._limit:
            self._older = dict(self)
            self.clear()
        self[key] = total
        return total


@define(eq=False)
class Lanes:
    """The reading of packed scores of ``count`` labels, its constants worked out once.

    `unpack` gives each lane raised by 32768, which keeps their order: enough for a maximum
    and quicker than signed scores.

    >>> Lanes(2).unpack(-3)
    (32765, 32768)
    """

    count: int
    size: int = field(init=False)
    bias: int = field(init=False)
    layout: struct.Struct = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.size = 2 * self.count
        self.bias = sum(ZERO << (_LANE * lane) for lane in range(self.count))
        self.layout = struct.Struct(f"<{self.count}H")

    def unpack(self, packed: int) -> tuple[int, ...]:
        """Return all lanes raised by 32768.

        >>> Lanes(1).unpack(5)
        (32773,)
        """
        return self.layout.unpack((packed + self.bias).to_bytes(self.size, "little"))


@lru_cache(maxsize=64)
def lanes_for(count: int) -> Lanes:
    """Return the reading of packed scores of ``count`` labels.

    >>> lanes_for(2).unpack(65537)
    (32769, 32769)
    """
    return Lanes(count)


@frozen
class ModelFile:
    """What one file of weights holds, by name: tables, texts, and other packed bytes.

    ``kind`` says which stage the file is for; `read` refuses a file of another kind.

    >>> model = ModelFile("demo", {"tags": WeightTable.from_weights(("A",), {"f": (5,)})}, {})
    >>> model.tables["tags"].labels
    ('A',)
    """

    kind: str
    tables: Mapping[str, WeightTable]
    texts: Mapping[str, str]
    blobs: Mapping[str, bytes] = field(factory=dict[str, bytes])


def _widen(cells: bytes, count: int, labels: int) -> list[int]:
    """Turn int8 cells, laid out label by label, into one packed integer a row."""
    width = 2 * labels
    wide = bytearray(count * width)
    raised = cells.translate(_RAISE)
    for label in range(labels):
        wide[2 * label :: width] = raised[label * count : (label + 1) * count]
    bias = sum(0x80 << (_LANE * lane) for lane in range(labels))
    view = bytes(wide)
    unpack = int.from_bytes
    return [unpack(view[at : at + width], "little") - bias for at in range(0, len(view), width)]


_RAISE = bytes([(cell + 0x80) & 0xFF for cell in range(256)])


def load(data: bytes, *, kind: str | tuple[str, ...], name: str = "model file") -> ModelFile:
    """Return the model that `dump` made these bytes of.

    ``kind`` is the kind of model that is asked for, or the kinds of which one is; ``name`` is
    what error messages call the file. Raises `ModelFileError` if the bytes are damaged, cut
    short, of another kind or written by another version of the format.

    >>> load(b"not a model", kind="tagger", name="tagger.bin")
    Traceback (most recent call last):
        ...
    quoteattr.errors.ModelFileError: tagger.bin: not a file of quoteattr weights; reinstall \
quoteattr, or train the file again with this version
    """
    if len(data) < HEADER.size or data[:8] != MAGIC:
        raise ModelFileError(f"{name}: not a file of quoteattr weights; {_REMEDY}")
    _, version, length, checksum = HEADER.unpack_from(data)
    if version != FORMAT_VERSION:
        raise ModelFileError(
            f"{name}: format {version}, this version reads format {FORMAT_VERSION}; {_REMEDY}"
        )
    payload = memoryview(data)[HEADER.size :]
    if len(payload) != length or zlib.crc32(payload) != checksum:
        raise ModelFileError(f"{name}: damaged (its checksum does not match); {_REMEDY}")
    try:
        model = _parse(zlib.decompress(payload))
    except (KeyError, TypeError, ValueError, struct.error, zlib.error) as error:
        raise ModelFileError(f"{name}: its contents cannot be read ({error}); {_REMEDY}") from error
    kinds = (kind,) if isinstance(kind, str) else kind
    if model.kind not in kinds:
        held = f"holds weights for: {model.kind}, not for: {' or '.join(kinds)}"
        raise ModelFileError(f"{name}: {held}; {_REMEDY}")
    return model


def _parse(body: bytes) -> ModelFile:
    (length,) = struct.unpack_from("<I", body)
    at = 4 + length
    head: Head = json.loads(body[4:at])
    tables: dict[str, WeightTable] = {}
    for entry in head["tables"]:
        labels, count = tuple(map(sys.intern, entry["labels"])), entry["rows"]
        keys = body[at : at + entry["keys"]].decode()
        at += entry["keys"]
        cells = body[at : at + count * len(labels)]
        at += len(cells)
        features = keys.split("\n") if count else []
        if len(features) != count or len(cells) != count * len(labels):
            raise ValueError(f"table {entry['name']!r} has not the size it says")
        rows = dict(zip(features, _widen(cells, count, len(labels)), strict=True))
        tables[entry["name"]] = WeightTable(labels, rows, entry["scale"])
    texts: dict[str, str] = {}
    for name, size in head["texts"]:
        texts[name] = body[at : at + size].decode()
        at += size
    blobs: dict[str, bytes] = {}
    for name, size in head.get("blobs", ()):
        blobs[name] = body[at : at + size]
        at += size
    return ModelFile(head["kind"], tables, texts, blobs)


def read(path: str | PathLike[str], *, kind: str | tuple[str, ...]) -> ModelFile:
    """Read a model file; raises `ModelFileError` for one that is missing or no good.

    >>> read("nowhere.bin", kind="tagger")
    Traceback (most recent call last):
        ...
    quoteattr.errors.ModelFileError: nowhere.bin: cannot be opened (No such file or \
directory); reinstall quoteattr, or train the file again with this version
    """
    try:
        file = Path(path)
        data = file.read_bytes()
    except (OSError, TypeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ModelFileError(f"{path!s}: cannot be opened ({reason}); {_REMEDY}") from error
    return load(data, kind=kind, name=file.name)
