"""Conflicts: which verdicts can stand beside one another."""

from __future__ import annotations

from itertools import combinations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice.conflicts import MARGIN, without_conflicts
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.choice.readings import Reading
from quoteattr.choice.verdicts import THRESHOLD as BY_DEFAULT
from quoteattr.choice.verdicts import Verdict, judged, weighed
from quoteattr.frame import Frame
from quoteattr.text import meets, runs_of, tokens_of, without
from tests.learned import laid, model, staged

TOKENS = range(12)
ANYWHERE = context_of(laid("It rained."), 0)


def verdict_on(
    cue: tuple[range, ...], content: tuple[range, ...], probability: float, *others: Verdict
) -> Verdict:
    reading = Reading(Frame(cue, "say", None, content), -1.0, 0, "chain")
    return Verdict(ANYWHERE, reading, (), (), probability, 1, others)


@st.composite
def readings(draw: st.DrawFn, most: float) -> Verdict:
    cue, content = [
        tuple(runs_of(draw(st.sets(st.sampled_from(TOKENS), min_size=1, max_size=size))))
        for size in (2, len(TOKENS))
    ]
    likely = [share for share in (0.0, 0.2, 0.3, 0.45, 0.5, 0.8, 1.0) if share <= most]
    return verdict_on(cue, content, draw(st.sampled_from(likely)))


@st.composite
def given_verdicts(draw: st.DrawFn) -> Verdict:
    best = draw(readings(1.0))
    others = draw(st.lists(readings(best.probability), max_size=2))
    others.sort(key=lambda one: -one.probability)
    return evolve(best, alternatives=tuple(others))


VERDICTS = st.lists(given_verdicts(), max_size=8)
THRESHOLD = st.sampled_from([0.0, 0.25, 0.45, 0.5, 1.0])


def conflict(one: Verdict, other: Verdict) -> bool:
    first, second = one.frame, other.frame
    if meets(first.cue, second.cue):
        return True
    nested = not (without(first.content, second.content) and without(second.content, first.content))
    return meets(first.content, second.content) and not nested


@given(VERDICTS, THRESHOLD)
def test_what_is_kept_can_stand_side_by_side(verdicts: list[Verdict], threshold: float) -> None:
    kept = without_conflicts(verdicts, threshold)
    assert all(verdict.probability >= threshold for verdict in kept)
    assert not any(conflict(*pair) for pair in combinations(kept, 2))


@given(VERDICTS, st.floats(0, BY_DEFAULT), st.floats(0, BY_DEFAULT))
def test_below_the_default_the_least_only_filters(
    verdicts: list[Verdict], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    more = [verdict for verdict in without_conflicts(verdicts, low) if verdict.probability >= high]
    assert without_conflicts(verdicts, high) == more


@given(VERDICTS, THRESHOLD)
def test_what_is_left_out_is_in_the_way_of_something_about_as_likely(
    verdicts: list[Verdict], threshold: float
) -> None:
    kept = without_conflicts(verdicts, threshold)
    for verdict in verdicts:
        if verdict.probability >= threshold and not any(verdict is one for one in kept):
            if any(stems_from(one, verdict) for one in kept):
                continue
            assert any(
                other is not verdict
                and words_of(verdict) & words_of(other)
                and other.probability >= verdict.probability - MARGIN
                for other in verdicts
            )


def words_of(verdict: Verdict) -> set[int]:
    return {*tokens_of(verdict.frame.cue), *tokens_of(verdict.frame.content)}


def stems_from(kept: Verdict, whole: Verdict) -> bool:
    """Tell a verdict, one of its alternatives, or what is left of it."""
    if any(kept is one for one in (whole, *whole.alternatives)):
        return True
    mine, all_of_it = kept.frame, whole.frame
    less = not without(mine.content, all_of_it.content) and mine.content != all_of_it.content
    return mine.cue == all_of_it.cue and less


@given(VERDICTS, THRESHOLD)
def test_what_is_kept_keeps_its_order(verdicts: list[Verdict], threshold: float) -> None:
    left = iter(verdicts)
    assert all(
        any(stems_from(kept, one) for one in left)
        for kept in without_conflicts(verdicts, threshold)
    )


@given(VERDICTS)
def test_once_without_conflicts_nothing_changes(verdicts: list[Verdict]) -> None:
    kept = without_conflicts(verdicts, 0.0)
    assert without_conflicts(kept, 0.0) == kept


def verdict_at(cue: int, content: range, probability: float, *others: Verdict) -> Verdict:
    return verdict_on((range(cue, cue + 1),), (content,), probability, *others)


def test_where_the_best_reading_is_in_the_way_another_may_stand() -> None:
    sure = verdict_at(25, range(10, 20), 0.9)
    second = verdict_at(1, range(2, 6), 0.75)
    best = verdict_at(1, range(2, 14), 0.8, second)
    assert without_conflicts([best, sure], 0.5) == [second, sure]
    assert without_conflicts([best], 0.5) == [best]


def test_else_what_is_left_of_the_best_reading_stands() -> None:
    sure = verdict_at(25, range(10, 20), 0.9)
    best = verdict_at(1, range(2, 14), 0.8)
    rest, other = without_conflicts([best, sure], 0.5)
    assert (rest.frame.content, other) == ((range(2, 10),), sure)
    assert rest.probability < best.probability
    assert without_conflicts([verdict_at(1, range(9, 20), 0.8), sure], 0.5) == [sure]


def chosen(text: str) -> list[str]:
    """The contents that are kept for the sentence, in order."""
    read = staged(text)
    cues = weighed(read.columns, read.roles, read.reader, model().pruning)
    kept = without_conflicts([judged(one, model()) for one in cues], BY_DEFAULT)
    forms = read.columns.parse.forms
    return [" ".join([forms[index] for index in tokens_of(one.frame.content)]) for one in kept]


def test_a_verb_right_before_a_quotation_has_it() -> None:
    text = "She said it was shut, and when pressed, the pilot replied, “Ask me again in May.”"
    assert chosen(text)[-1] == "“ Ask me again in May . ”"


def test_a_cue_after_a_quotation_comes_before_what_leads_up_to_it() -> None:
    text = "Ward seemed to hint he had left the party: “It was an awful night,” he told the paper."
    assert "“ It was an awful night , ”" in chosen(text)
