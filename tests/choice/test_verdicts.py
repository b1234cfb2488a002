"""Verdicts: facts about cues and readings, how likely they are right, types, frames."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr import attribute
from quoteattr.choice.cuetypes import TYPES, type_of, type_words
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.choice.features.cuefacts import CUE_FACTS, CueNumbers
from quoteattr.choice.features.facts import READING_FACTS, Numbers
from quoteattr.choice.features.rates import RATED, rates_of
from quoteattr.choice.model import NUMBERS
from quoteattr.choice.pruning import LEAST_ANCHOR, PRUNING_NUMBERS, anchors_of, cues_of
from quoteattr.choice.readings import Reading
from quoteattr.choice.reasons import reasons
from quoteattr.choice.verdicts import Verdict, judged, probability_of, weighed
from quoteattr.frame import Frame
from quoteattr.learning.tables import WeightTable
from quoteattr.model.vocabulary import CueType
from quoteattr.syntax.quoted import title_words
from quoteattr.text import Parse
from quoteattr.words import CueEntry
from tests.learned import (
    LEXICON,
    Staged,
    anything,
    articles,
    few,
    fewest,
    find_frames,
    laid,
    model,
    staged,
)
from tests.marked import marked, parsed
from tests.strategies import neutral

ANYWHERE = context_of(laid("It rained."), 0)
SOME_READING = Reading(Frame((range(1),), "", None, (range(1, 2),)), -1.0, 0, "chain")
FACTS = [*CUE_FACTS, *READING_FACTS]
ODD = ("", " ", "“", "”.", "‘ “ ‘", "said", "said that", "REPORTED TO", "By", ":", "\ud800", "\x00")

CLEAR = (
    "[Ann Lee] <said> {that it rained}.",
    "{“It rained,”} [Ann Lee] <said>.",
    "<According to> [Ann Lee], {it rained}.",
)


def weighed_in(stages: Staged) -> list[list[Verdict]]:
    return [*weighed(stages.columns, stages.roles, stages.reader, model().pruning)]


def verdicts_in(stages: Staged) -> list[Verdict]:
    return [judged(readings, model()) for readings in weighed_in(stages)]


def frames_of(text: str, threshold: float = 0.45) -> list[Frame]:
    return find_frames(parsed(text), model(), threshold)


# 1. Facts.


def test_the_trees_look_at_all_numbers_and_the_two_linear_verdicts() -> None:
    assert len(PRUNING_NUMBERS) + len(Numbers._fields) + 2 + len(RATED) == NUMBERS
    assert model().right.features == model().exact.features == NUMBERS


@pytest.mark.parametrize("names", [PRUNING_NUMBERS, Numbers._fields, CUE_FACTS, READING_FACTS])
def test_each_number_has_a_name_of_its_own(names: tuple[str, ...]) -> None:
    assert len(names) == len(set(names))


@given(anything)
@few
def test_facts_of_a_cue_are_words_and_finite_numbers(text: str) -> None:
    stages = staged(text)
    for context, known in cues_of(stages.columns, stages.roles, stages.reader.steps):
        assert len(known.numbers) == len(CueNumbers._fields)
        assert all(map(isfinite, known.numbers))
        assert len(known.words) == len(set(known.words))
        assert context.anchor not in known.rivals
        assert list(known.rivals) == sorted(known.rivals)
        assert all(rival in stages.columns.sentence(context.anchor) for rival in known.rivals)
        assert isfinite(model().pruning.numbers(known)[-1])


@given(anything)
@few
def test_facts_of_a_reading_are_words_and_finite_numbers(text: str) -> None:
    stages = staged(text)
    for readings in weighed_in(stages):
        assert readings
        assert len({one.context.anchor for one in readings}) == 1
        for one in readings:
            assert len(one.numbers) + 2 + len(RATED) == NUMBERS
            assert [fact.partition("=")[0] for fact in one.words] == FACTS
            assert all(-127 <= rate <= 127 for rate in rates_of(one.words, model().rates))
            assert all(map(isfinite, one.numbers))
            assert len({len(other.words) for other in readings}) == 1


def parts_of(frame: Frame) -> tuple[object, ...]:
    return frame.source, frame.cue, frame.content


def numbers_of(drawn: str) -> dict[str, float]:
    """All numbers about the reading that is drawn into a text, by their names."""
    text = marked(drawn)
    stages = staged(text.parse.tokens.text)
    drawn_in = text.frame()
    for readings in weighed_in(stages):
        for one in readings:
            if parts_of(one.frame) == parts_of(drawn_in):
                names = (*PRUNING_NUMBERS, *Numbers._fields)
                return dict(zip(names, one.numbers, strict=True))
    raise AssertionError(f"no such reading: {drawn}")


def test_numbers_say_where_the_parts_stand() -> None:
    after = numbers_of("[Ann Lee] <said> {that it rained}.")
    assert after["content_side"] == 1
    assert (after["source_length"], after["cue_length"], after["content_length"]) == (2, 1, 3)
    assert (after["to_source"], after["to_content"], after["gaps"]) == (1, 1, 0)
    assert (after["from_sentence_start"], after["sentence_length"]) == (2, 7)
    assert (after["quoted"], after["finite_verbs"], after["sentences"]) == (0, 1, 0)
    assert after["same_as_proposed"] == after["source_of_proposed"] == 1
    before = numbers_of("{“It rained,”} [Ann Lee] <said>.")
    assert before["content_side"] == -1
    assert (before["to_content"], before["commas"], before["open_marks"]) == (3, 1, 0)
    assert before["quoted"] > 0.5


@pytest.mark.parametrize("drawn", CLEAR)
def test_the_best_reading_of_a_clear_sentence_is_not_below_itself(drawn: str) -> None:
    stages = staged(marked(drawn).parse.tokens.text)
    place = len(PRUNING_NUMBERS) + Numbers._fields.index("below_the_best")
    for readings in weighed_in(stages):
        assert min([one.numbers[place] for one in readings]) == 0.0


# 2. Anchors and verdicts.


def before_a_title(tagged: Parse, index: int) -> bool:
    pairs = [pair for pair in tagged.marks.pairs if pair.open == index + 1]
    return any(title_words(tagged.tokens.words, pair) for pair in pairs)


@given(anything)
@few
def test_anchors_are_tokens_in_order_and_all_that_are_likely(text: str) -> None:
    stages = staged(text)
    anchors = anchors_of(stages.columns, stages.roles)
    assert anchors == sorted(set(anchors))
    for index in range(len(stages.columns.words)):
        if stages.roles.anchor(index) >= LEAST_ANCHOR:
            # A verb that names a title, as in “titled “The Road Ahead””, is none.
            assert index in anchors or before_a_title(stages.columns.parse, index)
        elif index in anchors:
            assert index in stages.columns.candidates_at


@pytest.mark.parametrize("drawn", CLEAR)
def test_a_clear_cue_has_an_anchor_and_a_verdict(drawn: str) -> None:
    text = marked(drawn)
    stages = staged(text.parse.tokens.text)
    (cue,) = text.ranges["<"]
    assert set(anchors_of(stages.columns, stages.roles)) & set(cue)
    best = max(verdicts_in(stages), key=lambda verdict: verdict.probability)
    assert best.frame.cue == (cue,)


@given(anything)
@few
def test_there_is_one_verdict_a_cue_and_its_probability_is_one(text: str) -> None:
    stages = staged(text)
    verdicts = verdicts_in(stages)
    anchors = [verdict.context.anchor for verdict in verdicts]
    assert anchors == sorted(set(anchors))
    assert set(anchors) <= set(anchors_of(stages.columns, stages.roles))
    for verdict in verdicts:
        assert 0.0 <= verdict.probability <= 1.0
        found = stages.reader.readings(verdict.context)
        assert verdict.reading in found
        assert verdict.among == len(found)


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_higher_odds_are_higher_probabilities(one: float, other: float) -> None:
    low, high = sorted([one, other])
    assert 0.0 < probability_of(low) <= probability_of(high) < 1.0
    assert probability_of(one) + probability_of(-one) == pytest.approx(1.0)


# 3. Types.


def type_in(columns: Columns, word: str, lemma: str, table: WeightTable) -> CueType:
    anchor = columns.words.index(word)
    content = range(anchor + 1, len(columns.words))
    frame = Frame((range(anchor, anchor + 1),), lemma, None, (content,))
    return type_of(columns, context_of(columns, anchor), lemma, frame, table)


UNKNOWN = "Lee zorbled that it rained."


@pytest.mark.parametrize("cue_type", list(CueType))
def test_the_type_in_the_lexicon_is_the_type_of_a_cue(cue_type: CueType) -> None:
    columns = laid("Lee said that it rained.")
    told = LEXICON.extend(cues=[CueEntry("say", cue_type, (("that", 0.9),))])
    found = type_in(
        evolve(columns, parse=evolve(columns.parse, lexicon=told)), "said", "say", model().types
    )
    assert found is cue_type


def test_an_unknown_cue_gets_the_type_with_the_highest_score() -> None:
    columns = laid(UNKNOWN)
    context = context_of(columns, columns.words.index("zorbled"))
    assert context.lemma not in LEXICON.cues
    anchor = context.anchor
    words = type_words(
        columns, context, [range(anchor, anchor + 1)], [range(anchor + 1, anchor + 4)]
    )
    labels = [cue_type.value for cue_type in TYPES]
    for lane, cue_type in enumerate(TYPES):
        row = [int(number == lane) for number in range(len(TYPES))]
        table = WeightTable.from_weights(labels, {words[0]: row})
        assert type_in(columns, "zorbled", context.lemma, table) is cue_type
    assert type_in(columns, "zorbled", context.lemma, model().types) in TYPES


def test_the_words_for_a_type_leave_the_lemma_itself_out() -> None:
    columns = laid(UNKNOWN)
    anchor = columns.words.index("zorbled")
    cue, content = [range(anchor, anchor + 1)], [range(anchor + 1, anchor + 2)]
    words = type_words(columns, context_of(columns, anchor), cue, content)
    lemma = columns.parse.lemmas[anchor]
    assert len(words) == len(set(words))
    assert not any(lemma in word for word in words)


def test_types_are_the_four_of_the_model_in_the_order_of_their_table() -> None:
    assert set(TYPES) == set(CueType)
    assert model().types.labels == tuple(cue_type.value for cue_type in TYPES)


# 4. Reasons.


def test_reasons_name_what_spoke_for_and_against() -> None:
    given = {"fr": "that", "k": "name", "cf": "the", "hd": "rain", "gi": "1"}
    names = (*CUE_FACTS, *READING_FACTS)
    words = tuple([f"{name}={given.get(name, '-')}" for name in names])
    verdict = Verdict(ANYWHERE, SOME_READING, words, (), 0.75, 3)
    weights = {"fr=that": (50, 0), "k=name": (100, 0), "cf=the": (-60, 0), "gi=1": (120, 0)}
    small = {"hd=rain": (1, 0), "pv=-": (99, 0)}
    table = WeightTable.from_weights(("right", "exact"), weights | small, scale=100.0)
    sure, speaking, against = reasons(verdict, table)
    assert sure == "The model takes this, the likeliest of 3 readings, to be right at 75%."
    assert speaking == (
        "It speaks for this that the source is a name"
        " and that the cue has a clause with “that” after it."
    )
    assert against == "It speaks against this that the content begins with “the”."


@pytest.mark.parametrize(
    ("fact", "clause"),
    [
        ("l=say", "the cue is “say”"),
        ("lf=say quote-end", "“say” has a quotation before it"),
        ("lf=claim do-that", "“claim” has a clause with “that” after it"),
        ("lf=accuse passive-pp-of", "“accuse” has “of” after it"),
        ("fr=np-quoted", "the cue has a noun after it, partly in quotation marks"),
        ("ln=say ``", "a quotation mark follows “say”"),
        ("ln=say <s>", "“say” ends its sentence"),
        ("lv=say <s>", "“say” opens its sentence"),
        ("lv=say ,", "a comma precedes “say”"),
        ("lk=say pronoun he", "“say” has “he” for its source"),
        ("fk=that NNS", "a cue with a clause with “that” after it has a noun in the plural for"),
        ("k=none", "the source is nobody"),
        ("hd=name", "the source is a name"),
        ("hd=report", "the source ends in “report”"),
        ("qc=4 quote", "all of the content is in quotation marks"),
        ("qcl=say 2", "half of the content is in quotation marks"),
    ],
)
def test_each_fact_is_told_as_a_clause(fact: str, clause: str) -> None:
    names = (*CUE_FACTS, *READING_FACTS)
    name = fact.partition("=")[0]
    words = tuple([fact if one == name else f"{one}=-" for one in names])
    table = WeightTable.from_weights(("right", "exact"), {fact: (50, 0)}, scale=100.0)
    _, told = reasons(Verdict(ANYWHERE, SOME_READING, words, (), 0.75, 3), table)
    assert told.startswith(f"It speaks for this that {clause}")


def test_without_weights_nothing_spoke_for_or_against() -> None:
    verdict = Verdict(ANYWHERE, SOME_READING, ("fr=that",), (), 0.5, 1)
    assert len(reasons(verdict, WeightTable.from_weights(("right", "exact"), {}))) == 1


# 5. Frames.


@pytest.mark.parametrize("drawn", CLEAR)
def test_a_clear_sentence_has_the_frame_that_is_drawn(drawn: str) -> None:
    text = marked(drawn)
    (found,) = frames_of(text.parse.tokens.text, 0.0)[:1]
    expected = text.frame()
    assert (found.source, found.cue, found.content) == (
        expected.source,
        expected.cue,
        expected.content,
    )
    assert found.type is CueType.ASSERTION


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Ann Lee has said that it rained.", "said", "say"),
        ("According to Ann Lee, it rained.", "according", "according to"),
        ("“It rained!” zorbled Ann Lee.", "zorbled", "zorble"),
    ],
)
def test_the_lemma_of_a_frame_is_the_one_of_the_lexicon(text: str, word: str, lemma: str) -> None:
    anchor = laid(text).words.index(word)
    found = [
        frame.lemma for frame in frames_of(text, 0.0) if any(anchor in part for part in frame.cue)
    ]
    assert found == [lemma]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    for threshold in (0.0, 1.0):
        assert all(frame.content for frame in frames_of(text, threshold))


@given(anything, st.sampled_from([0.0, 0.45]))
@few
@example("REPORTED TO", 0.0)
def test_frames_of_any_text_are_in_order_and_lie_within_it(text: str, threshold: float) -> None:
    frames = frames_of(text, threshold)
    size = len(laid(text).words)
    for frame in frames:
        assert frame.cue
        assert frame.content
        for runs in (frame.cue, frame.content):
            assert all(0 <= run.start < run.stop <= size for run in runs)
            assert all(before.stop < after.start for before, after in pairwise(runs))
        for part in (frame.source, frame.addressee):
            assert part is None or 0 <= part.start < part.stop <= size
        assert 0.0 <= frame.score <= 1.0
        assert frame.notes
        assert frame.lemma
    cues = [index for frame in frames for run in frame.cue for index in run]
    assert len(cues) == len(set(cues))


@given(articles)
@fewest
def test_a_higher_threshold_finds_no_more(text: str) -> None:
    sizes = [len(frames_of(text, threshold)) for threshold in (0.0, 0.5, 1.0)]
    assert sizes == sorted(sizes, reverse=True)


@given(articles, neutral)
@fewest
def test_a_neutral_paragraph_changes_no_frame(text: str, paragraph: str) -> None:
    alone = frames_of(text)
    assert frames_of(f"{text}\n\n{paragraph}") == alone
    assert len(frames_of(f"{paragraph}\n\n{text}")) == len(alone)


def test_evidence_tells_the_head_of_the_source() -> None:
    (found,) = attribute("Nothing said that the merger will fail.")
    assert any("the source ends in “nothing”" in one.note for one in found.evidence)
