"""Readings: how far a cue reaches, what is asked of tokens there, and what comes of it."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice.engines import LIGHT
from quoteattr.choice.features.cuecontext import CueContext, context_of
from quoteattr.choice.features.cuekeys import EXPANSIONS, RoleSteps, role_keys
from quoteattr.choice.features.cuesums import cue_sums
from quoteattr.choice.features.windows import FARTHEST, window_of
from quoteattr.choice.parts import sides_of
from quoteattr.choice.readings import Reading
from quoteattr.choice.roles import ROLES
from quoteattr.extents import CORRECTIONS
from quoteattr.learning.tables import Key, Sums, expanded
from quoteattr.text import joined, tokens_of
from quoteattr.training.cuekeys import cue_keys
from tests.learned import Staged, anything, articles, few, laid, light, staged
from tests.marked import marked
from tests.strategies import neutral
from tests.tables import cases


def readings(stages: Staged, anchor: int) -> list[Reading]:
    return stages.reader.readings(context_of(stages.columns, anchor))


def parts_of(one: Reading) -> tuple[range | None, tuple[range, ...], tuple[range, ...]]:
    return one.frame.source, one.frame.cue, one.frame.content


def some_tokens(text: str, data: st.DataObject) -> tuple[Staged, list[int]]:
    """A text with up to three of its tokens, those that most likely are anchors first."""
    stages = staged(text)
    tokens = range(len(stages.columns.words))
    likely = sorted(tokens, key=stages.roles.anchor, reverse=True)[:2]
    return stages, [*likely, *([data.draw(st.sampled_from(tokens))] if tokens else [])]


CORRECTING = {rule.name for rule in CORRECTIONS}


# 1. Windows.

# The window of a cue: its sentence, and what a quotation ties to it.
WINDOWS = """
It rained. [Lee <said> so.] It was late.
[“It rained,” Lee <said>. “It was late.”] Coe left.
[“It rained. It was late,” Lee <said>.] Coe left.
Coe left. [“It rained. It was late,” Lee <said>.]
[“It rained,” Lee <said>. “It was late. Nobody came.”] Coe left.
“It rained.” ¶ [Lee <said> so.] ¶ “It was late.”
"""


@pytest.mark.parametrize("drawn", [case[0] for case in cases(WINDOWS)])
def test_the_window_of_a_cue(drawn: str) -> None:
    text = marked(drawn)
    ((cue,), (window,)) = text.ranges["<"], text.ranges["["]
    assert window_of(laid(text.parse.tokens.text), cue.start) == window


@given(anything)
@few
def test_a_window_holds_the_anchor_and_stays_near_it_in_its_paragraph(text: str) -> None:
    columns = laid(text)
    for anchor in range(len(columns.words)):
        window, paragraph = window_of(columns, anchor), columns.paragraph(anchor)
        assert anchor in window
        assert paragraph.start <= window.start < window.stop <= paragraph.stop
        assert anchor - window.start <= FARTHEST
        assert window.stop - 1 - anchor <= FARTHEST
        for index in columns.sentence(anchor):
            assert index in window or abs(index - anchor) > FARTHEST


def test_a_window_in_a_very_long_sentence_or_quotation_ends() -> None:
    for text in ("rain " * 500, "“" + "It rained. " * 200 + "”"):
        columns = laid(text)
        for anchor in (0, 250, len(columns.words) - 1):
            window = window_of(columns, anchor)
            assert window.start == max(0, anchor - FARTHEST)
            assert window.stop == min(len(columns.words), anchor + FARTHEST + 1)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_sides_of_an_anchor_are_all_else_the_nearest_first(
    start: int, before: int, after: int
) -> None:
    anchor = start + before
    left, right = sides_of(range(start, anchor + 1 + after), anchor)
    assert sorted([*left, anchor, *right]) == [*range(start, anchor + 1 + after)]
    for side in (left, right):
        assert [abs(index - anchor) for index in side] == [*range(1, len(side) + 1)]


# 2. The context of a cue.


def context(text: str, word: str) -> CueContext:
    columns = laid(text)
    return context_of(columns, columns.words.index(word))


def test_a_context_knows_the_words_around_within_the_sentence() -> None:
    said = context("It was late. Lee said that it rained.", "said")
    assert (said.lemma, said.pos, said.sort) == ("say", "VBD", "as")
    assert (said.word_before, said.pos_before) == ("lee", "NNP")
    assert (said.word_after, said.pos_after) == ("that", "IN")
    assert context("It rained. Lee left.", "lee").word_before == "<s>"
    assert context("It rained. Lee left.", "lee").pos_before == "<s>"
    assert context("It rained. Lee left.", ".").word_after == "<s>"
    assert context("It rained. Lee left.", ".").pos_after == "<s>"


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Lee said so.", "said", "fin001"),
        ("Lee laughed and said so.", "said", "fin011"),
        ("Lee was accused of theft.", "accused", "fin101"),
        ("Lee planned to leave.", "leave", "inf011"),
        ("Lee left, saying so.", "saying", "ing011"),
        ("Lee left.", "lee", "-"),
    ],
)
def test_a_context_knows_the_form_of_its_verb(text: str, word: str, form: str) -> None:
    assert context(text, word).verb_form == form


def test_a_context_knows_its_best_proposal_and_the_parts_it_sees() -> None:
    said = context("Lee said that it rained.", "said")
    assert said.proposed is not None
    assert (said.complement, said.family) == ("that", "that")
    assert sorted(said.proposed_source) == [0]
    assert sorted(said.proposed_content) == [2, 3, 4]
    assert said.parts == {0: "S", 1: "Q", 2: "C", 3: "C", 4: "C"}
    assert said.share > 0.5


def test_a_context_without_a_proposal_says_so() -> None:
    lee = context("Lee left.", "lee")
    assert lee.proposed is None
    assert (lee.complement, lee.family, lee.share) == ("-", "-", -1.0)
    assert [*lee.parts, *lee.proposed_source, *lee.proposed_content] == []


# 3. Keys.


def keys_of(stages: Staged, anchor: int) -> list[tuple[Key, ...]]:
    """All that is asked of the tokens around a cue, side by side."""
    columns, steps = stages.columns, stages.reader.steps
    known = context_of(columns, anchor)
    return [
        (*keys, *role_keys(columns, stages.roles, steps, index))
        for side in sides_of(window_of(columns, anchor), anchor)
        for index, keys in zip(side, cue_keys(columns, known, steps, side), strict=True)
    ]


@given(anything, st.data())
@few
def test_every_key_stands_for_features(text: str, data: st.DataObject) -> None:
    stages, tokens = some_tokens(text, data)
    for anchor in tokens:
        for keys in keys_of(stages, anchor):
            features = [feature for key in keys for feature in expanded(EXPANSIONS, key)]
            assert all(type(feature) is str for feature in features)
            assert len(features) == len(set(features))


@given(anything, st.data())
@few
def test_the_quick_sums_are_those_of_all_keys(text: str, data: st.DataObject) -> None:
    """What runs says the same as what was trained on."""
    stages, tokens = some_tokens(text, data)
    columns, steps = stages.columns, stages.reader.steps
    weights = light().chains.cues
    for anchor in tokens:
        known = context_of(columns, anchor)
        for side in sides_of(window_of(columns, anchor), anchor):
            plain = [
                sum(
                    weights.rows.get(feature, 0)
                    for key in keys
                    for feature in expanded(EXPANSIONS, key)
                )
                for keys in cue_keys(columns, known, steps, side)
            ]
            assert cue_sums(columns, known, steps, side, Sums(weights, EXPANSIONS)) == plain


@given(articles, neutral, st.data())
@few
def test_nothing_outside_the_paragraph_matters_to_keys(
    text: str, paragraph: str, data: st.DataObject
) -> None:
    stages, tokens = some_tokens(text, data)
    after, before = staged(f"{text}\n\n{paragraph}"), staged(f"{paragraph}\n\n{text}")
    shift = len(before.columns.words) - len(stages.columns.words)
    for anchor in tokens:
        keys = keys_of(stages, anchor)
        assert keys_of(after, anchor) == keys
        assert keys_of(before, anchor + shift) == keys


@given(anything, st.data())
@few
def test_keys_of_roles_are_blind_to_roles_outside_the_paragraph(
    text: str, data: st.DataObject
) -> None:
    stages, tokens = some_tokens(text, data)
    columns, roles = stages.columns, stages.roles
    for index in tokens:
        paragraph = columns.paragraph(index)
        other = (0.0,) * (len(ROLES) - 1) + (1.0,)
        marginals = [
            row if at in paragraph else other for at, row in enumerate(stages.roles.marginals)
        ]
        changed = evolve(roles, marginals=marginals)
        assert role_keys(columns, changed, RoleSteps.of(changed), index) == role_keys(
            columns, roles, stages.reader.steps, index
        )


def test_steps_name_the_likeliest_role() -> None:
    stages = staged("Ann Lee said that it rained.")
    steps = RoleSteps.of(stages.roles)
    assert ROLES[steps.best[stages.find("said")]] == "anchor"
    assert len(steps.best) == len(steps.before) == len(steps.after) == len(stages.columns.words)


# 4. Readings.


def test_clear_parts_are_among_the_readings() -> None:
    for drawn in (
        "[Ann Lee] <said> {that it rained}.",
        "{“It rained,”} [Ann Lee] <said>.",
        "<According to> [Ann Lee], {it rained}.",
    ):
        text = marked(drawn)
        stages = staged(text.parse.tokens.text)
        (source,), cue, content = text.ranges["["], text.ranges["<"], text.ranges["{"]
        assert any(
            parts_of(found) == (source, cue, content) for found in readings(stages, cue[0].start)
        ), drawn


@given(anything, st.data())
@few
def test_readings_are_unique_and_hold_cue_and_content(text: str, data: st.DataObject) -> None:
    stages, tokens = some_tokens(text, data)
    for anchor in tokens:
        found = readings(stages, anchor)
        parts = [parts_of(one) for one in found]
        assert len(parts) == len(set(parts))
        for one in found:
            assert anchor in tokens_of(one.frame.cue)
            assert one.frame.content
            assert one.frame.source is None or one.frame.source
            for ranges in (one.frame.cue, one.frame.content):
                assert joined(ranges) == ranges


@given(anything, st.data())
@few
def test_parts_of_readings_lie_apart_in_the_window(text: str, data: st.DataObject) -> None:
    stages, tokens = some_tokens(text, data)
    for anchor in tokens:
        window = window_of(stages.columns, anchor)
        for one in readings(stages, anchor):
            if one.origin == "pattern":
                continue
            frame = one.frame
            parts = (frame.source or range(0), *frame.cue, *frame.content)
            everything = [*tokens_of(parts)]
            assert len(frame.cue) == 1
            assert len(everything) == len(set(everything))
            assert all(index in window for index in everything)


@given(anything, st.data())
@few
def test_readings_come_likeliest_first_and_proposals_last(text: str, data: st.DataObject) -> None:
    stages, tokens = some_tokens(text, data)
    for anchor in tokens:
        found = readings(stages, anchor)
        read = [one for one in found if one.origin != "pattern"]
        assert found[: len(read)] == read
        assert len(read) <= LIGHT.readings
        assert [one.rank for one in read] == [*range(len(read))]
        likelihoods = [one.log_probability for one in read]
        assert likelihoods == sorted(likelihoods, reverse=True)
        assert all(likelihood <= 0.0 for likelihood in likelihoods)


@given(anything, st.data())
@few
def test_what_a_finder_proposes_is_a_reading_that_names_it(text: str, data: st.DataObject) -> None:
    stages, tokens = some_tokens(text, data)
    for anchor in tokens:
        found = readings(stages, anchor)
        for one in found:
            found_by_rule = bool(one.frame.rules) and one.frame.rules[0] not in CORRECTING
            assert found_by_rule == (one.origin != "chain")
            assert one.frame.addressee is None or found_by_rule
        best = context_of(stages.columns, anchor).proposed
        if best is None:
            assert all(one.origin == "chain" for one in found)
            continue
        assert any(
            (one.frame.source, one.frame.content) == (best.source, joined(best.content))
            and one.origin in ("both", "pattern")
            for one in found
        )


def test_the_addressee_of_a_proposal_is_kept() -> None:
    text = marked("[Ann Lee] <told> ~reporters~ {that it rained}.")
    found = readings(staged(text.parse.tokens.text), text.ranges["<"][0].start)
    assert [one.frame.addressee for one in found if one.origin != "chain"] == [*text.ranges["~"]]


def test_the_order_of_questions_changes_no_answer() -> None:
    text = "“It rained,” Ann Lee said, adding that Coe believed that it was late."
    stages, again = staged(text), staged(text)
    tokens = range(len(stages.columns.words))
    forwards = {anchor: readings(stages, anchor) for anchor in tokens}
    backwards = {anchor: readings(again, anchor) for anchor in reversed(tokens)}
    assert forwards == backwards


def test_a_lonely_word_has_no_readings() -> None:
    assert readings(staged("said"), 0) == []
