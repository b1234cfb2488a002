"""Forests of regression trees, scored with big integers in place of walks down the trees.

The method is QuickScorer (Lucchese et al. 2015, "QuickScorer: a fast algorithm to rank
documents with additive ensembles of regression trees"): every tree has a lane of leaf bits,
every split that a row fails clears the bits of the leaves on its left, and the lowest bit
that is left is the leaf where the row ends. Here one integer holds the lanes of all trees,
and the splits of a feature are sorted, so that all those that fail are one mask.
"""

import struct
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import compress
from math import inf, isfinite, isnan
from operator import getitem

from attrs import define, field, frozen

__all__ = ["MAX_LEAVES", "Forest", "Split", "Tree", "pack", "unpack"]

#: A tree may have so many leaves: the bits of its lane.
MAX_LEAVES = 32

_MAX_FEATURES = 1 << 16
_SINGLE = struct.Struct("<f")
_BITS = struct.Struct("<i")
_COUNT = struct.Struct("<I")
_LARGEST_SINGLE = 3.4028234663852886e38


@frozen
class Split:
    """A question to a feature: a value up to the threshold goes left.

    A child from 0 up is the index of a split of the same tree; a negative one is the leaf
    ``~child``.

    >>> Split(feature=2, threshold=0.5, left=~0, right=~1)
    Split(feature=2, threshold=0.5, left=-1, right=-2)
    """

    feature: int
    threshold: float
    left: int
    right: int


@frozen
class Tree:
    """Splits, the root first, and the values of the leaves; without splits, of one leaf.

    >>> Tree((Split(0, 0.5, ~0, ~1),), (-1.0, 1.0)).leaves
    (-1.0, 1.0)
    """

    splits: tuple[Split, ...]
    leaves: tuple[float, ...]


@define(eq=False)
class _Lanes:
    """A lane of leaf bits for each tree, its constants worked out once."""

    count: int
    ones: int = field(init=False)
    full: int = field(init=False)
    odd_bits: int = field(init=False)
    odd_pairs: int = field(init=False)
    odd_nibbles: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.ones = int.from_bytes(b"\1\0\0\0" * self.count, "little")
        self.full = self.ones * 0xFFFFFFFF
        self.odd_bits = self.ones * 0x55555555
        self.odd_pairs = self.ones * 0x33333333
        self.odd_nibbles = self.ones * 0x0F0F0F0F

    def lowest(self, left: int) -> bytes:
        """Return the place of the lowest bit that is left in each lane."""
        # The zeros below the lowest bit become ones, and are then counted in all lanes at once.
        low = left ^ (left | (left - self.ones))
        low -= (low >> 1) & self.odd_bits
        low = (low & self.odd_pairs) + ((low >> 2) & self.odd_pairs)
        low = (low + (low >> 4)) & self.odd_nibbles
        # Times this, the last byte of a lane is the sum of its four, each of which is 8 at most.
        return (low * 0x01010101).to_bytes(4 * self.count + 4, "little")[3:-4:4]


