"""Cues: a text in columns, the keys of its tokens, and the part that each token may play."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.choice.features.columns import Columns, bucket, fine_bucket
from quoteattr.choice.features.tokenkeys import EXPANSIONS, token_keys
from quoteattr.choice.roles import LONGEST, ROLES, Roles, pieces, read_roles
from quoteattr.learning.tables import Key, expanded
from quoteattr.words import FINITE
from tests.learned import LEXICON, anything, articles, few, laid, light
from tests.marked import marked
from tests.strategies import STYLES, neutral, prose, rendered

T = TypeVar("T")

# Texts in which something goes on at every edge that a column has.
ODD = ("", " ", "“", "”.", "’", "REPORTED TO", "By", "said", "“ ‘ “", "\ud800", "according to")


def keys_of(columns: Columns) -> list[tuple[Key, ...]]:
    return [
        keys
        for paragraph in columns.parse.layout.paragraphs
        for keys in token_keys(columns, paragraph)
    ]


def roles_of(text: str) -> Roles:
    return read_roles(laid(text), light().roles)


# 1. Columns.


@given(anything)
@few
def test_every_column_has_a_value_for_each_token(text: str) -> None:
    columns = laid(text)
    size = len(columns.parse.tokens)
    for column in (
        columns.words,
        columns.pos,
        columns.coarse,
        columns.inside,
        columns.sentence_of,
        columns.paragraph_of,
        columns.content_share,
        columns.source_share,
        columns.cue_share,
        columns.is_subject,
        columns.segments,
    ):
        assert len(column) == size
    for index in range(size):
        assert index in columns.sentence(index)
        assert index in columns.paragraph(index)


@given(anything)
@few
def test_counts_start_at_nothing_and_grow_by_one_with_each_token_they_count(text: str) -> None:
    columns = laid(text)
    roles = columns.parse.marks.roles
    counted: tuple[tuple[Sequence[int], Sequence[bool]], ...] = (
        (columns.commas, [word in {",", ";", "--", "-", ":", "(", ")"} for word in columns.words]),
        (columns.verbs, [tag in FINITE for tag in columns.pos]),
        (columns.marks, [bool(role) for role in roles]),
        (columns.conjunctions, [tag == "CC" for tag in columns.pos]),
    )
    for counts, passes in counted:
        assert list(counts) == [sum(passes[:index]) for index in range(len(passes) + 1)]
    assert {after - before for before, after in pairwise(columns.relatives)} <= {0, 1}


def test_relatives_are_question_words_and_that_before_a_clause() -> None:
    columns = laid("Lee, who left, said that she knew why.")
    found = [
        word
        for index, word in enumerate(columns.words)
        if columns.relatives[index + 1] > columns.relatives[index]
    ]
    assert found == ["who", "that", "why"]


@given(anything)
@few
def test_shares_are_those_of_the_most_reliable_candidate(text: str) -> None:
    columns = laid(text)
    for shares in (columns.content_share, columns.source_share, columns.cue_share):
        assert all(0.0 <= share <= 1.0 for share in shares)
    for index, share in enumerate(columns.cue_share):
        found = columns.candidates_at.get(index, ())
        assert [one for one, _ in found] == sorted([one for one, _ in found], reverse=True)
        assert all(index in candidate.cue[0] for _, candidate in found)
        assert columns.proposed_at(index) == (found[0] if found else None)
        assert share == (found[0][0] if found else 0.0)


def test_a_clear_report_has_its_shares_and_its_subject() -> None:
    text = marked("[Ann Lee] <said> {that it rained}. It was late.")
    columns = laid(text.parse.tokens.text)
    (source,), (cue,), (content,) = text.ranges["["], text.ranges["<"], text.ranges["{"]
    size = range(len(columns.words))
    assert [index for index in size if columns.source_share[index] > 0.5] == [*source]
    assert [index for index in size if columns.cue_share[index] > 0.5] == [*cue]
    assert [index for index in size if columns.content_share[index] > 0.5] == [*content]
    assert all(columns.is_subject[index] for index in source)
    assert not columns.is_subject[cue.start]


@given(anything)
@few
def test_subjects_are_those_of_the_verbs(text: str) -> None:
    columns = laid(text)
    subjects = {index for verb in columns.parse.verbs for index in verb.subject or ()}
    assert subjects == {index for index, own in enumerate(columns.is_subject) if own}


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("Lee left.", "P12 P12 p"),
        ("Lee left, she said.", "P12 P12 p R12 R12 p"),
        ("Rain, “snow.”", "N01 p p N01 p p"),
        ("Lee left. Rain.", "P12 P12 p N01 p"),
        ("It was so late that he left.", "R23 R23 R23 R23 R23 R23 R23 p"),
    ],
)
def test_segments_hold_first_tag_finite_verbs_and_length(text: str, segments: str) -> None:
    assert " ".join(laid(text).segments) == segments


def test_words_are_in_small_letters_with_one_form_for_all_marks_and_apostrophes() -> None:
    columns = laid("«It didn’t RAIN in 1999,» Lee said.")
    assert columns.words[:8] == ("``", "it", "did", "n't", "rain", "in", "0000", ",")
    assert columns.pos[0] == columns.coarse[0] == "q"


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_have_columns_keys_and_roles(text: str) -> None:
    columns = laid(text)
    size = len(columns.words)
    assert len(keys_of(columns)) == size
    roles = read_roles(columns, light().roles)
    assert len(roles.sums) == len(roles.marginals) == size


@pytest.mark.parametrize(
    ("lemma", "known"), [("say", "say"), ("announcement", "announcement/n"), ("zzz", None)]
)
def test_an_entry_is_found_whatever_it_is_a_verb_or_a_noun(lemma: str, known: str | None) -> None:
    entry = LEXICON.entry(lemma)
    assert (entry and entry.lemma) == known


# 2. Steps.


@given(st.floats(0, 1), st.floats(0, 1))
def test_probabilities_fall_into_six_steps_that_rise(one: float, other: float) -> None:
    low, high = sorted([one, other])
    assert 0 <= bucket(low) <= bucket(high) <= 5


@given(st.integers(1, 500), st.integers(1, 500))
def test_distances_fall_into_steps_that_rise(one: int, other: int) -> None:
    low, high = sorted([one, other])
    assert 1 <= fine_bucket(low) <= fine_bucket(high) <= 15
    assert fine_bucket(low) <= low


# 3. Keys.


@given(anything)
@few
def test_every_key_of_a_token_stands_for_features(text: str) -> None:
    for keys in keys_of(laid(text)):
        features = [feature for key in keys for feature in expanded(EXPANSIONS, key)]
        assert all(type(feature) is str for feature in features)
        assert len(features) == len(set(features))


@given(anything, st.data())
@few
def test_keys_are_the_same_whatever_stretch_they_are_asked_for(
    text: str, data: st.DataObject
) -> None:
    columns = laid(text)
    whole = keys_of(columns)
    for paragraph in columns.parse.layout.paragraphs:
        start = data.draw(st.integers(paragraph.start, paragraph.stop))
        stop = data.draw(st.integers(start, paragraph.stop))
        assert list(token_keys(columns, range(start, stop))) == whole[start:stop]


@given(anything, anything, anything)
@few
def test_nothing_outside_the_paragraph_matters_to_keys(before: str, text: str, after: str) -> None:
    columns = laid(f"{before}\n\n{text}\n\n{after}")
    for paragraph in columns.parse.layout.paragraphs:
        alone = blurred(columns, paragraph)
        assert list(token_keys(alone, paragraph)) == list(token_keys(columns, paragraph))


def blurred(columns: Columns, paragraph: range) -> Columns:
    """Put something else into all columns outside a paragraph."""

    def column(values: Sequence[T], other: T) -> tuple[T, ...]:
        return tuple([own if at in paragraph else other for at, own in enumerate(values)])

    read = columns.parse
    marks = evolve(read.marks, roles=column(read.marks.roles, "open"))
    return evolve(
        columns,
        parse=evolve(read, marks=marks),
        lemmas=column(columns.lemmas, "?"),
        words=column(columns.words, "?"),
        pos=column(columns.pos, "?"),
        segments=column(columns.segments, "?"),
        inside=column(columns.inside, 9),
        content_share=column(columns.content_share, 1.0),
        source_share=column(columns.source_share, 1.0),
        cue_share=column(columns.cue_share, 1.0),
        is_subject=column(columns.is_subject, True),
    )


@given(prose, st.permutations(STYLES), st.sampled_from("’'"))
@few
@example("⟦We don’t know,⟧ Lee said.", ['""', "''"], "'")
def test_keys_are_blind_to_the_style_of_marks(
    text: str, styles: list[str], apostrophe: str
) -> None:
    usual, other = rendered(text), rendered(text, styles[0], styles[1], apostrophe)
    assert keys_of(laid(other)) == keys_of(laid(usual))


@given(articles.filter(lambda text: "\n" not in text), st.sampled_from(["  ", "\t", "\xa0 "]))
@few
def test_keys_are_blind_to_white_space(text: str, space: str) -> None:
    assert keys_of(laid(text.replace(" ", space))) == keys_of(laid(text))


def test_keys_name_the_neighbours_and_the_edges_of_the_paragraph() -> None:
    columns = laid("It rained. Lee left.\n\nCoe stayed.")
    words = [
        {str(key[0]): key[1] for key in keys if type(key) is tuple} for keys in keys_of(columns)
    ]
    around = [tuple(own[name] for name in ("w--", "w-", "w", "w+", "w++")) for own in words]
    assert around[0] == ("<p>", "<p>", "it", "rained", ".")
    assert around[3] == ("rained", ".", "lee", "left", ".")
    assert around[5] == ("lee", "left", ".", "<p>", "<p>")
    assert around[6] == ("<p>", "<p>", "coe", "stayed", ".")


# 4. Roles.


@given(anything)
@few
def test_each_token_has_one_probability_for_each_role(text: str) -> None:
    roles = roles_of(text)
    assert len(roles.sums) == len(roles.marginals)
    for index, row in enumerate(roles.marginals):
        assert len(row) == len(ROLES)
        assert min(row) >= 0.0
        assert sum(row) == pytest.approx(1.0, abs=1e-9)
        parts = roles.anchor(index) + roles.source(index) + roles.content(index)
        assert parts + row[0] + row[2] == pytest.approx(1.0, abs=1e-9)


def test_clear_parts_are_likelier_than_the_rest() -> None:
    text = marked("[Ann Lee] <said> {that it rained}. The road was wet.")
    roles = roles_of(text.parse.tokens.text)
    (source,), (cue,), (content,) = text.ranges["["], text.ranges["<"], text.ranges["{"]
    last = range(content.stop, len(roles.marginals))
    for of, part in (
        (roles.source, source),
        (roles.anchor, cue),
        (roles.content, content),
    ):
        assert min([of(index) for index in part]) > max([of(index) for index in last])


@given(articles, neutral)
@few
def test_a_paragraph_more_changes_no_role_in_the_others(text: str, paragraph: str) -> None:
    own = roles_of(text)
    after, before = roles_of(f"{text}\n\n{paragraph}"), roles_of(f"{paragraph}\n\n{text}")
    size = len(own.marginals)
    assert list(after.sums[:size]) == list(before.sums[-size:]) == list(own.sums)
    assert list(after.marginals[:size]) == list(before.marginals[-size:]) == list(own.marginals)


@given(anything)
@few
def test_pieces_are_the_paragraphs_of_a_text(text: str) -> None:
    columns = laid(text)
    assert [index for piece in pieces(columns) for index in piece] == [*range(len(columns.words))]
    paragraphs = columns.parse.layout.paragraphs
    if all(len(paragraph) <= LONGEST for paragraph in paragraphs):
        assert tuple(pieces(columns)) == paragraphs


@pytest.mark.parametrize("more", [-1, 0, 1, 2 * LONGEST])
def test_a_very_long_paragraph_is_read_in_pieces(more: int) -> None:
    size = LONGEST + more
    columns = laid("rain " * size + "\n\nLee said that it rained.")
    starts = [piece.start for piece in pieces(columns)]
    assert starts == [*range(0, size, LONGEST), size]
    assert all(0 < len(piece) <= LONGEST for piece in pieces(columns))
    roles = read_roles(columns, light().roles)
    own = roles_of("Lee said that it rained.")
    assert list(roles.marginals[size:]) == list(own.marginals)
    assert all(sum(row) == pytest.approx(1.0, abs=1e-9) for row in roles.marginals)
