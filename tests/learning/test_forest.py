"""A forest scores as walks down its trees do, and damaged bytes are refused."""

from __future__ import annotations

import copy
import pickle
import struct
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.learning.forest import MAX_LEAVES, Forest, Split, Tree, pack, unpack

FEATURES = 5
#: Few values, so that rows often are equal to a threshold.
VALUE = st.one_of(st.integers(-3, 3).map(float), st.sampled_from([0.1, 0.7, -0.7, -inf, inf]))
LEAF = st.floats(-100, 100, width=32)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw a tree as LightGBM grows them: a leaf splits, its left half keeps the number."""
    leaves = draw(st.integers(1, MAX_LEAVES))
    splits: list[Split] = []
    parents: dict[int, tuple[int, str]] = {}
    for new in range(1, leaves):
        leaf = draw(st.integers(0, new - 1))
        if leaf in parents:
            parent, side = parents[leaf]
            changed = {"left": splits[parent].left, "right": splits[parent].right, side: new - 1}
            old = splits[parent]
            splits[parent] = Split(old.feature, old.threshold, changed["left"], changed["right"])
        splits.append(Split(draw(st.integers(0, FEATURES - 1)), draw(VALUE), ~leaf, ~new))
        parents |= {leaf: (new - 1, "left"), new: (new - 1, "right")}
    return Tree(tuple(splits), tuple(draw(st.lists(LEAF, min_size=leaves, max_size=leaves))))


FORESTS = st.lists(trees(), max_size=9)
ROW = st.lists(VALUE, min_size=FEATURES, max_size=FEATURES)


def walk(tree: Tree, row: list[float], child: int = 0) -> float:
    if not tree.splits:
        return tree.leaves[0]
    if child < 0:
        return tree.leaves[~child]
    split = tree.splits[child]
    return walk(tree, row, split.left if row[split.feature] <= split.threshold else split.right)


@given(FORESTS, st.lists(ROW, min_size=1, max_size=5))
def test_a_score_is_the_sum_of_walks_down_the_trees(
    drawn: list[Tree], rows: list[list[float]]
) -> None:
    forest = Forest.of(drawn, FEATURES)
    for row in rows:
        expected = sum([walk(tree, row) for tree in drawn])
        assert forest.score(row) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(FORESTS, ROW)
def test_packed_trees_send_rows_the_same_way(drawn: list[Tree], row: list[float]) -> None:
    again = unpack(pack(drawn))
    assert pack(again) == pack(drawn)
    assert unpack(pack(again)) == again
    assert [tree.leaves for tree in again] == [tree.leaves for tree in drawn]
    assert [walk(tree, row) for tree in again] == [walk(tree, row) for tree in drawn]


@given(st.floats(allow_nan=False))
def test_a_threshold_is_rounded_up_to_the_next_float32(threshold: float) -> None:
    data = pack([Tree((Split(0, threshold, ~0, ~1),), (0.0, 1.0))])
    rounded = unpack(data)[0].splits[0].threshold
    assert rounded >= threshold
    assert pack(unpack(data)) == data
    if abs(threshold) < 1e38:
        assert rounded - threshold <= max(abs(threshold) * 2**-23, 2**-149)


def test_a_largest_and_a_smallest_threshold_stay_in_order() -> None:
    bounds = [-inf, -1e300, 1e300, inf]
    stumps = [Tree((Split(0, bound, ~0, ~1),), (0.0, 1.0)) for bound in bounds]
    rounded = [tree.splits[0].threshold for tree in unpack(pack(stumps))]
    assert rounded == [-inf, pytest.approx(-3.4028234663852886e38), inf, inf]


@given(FORESTS)
def test_a_forest_is_equal_to_its_pickle(drawn: list[Tree]) -> None:
    forest = Forest.of(drawn, FEATURES)
    again = pickle.loads(pickle.dumps(forest))
    assert again == forest == copy.deepcopy(forest)
    assert hash(again) == hash(forest)
    assert again.score([0.5] * FEATURES) == forest.score([0.5] * FEATURES)
    assert forest != Forest.of(drawn, FEATURES + 1)
    assert "_masks" not in repr(forest)


def chain_of(leaves: int) -> Tree:
    splits = [Split(0, float(at), ~at, at + 1) for at in range(leaves - 2)]
    splits.append(Split(0, float(leaves - 2), ~(leaves - 2), ~(leaves - 1)))
    return Tree(tuple(splits), tuple(map(float, range(leaves))))


@pytest.mark.parametrize("count", [1, 2, 3, 50])
def test_every_leaf_of_a_full_lane_is_reached(count: int) -> None:
    forest = Forest.of([chain_of(MAX_LEAVES)] * count, features=1)
    for leaf in range(MAX_LEAVES):
        assert forest.score([float(leaf)]) == count * leaf


def test_no_trees_score_nothing() -> None:
    score = Forest.of([], features=2).score([1.0, 2.0])
    assert score == 0.0
    assert isinstance(score, float)
    assert unpack(pack([])) == ()


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row has 1 values, not 2"):
        Forest.of([chain_of(2)], features=1).score([1.0, 2.0])


CYCLE = (Split(0, 0.0, ~0, ~1), Split(0, 0.0, 2, ~2), Split(0, 0.0, 1, ~3))


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (chain_of(MAX_LEAVES + 1), "tree 1: 33 leaves, at most 32 are possible"),
        (Tree((), ()), "tree 1: 0 splits do not make 0 leaves"),
        (Tree((), (0.0, 1.0)), "tree 1: 0 splits do not make 2 leaves"),
        (Tree((Split(0, 0.0, ~0, ~0),), (0.0, 1.0)), "not every split and leaf is the child"),
        (Tree((Split(0, 0.0, 0, ~1),), (0.0, 1.0)), "not every split and leaf is the child"),
        (Tree((Split(0, 0.0, ~0, ~2),), (0.0, 1.0)), "not every split and leaf is the child"),
        (Tree((Split(0, 0.0, ~0, 1),), (0.0, 1.0)), "not every split and leaf is the child"),
        (Tree(CYCLE, (0.0, 1.0, 2.0, 3.0)), "tree 1: some splits are in a cycle"),
        (Tree((Split(-1, 0.0, ~0, ~1),), (0.0, 1.0)), "feature -1 is out of range"),
        (Tree((Split(1 << 16, 0.0, ~0, ~1),), (0.0, 1.0)), "feature 65536 is out of range"),
        (Tree((Split(0, nan, ~0, ~1),), (0.0, 1.0)), "tree 1: a threshold is not a number"),
        (Tree((), (inf,)), "tree 1: the value of a leaf is not finite"),
    ],
)
def test_what_is_no_tree_is_refused(tree: Tree, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Forest.of([chain_of(2), tree], features=3)
    with pytest.raises(ValueError, match=message):
        pack([chain_of(2), tree])


def test_a_feature_that_rows_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="tree 0: feature 3 is out of range, there are 3"):
        Forest.of([Tree((Split(3, 0.0, ~0, ~1),), (0.0, 1.0))], features=3)


def test_a_leaf_that_no_float32_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too large for a float32"):
        pack([Tree((), (1e300,))])


def test_splits_in_a_cycle_are_refused() -> None:
    # The root has two leaves; the other two splits hold each other.
    data = struct.pack("<IB", 1, 4)
    data += struct.pack("<3H3f3b3b4f", *[0] * 3, *[0.0] * 3, ~0, 2, 1, ~1, ~2, ~3, *[0.0] * 4)
    with pytest.raises(ValueError, match="tree 0: some splits are in a cycle"):
        unpack(data)


@given(FORESTS, st.data())
def test_damaged_bytes_are_refused_or_make_other_trees(
    drawn: list[Tree], data: st.DataObject
) -> None:
    packed = bytearray(pack(drawn))
    at = data.draw(st.integers(0, len(packed) - 1))
    packed[at] ^= data.draw(st.integers(1, 255))
    try:
        others = unpack(bytes(packed))
    except ValueError:
        return
    assert pack(others) == packed
    assert Forest.of(others, 1 << 16).trees == others


@given(FORESTS, st.binary(min_size=1, max_size=9))
def test_bytes_too_few_or_too_many_are_refused(drawn: list[Tree], more: bytes) -> None:
    packed = pack(drawn)
    for damaged in (packed + more, packed[: -len(more)], b""):
        with pytest.raises(ValueError, match="trees that are damaged"):
            unpack(damaged)
