"""Settling: which decisions can stand beside one another."""

from __future__ import annotations

from itertools import combinations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice.conflicts import MARGIN, settle
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.choice.readings import Hypothesis
from quoteattr.choice.verdicts import THRESHOLD as BY_DEFAULT
from quoteattr.choice.verdicts import Decision, Example, decide
from tests.learned import laid, model, staged

TOKENS = range(12)
ANYWHERE = context_of(laid("It rained."), 0)


@st.composite
def readings(draw: st.DrawFn, most: float) -> Decision:
    parts = [
        draw(st.sets(st.sampled_from(TOKENS), min_size=1, max_size=size))
        for size in (2, len(TOKENS))
    ]
    cue, content = [tuple(sorted(part)) for part in parts]
    likely = [share for share in (0.0, 0.2, 0.3, 0.45, 0.5, 0.8, 1.0) if share <= most]
    probability = draw(st.sampled_from(likely))
    hypothesis = Hypothesis((), cue, content, -1.0, 0, "chain")
    return Decision(Example(ANYWHERE, hypothesis, (), ()), probability, 1)


@st.composite
def decided(draw: st.DrawFn) -> Decision:
    best = draw(readings(1.0))
    others = draw(st.lists(readings(best.probability), max_size=2))
    others.sort(key=lambda one: -one.probability)
    return evolve(best, others=tuple(others))


DECISIONS = st.lists(decided(), max_size=8)
THRESHOLD = st.sampled_from([0.0, 0.25, 0.45, 0.5, 1.0])


def conflict(one: Decision, other: Decision) -> bool:
    first, second = set(one.hypothesis.content), set(other.hypothesis.content)
    if set(one.hypothesis.cue) & set(other.hypothesis.cue):
        return True
    return bool(first & second) and not (first <= second or second <= first)


@given(DECISIONS, THRESHOLD)
def test_what_is_kept_can_stand_side_by_side(decisions: list[Decision], threshold: float) -> None:
    kept = settle(decisions, threshold)
    assert all(decision.probability >= threshold for decision in kept)
    assert not any(conflict(*pair) for pair in combinations(kept, 2))


@given(DECISIONS, st.floats(0, BY_DEFAULT), st.floats(0, BY_DEFAULT))
def test_below_the_default_the_least_only_filters(
    decisions: list[Decision], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    more = [decision for decision in settle(decisions, low) if decision.probability >= high]
    assert settle(decisions, high) == more


@given(DECISIONS, THRESHOLD)
def test_what_is_left_out_is_in_the_way_of_something_about_as_likely(
    decisions: list[Decision], threshold: float
) -> None:
    kept = settle(decisions, threshold)
    for decision in decisions:
        if decision.probability >= threshold and not any(decision is one for one in kept):
            if any(stems_from(one, decision) for one in kept):
                continue
            assert any(
                other is not decision
                and words_of(decision) & words_of(other)
                and other.probability >= decision.probability - MARGIN
                for other in decisions
            )


def words_of(decision: Decision) -> set[int]:
    return {*decision.hypothesis.cue, *decision.hypothesis.content}


def stems_from(kept: Decision, whole: Decision) -> bool:
    """Tell a decision, one of its other readings, or what is left of it."""
    if any(kept is one for one in (whole, *whole.others)):
        return True
    mine, all_of_it = kept.hypothesis, whole.hypothesis
    return mine.cue == all_of_it.cue and set(mine.content) < set(all_of_it.content)


@given(DECISIONS, THRESHOLD)
def test_what_is_kept_keeps_its_order(decisions: list[Decision], threshold: float) -> None:
    left = iter(decisions)
    assert all(any(stems_from(kept, one) for one in left) for kept in settle(decisions, threshold))


@given(DECISIONS)
def test_settling_twice_changes_nothing(decisions: list[Decision]) -> None:
    kept = settle(decisions, 0.0)
    assert settle(kept, 0.0) == kept


def decision_on(cue: int, content: range, probability: float, *others: Decision) -> Decision:
    hypothesis = Hypothesis((), (cue,), tuple(content), -1.0, 0, "chain")
    return Decision(Example(ANYWHERE, hypothesis, (), ()), probability, 1, others)


def test_where_the_best_reading_is_in_the_way_another_may_stand() -> None:
    sure = decision_on(25, range(10, 20), 0.9)
    second = decision_on(1, range(2, 6), 0.75)
    best = decision_on(1, range(2, 14), 0.8, second)
    assert settle([best, sure], 0.5) == [second, sure]
    assert settle([best], 0.5) == [best]


def test_else_what_is_left_of_the_best_reading_stands() -> None:
    sure = decision_on(25, range(10, 20), 0.9)
    best = decision_on(1, range(2, 14), 0.8)
    rest, other = settle([best, sure], 0.5)
    assert (rest.hypothesis.content, other) == (tuple(range(2, 10)), sure)
    assert rest.probability < best.probability
    assert settle([decision_on(1, range(9, 20), 0.8), sure], 0.5) == [sure]


def chosen(text: str) -> list[str]:
    """The contents that are kept for the sentence, in order."""
    read = staged(text)
    kept = settle(decide(read.columns, read.roles, read.readings, model()), BY_DEFAULT)
    words = read.columns.parse.tokens.words
    return [" ".join([words[index] for index in one.hypothesis.content]) for one in kept]


def test_a_verb_right_before_a_quotation_has_it() -> None:
    text = "She said it was shut, and when pressed, the pilot replied, “Ask me again in May.”"
    assert chosen(text)[-1] == "“ Ask me again in May . ”"


def test_a_cue_after_a_quotation_comes_before_what_leads_up_to_it() -> None:
    text = "Ward seemed to hint he had left the party: “It was an awful night,” he told the paper."
    assert "“ It was an awful night , ”" in chosen(text)
