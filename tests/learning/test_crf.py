"""A chain finds what trying every sequence of labels finds."""

from __future__ import annotations

import pickle
from itertools import pairwise, product
from math import exp, fsum, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.crf.rows import scaled
from quoteattr.learning.crf.sevens import smooth_seven

MILD = st.integers(-8, 8).map(lambda eighths: eighths / 8)
WILD = st.sampled_from([-10000.0, -300.0, -200.0, -1.5, 0.0, 0.75, 200.0, 300.0])
WEIGHTS = st.sampled_from([MILD, WILD, st.floats(-200, 200), st.one_of(MILD, WILD)])

Rows = list[tuple[float, ...]]


@st.composite
def problems(draw: st.DrawFn) -> tuple[Chain, Rows]:
    count = draw(st.sampled_from([1, 2, 3, 4, 5, 7]))
    inner, outer = draw(WEIGHTS), draw(WEIGHTS)
    rows = [st.tuples(*[weight] * count) for weight in (inner, outer)]
    transitions = draw(st.lists(rows[0], min_size=count, max_size=count))
    labels = tuple(f"L{number}" for number in range(count))
    model = Chain(labels, draw(rows[0]), tuple(transitions))
    return model, draw(st.lists(rows[1], min_size=1, max_size=4 if count < 5 else 3))


def score(model: Chain, rows: Rows, path: tuple[int, ...]) -> float:
    steps = [model.transitions[before][after] for before, after in pairwise(path)]
    emitted = [row[label] for row, label in zip(rows, path, strict=True)]
    return fsum([model.start[path[0]], *steps, *emitted])


def every_path(model: Chain, rows: Rows) -> dict[tuple[int, ...], float]:
    """Return the log probability of every sequence."""
    paths = product(range(len(model.labels)), repeat=len(rows))
    scores = {path: score(model, rows, path) for path in paths}
    top = max(scores.values())
    partition = top + log(fsum([exp(value - top) for value in scores.values()]))
    return {path: value - partition for path, value in scores.items()}


@given(problems())
def test_marginals_are_the_shares_of_all_sequences(problem: tuple[Chain, Rows]) -> None:
    model, rows = problem
    paths = every_path(model, rows)
    for at, row in enumerate(model.marginals(rows)):
        assert len(row) == len(model.labels)
        for label, probability in enumerate(row):
            share = fsum([exp(value) for path, value in paths.items() if path[at] == label])
            assert isclose(probability, share, rel_tol=1e-7, abs_tol=1e-11)


@given(problems())
def test_best_is_the_most_likely_sequence(problem: tuple[Chain, Rows]) -> None:
    model, rows = problem
    paths = every_path(model, rows)
    assert paths[tuple(model.best(rows))] == pytest.approx(max(paths.values()), abs=1e-9)


@given(problems(), st.integers(1, 700))
def test_n_best_are_the_most_likely_sequences(problem: tuple[Chain, Rows], count: int) -> None:
    model, rows = problem
    paths = every_path(model, rows)
    found = model.n_best(rows, count)
    assert len(found) == min(count, len(paths))
    assert len({tuple(path) for _, path in found}) == len(found)
    assert [value for value, _ in found] == sorted([value for value, _ in found], reverse=True)
    likely = sorted(paths.values(), reverse=True)[:count]
    assert [value for value, _ in found] == pytest.approx(likely, rel=1e-9, abs=1e-9)
    assert [value for value, _ in found] == pytest.approx(
        [paths[tuple(path)] for _, path in found], rel=1e-9, abs=1e-9
    )