@frozen
class Forest:
    """Trees over a number of features, made ready to score by `of`.

    >>> stump = Tree((Split(1, 0.5, ~0, ~1),), (-1.0, 1.0))
    >>> forest = Forest.of([stump, stump], features=2)
    >>> forest.score((0.0, 0.5)), forest.score((0.0, 0.75))
    (-2.0, 2.0)
    """

    trees: tuple[Tree, ...]
    features: int
    _asked: tuple[bool, ...] = field(eq=False, repr=False)
    _thresholds: tuple[list[float], ...] = field(eq=False, repr=False)
    _masks: tuple[list[int], ...] = field(eq=False, repr=False)
    _leaves: tuple[list[float], ...] = field(eq=False, repr=False)
    _lanes: _Lanes = field(eq=False, repr=False)

    @classmethod
    def unpacked(cls, data: bytes, features: int) -> "Forest":
        """Build the forest of the trees that `pack` made these bytes of.

        Raises `ValueError` for other bytes, and for what `of` refuses.

        >>> stump = Tree((Split(1, 0.5, ~0, ~1),), (-1.0, 1.0))
        >>> Forest.unpacked(pack([stump]), features=2).score((0.0, 0.75))
        1.0
        """
        return cls.of(_parsed(data), features)

    @classmethod
    def of(cls, trees: Sequence[Tree], features: int) -> "Forest":
        """Build a forest for rows of so many features.

        Raises `ValueError` for a tree that is none, that has more than `MAX_LEAVES` leaves
        or that asks for a feature which the rows do not have.

        >>> Forest.of([Tree((Split(7, 0.5, ~0, ~1),), (-1.0, 1.0))], features=2)
        Traceback (most recent call last):
            ...
        ValueError: tree 0: feature 7 is out of range, there are 2
        """
        questions: list[list[tuple[float, int]]] = [[] for _ in range(features)]
        values: list[list[float]] = []
        for number, tree in enumerate(trees):
            order, cleared = _checked(tree, number, features)
            values.append([tree.leaves[leaf] for leaf in order])
            for split, bits in zip(tree.splits, cleared, strict=True):
                questions[split.feature].append((split.threshold, bits << MAX_LEAVES * number))
        asked = [sorted(question) for question in questions if question]
        lanes = _Lanes(len(trees))
        return cls(
            tuple(trees),
            features,
            tuple([bool(question) for question in questions]),
            tuple([[threshold for threshold, _ in question] for question in asked]),
            tuple([_masks(question, lanes.full) for question in asked]),
            tuple(values),
            lanes,
        )

    def score(self, row: Sequence[float]) -> float:
        """Return the sum of the leaves where a row ends; its values are numbers, none NaN.

        >>> Forest.of([Tree((), (0.25,))], features=0).score(())
        0.25
        """
        if len(row) != self.features:
            raise ValueError(f"a row has {self.features} values, not {len(row)}")
        failed = map(bisect_left, self._thresholds, compress(row, self._asked))
        left = self._lanes.full
        for mask in map(getitem, self._masks, failed):
            left &= mask
        return sum(map(getitem, self._leaves, self._lanes.lowest(left)), 0.0)

    def __reduce__(self) -> tuple[Callable[..., "Forest"], tuple[tuple[Tree, ...], int]]:
        return Forest.of, (self.trees, self.features)


def _masks(questions: Sequence[tuple[float, int]], full: int) -> list[int]:
    """Return for each number of failed splits the leaves that these leave over."""
    masks = [full]
    for _, bits in questions:
        full &= ~bits
        masks.append(full)
    return masks


def _checked(tree: Tree, number: int, features: int) -> tuple[list[int], list[int]]:
    """Return the leaves from left to right, and the bits of those on the left of each split.

    Raises `ValueError` for a tree that is none.
    """
    leaves, splits = len(tree.leaves), tree.splits
    if leaves > MAX_LEAVES:
        raise ValueError(f"tree {number}: {leaves} leaves, at most {MAX_LEAVES} are possible")
    if len(splits) != leaves - 1:
        raise ValueError(f"tree {number}: {len(splits)} splits do not make {leaves} leaves")
    if not all(map(isfinite, tree.leaves)):
        raise ValueError(f"tree {number}: the value of a leaf is not finite")
    for split in splits:
        if not 0 <= split.feature < features:
            raise ValueError(
                f"tree {number}: feature {split.feature} is out of range, there are {features}"
            )
        if isnan(split.threshold):
            raise ValueError(f"tree {number}: a threshold is not a number")
    children = sorted([child for split in splits for child in (split.left, split.right)])
    if splits and children != [*range(-leaves, 0), *range(1, len(splits))]:
        raise ValueError(f"tree {number}: not every split and leaf is the child of one other")
    order: list[int] = []
    cleared = [0] * len(splits)
    _walk(splits, 0 if splits else ~0, order, cleared)
    if len(order) != leaves:
        raise ValueError(f"tree {number}: some splits are in a cycle")
    return order, cleared


def _walk(splits: Sequence[Split], child: int, order: list[int], cleared: list[int]) -> None:
    if child < 0:
        order.append(~child)
        return
    split = splits[child]
    first = len(order)
    _walk(splits, split.left, order, cleared)
    cleared[child] = (1 << len(order)) - (1 << first)
    _walk(splits, split.right, order, cleared)


def _threshold(value: float) -> float:
    """Return the least float32 that is not below: what was equal still goes left."""
    try:
        single = _SINGLE.pack(value)
    except OverflowError:
        return inf if value > 0 else -_LARGEST_SINGLE
    (near,) = _SINGLE.unpack(single)
    if near >= value:
        return float(near)
    (bits,) = _BITS.unpack(single)
    (above,) = _SINGLE.unpack(_BITS.pack(bits + 1 if bits >= 0 else bits - 1))
    return float(above)


def pack(trees: Sequence[Tree]) -> bytes:
    """Return trees as bytes, with their numbers as float32.

    A threshold is rounded up, so that a value which is equal to it stays on its left. Trees
    that come from `unpack` do not change any more. Raises `ValueError` for what `Forest.of`
    refuses, and for values that no float32 holds.

    >>> len(pack([Tree((Split(0, 0.5, ~0, ~1),), (-1.0, 1.0))]))
    21
    """
    for number, tree in enumerate(trees):
        _checked(tree, number, _MAX_FEATURES)
    splits = [split for tree in trees for split in tree.splits]
    leaves = [leaf for tree in trees for leaf in tree.leaves]
    try:
        values = struct.pack(f"<{len(leaves)}f", *leaves)
    except OverflowError as error:
        raise ValueError("the value of a leaf is too large for a float32") from error
    return b"".join(
        [
            _COUNT.pack(len(trees)),
            bytes([len(tree.leaves) for tree in trees]),
            struct.pack(f"<{len(splits)}H", *[split.feature for split in splits]),
            struct.pack(f"<{len(splits)}f", *[_threshold(split.threshold) for split in splits]),
            struct.pack(f"<{len(splits)}b", *[split.left for split in splits]),
            struct.pack(f"<{len(splits)}b", *[split.right for split in splits]),
            values,
        ]
    )


def unpack(data: bytes) -> tuple[Tree, ...]:
    """Return the trees that `pack` made these bytes of; raises `ValueError` for other bytes.

    >>> unpack(pack([Tree((Split(0, 0.5, ~0, ~1),), (-1.0, 1.0))]))[0].leaves
    (-1.0, 1.0)
    >>> unpack(b"no trees")
    Traceback (most recent call last):
        ...
    ValueError: trees that are damaged: 8 bytes are too few
    """
    trees = _parsed(data)
    for number, tree in enumerate(trees):
        _checked(tree, number, _MAX_FEATURES)
    return trees


def _parsed(data: bytes) -> tuple[Tree, ...]:
    """Read trees of which nobody has yet told whether they are any."""
    count = _COUNT.unpack_from(data)[0] if len(data) >= _COUNT.size else 0
    sizes = data[_COUNT.size : _COUNT.size + count]
    if len(data) < _COUNT.size or len(sizes) != count:
        raise ValueError(f"trees that are damaged: {len(data)} bytes are too few")
    leaves = sum(sizes)
    splits = leaves - count
    if 0 in sizes or len(data) != _COUNT.size + count + 8 * splits + 4 * leaves:
        raise ValueError(f"trees that are damaged: {len(data)} bytes are not what they need")
    body = data[_COUNT.size + count :]
    layout = f"<{splits}H{splits}f{splits}b{splits}b{leaves}f"
    cells = struct.unpack(layout, body)
    columns = [cells[column * splits : (column + 1) * splits] for column in range(4)]
    questions, values = [*map(Split, *columns)], cells[4 * splits :]
    trees: list[Tree] = []
    split_at = leaf_at = 0
    for size in sizes:
        own = tuple(questions[split_at : split_at + size - 1])
        trees.append(Tree(own, values[leaf_at : leaf_at + size]))
        split_at += size - 1
        leaf_at += size
    return tuple(trees)