@given(problems(), st.integers(1, 12))
def test_fewer_sequences_are_the_first_of_more(problem: tuple[Chain, Rows], count: int) -> None:
    model, rows = problem
    assert model.n_best(rows, 1)[0][1] == model.best(rows)
    fewer, more = model.n_best(rows, count), model.n_best(rows, count + 5)
    assert [value for value, _ in fewer] == pytest.approx(
        [value for value, _ in more[: len(fewer)]], rel=1e-9, abs=1e-9
    )
    assert model.n_best([list(row) for row in rows], count) == fewer


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("size", [1.0, 200.0, 5000.0])
def test_thousands_of_positions_are_safe(count: int, size: float) -> None:
    transitions = tuple(tuple(float(j == k) for k in range(count)) for j in range(count))
    model = Chain(tuple("ABCDEF"[:count]), (0.0,) * count, transitions)
    rows = [[size * (-1) ** (at // 3 + label) for label in range(count)] for at in range(3000)]
    assert all(isclose(sum(row), 1, rel_tol=1e-9) for row in model.marginals(rows))
    first, *others = model.n_best(rows, 3)
    assert first[1] == model.best(rows)
    assert all(first[0] >= value for value, _ in others)
    assert sum([exp(value) for value, _ in (first, *others)]) <= 1 + 1e-6


def test_both_ways_through_agree() -> None:
    rows = [(0.5, -1.0, 2.0), (1.0, 0.25, -0.5), (0.0, 3.0, 0.125)] * 20
    step = ((0.5, -1.0, 0.0), (1.0, 0.0, -2.0), (0.0, 0.25, 1.0))
    scaled = Chain(("A", "B", "C"), (0.0, 1.0, -1.0), step)
    # One and the same weight more for all labels at the start changes no probability.
    logged = Chain(("A", "B", "C"), (500.0, 501.0, 499.0), step)
    for one, other in zip(scaled.marginals(rows), logged.marginals(rows), strict=True):
        assert one == pytest.approx(other, rel=1e-9)
    assert [path for _, path in scaled.n_best(rows, 9)] == [
        path for _, path in logged.n_best(rows, 9)
    ]


def test_a_forbidden_step_is_not_taken() -> None:
    model = Chain(("O", "B", "I"), (0.0, 0.0, -1e4), ((0.0, 0.0, -1e4), (0.0,) * 3, (0.0,) * 3))
    rows = [(3.0, 0.0, 0.0), (0.0, 0.0, 4.0)]
    assert model.best(rows) == [1, 2]
    assert model.marginals(rows)[0][2] == 0.0


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_the_first_of_equals_is_best(count: int) -> None:
    model = Chain(tuple("ABCDE"[:count]), (0.0,) * count, ((0.0,) * count,) * count)
    assert model.best([(0.0,) * count] * 3) == [0, 0, 0]
    assert model.n_best([(0.0,) * count] * 3, 1)[0][1] == [0, 0, 0]


def test_nothing_has_one_labelling() -> None:
    model = Chain(("A",), (0.0,), ((0.0,),))
    assert model.marginals([]) == []
    assert model.best([]) == []
    assert model.n_best([], 3) == [(0.0, [])]


def test_a_chain_is_equal_to_its_pickle() -> None:
    model = Chain(("A", "B"), (0.0, 1.0), ((0.0, 1.0), (2.0, 3.0)))
    again = pickle.loads(pickle.dumps(model))
    assert again == model
    assert hash(again) == hash(model)
    assert again.n_best([(1.0, 2.0)], 2) == model.n_best([(1.0, 2.0)], 2)


@pytest.mark.parametrize(
    ("labels", "start", "transitions", "message"),
    [
        ((), (), (), "at least one label"),
        (("A",), (0.0, 0.0), ((0.0,),), "1 labels needs 1 weights in each row"),
        (("A", "B"), (0.0, 0.0), ((0.0, 0.0), (0.0,)), "2 labels needs 2 weights"),
        (("A", "B"), (0.0, 0.0), ((0.0, 0.0),), "2 labels needs 2 weights"),
        (("A",), (float("-inf"),), ((0.0,),), "finite; forbid a label with -10000"),
        (("A",), (float("nan"),), ((1e4,),), "finite; forbid a label with -10000"),
    ],
)
def test_weights_that_make_no_chain_are_refused(
    labels: tuple[str, ...],
    start: tuple[float, ...],
    transitions: tuple[tuple[float, ...], ...],
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        Chain(labels, start, transitions)


@pytest.mark.parametrize("count", [2, 4, 5])
def test_rows_of_another_length_are_refused(count: int) -> None:
    model = Chain(tuple("ABCDE"[:count]), (0.0,) * count, ((0.0,) * count,) * count)
    rows = [(0.0,) * count, (0.0,) * (count - 1)]
    with pytest.raises(ValueError, match=f"each row of emissions needs {count} weights"):
        model.marginals(rows)
    with pytest.raises(ValueError, match=f"each row of emissions needs {count} weights"):
        model.best(rows)


def test_no_sequences_are_not_to_be_had() -> None:
    with pytest.raises(ValueError, match="count is 0; ask for at least one sequence"):
        Chain(("A",), (0.0,), ((0.0,),)).n_best([(0.0,)], 0)


@given(st.lists(st.tuples(*[MILD] * 7), min_size=1, max_size=40), st.tuples(*[MILD] * 7))
def test_seven_labels_are_smoothed_as_any_number(rows: Rows, row: tuple[float, ...]) -> None:
    factors = tuple([tuple(map(exp, row[at:] + row[:at])) for at in (0, *range(7))])
    unrolled = smooth_seven(factors, [[*map(exp, emitted)] for emitted in rows])
    for ours, theirs in zip(unrolled, scaled(factors, rows), strict=True):
        assert all(map(isclose, ours, theirs))
