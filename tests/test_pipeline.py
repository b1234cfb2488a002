"""`attribute`, `attribute_many` and `Pipeline`: options, errors, order, laziness, threads."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from quoteattr import (
    CueEntry,
    CueType,
    Lexicon,
    OptionError,
    Pipeline,
    Result,
    attribute,
    attribute_many,
)
from quoteattr.choice.model import Model
from quoteattr.model.records import Attribution
from quoteattr.text.tagging import Tagger
from tests.showing import marked
from tests.strategies import prose, rendered

LAYERS = (
    "Reuters reported that according to the Kremlin, Putin thought that Ann Lee said it rained."
)
PIPELINE = Pipeline()

cue_types = st.none() | st.sets(st.sampled_from(CueType))


def places(attribution: Attribution) -> list[tuple[int, int]]:
    return [(piece.start, piece.end) for piece in attribution.content]


def names(attribution: Attribution) -> list[str]:
    return [source.span.text for source in attribution.sources]


# What may be left out.


@given(prose.map(rendered), st.floats(0, 1), cue_types)
def test_filters_leave_out_what_they_say_and_nothing_else(
    text: str, least: float, types: set[CueType] | None
) -> None:
    everything = attribute(text)
    kept = attribute(text, min_confidence=least, cue_types=types)
    note(marked(everything))
    assert [(places(each), each.cue) for each in kept] == [
        (places(each), each.cue)
        for each in everything
        if each.confidence >= least
        and (types is None or (each.cue.type if each.cue else CueType.ASSERTION) in types)
    ]


@given(prose.map(rendered), st.floats(0, 1), cue_types)
def test_filtered_results_keep_parents_and_chains(
    text: str, least: float, types: set[CueType] | None
) -> None:
    result = attribute(text, min_confidence=least, cue_types=types)
    note(marked(result))
    assert [each.id for each in result] == list(range(len(result)))
    for attribution in result:
        speakers = [link.speaker for link in result.chain(attribution)]
        assert list(attribution.sources) == [speaker for speaker in speakers if speaker]
        if attribution.parent is not None:
            around = places(result[attribution.parent])
            for start, end in places(attribution):
                assert any(first <= start and end <= last for first, last in around)


def test_what_stood_in_an_attribution_left_out_moves_up() -> None:
    result = attribute(LAYERS, cue_types=[CueType.ASSERTION])
    assert [names(each) for each in result] == [
        ["Reuters"],
        ["Reuters", "the Kremlin"],
        ["Reuters", "the Kremlin", "Ann Lee"],
    ]
    assert [each.parent for each in result] == [None, 0, 1]


def test_a_quotation_without_a_cue_counts_as_an_assertion() -> None:
    text = "“We are leaving,” Coe said.\n\nLee rose. “We are never coming back to this town.”"
    result = attribute(text)
    assert [each.cue is None for each in result] == [False, True]
    assert attribute(text, cue_types={CueType.ASSERTION}) == result
    assert len(attribute(text, cue_types={CueType.BELIEF})) == 0


def test_no_cue_types_leave_nothing_and_all_leave_all() -> None:
    assert len(attribute(LAYERS, cue_types=[])) == 0
    assert attribute(LAYERS, cue_types=list(CueType)) == attribute(LAYERS)


def test_cue_types_may_be_given_by_their_names() -> None:
    by_name = cast("Collection[CueType]", ["belief"])
    assert attribute(LAYERS, cue_types=by_name) == attribute(LAYERS, cue_types={CueType.BELIEF})


# What is refused, and how.


@pytest.mark.parametrize(
    ("text", "name"), [(None, "NoneType"), (b"He said.", "bytes"), (3, "int"), (["a"], "list")]
)
def test_what_is_no_string_is_refused_by_name(text: object, name: str) -> None:
    with pytest.raises(TypeError, match=f"a str, not {name}"):
        attribute(cast("str", text))
    with pytest.raises(TypeError, match=f"a str, not {name}"):
        list(attribute_many([cast("str", text)]))


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf"), True, "0.5", None])
def test_shares_are_numbers_from_0_to_1(value: object) -> None:
    share = cast("float", value)
    with pytest.raises(OptionError, match="min_confidence is a number from 0 to 1, not"):
        attribute("", min_confidence=share)
    with pytest.raises(OptionError, match="min_confidence is a number from 0 to 1, not"):
        attribute_many([], min_confidence=share)
    with pytest.raises(OptionError, match="threshold is a number from 0 to 1, not"):
        Pipeline(threshold=share)


@pytest.mark.parametrize("value", [["said"], ["assertion", "x"], [None], [["belief"]], 7])
def test_cue_types_are_out_of_a_closed_set(value: object) -> None:
    wrong = cast("Collection[CueType]", value)
    with pytest.raises(OptionError, match="cue_types is a collection out of assertion, belief"):
        attribute("", cue_types=wrong)
    with pytest.raises(OptionError, match="cue_types is a collection out of assertion, belief"):
        attribute_many([], cue_types=wrong)


@pytest.mark.parametrize("value", ["belief", CueType.BELIEF])
def test_one_cue_type_alone_belongs_into_a_set(value: object) -> None:
    with pytest.raises(OptionError, match="in a set"):
        attribute("", cue_types=cast("Collection[CueType]", value))


def test_pipelines_are_made_of_a_tagger_a_lexicon_and_a_model() -> None:
    with pytest.raises(OptionError, match="tagger is a Tagger, not str"):
        Pipeline(tagger=cast("Tagger", "tagger.bin"))
    with pytest.raises(OptionError, match="lexicon is a Lexicon, not dict"):
        Pipeline(lexicon=cast("Lexicon", {}))
    with pytest.raises(OptionError, match="model is a Model, not float"):
        Pipeline(model=cast("Model", 0.5))
    with pytest.raises(OptionError, match="pipeline is None or a Pipeline, not type"):
        attribute("", pipeline=cast("Pipeline", Pipeline))
    with pytest.raises(OptionError, match="pipeline is None or a Pipeline, not str"):
        attribute_many([], pipeline=cast("Pipeline", "en"))


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "2"])
def test_workers_and_chunksize_are_whole_numbers_from_1(value: object) -> None:
    number = cast("int", value)
    with pytest.raises(OptionError, match="workers is None or a whole number from 1, not"):
        attribute_many([], workers=number)
    with pytest.raises(OptionError, match="chunksize is a whole number from 1, not"):
        attribute_many([], chunksize=number)


def test_one_string_is_no_collection_of_texts() -> None:
    with pytest.raises(TypeError, match="texts is an iterable of strings, not one string"):
        attribute_many("He said no.")


# Many texts.


def numbered(count: int) -> list[str]:
    return [f"“Number {number},” Lee said." for number in range(count)]


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_many_results_come_in_order_and_equal_single_ones(workers: int | None) -> None:
    texts = [*numbered(7), "", LAYERS]
    results = list(attribute_many(texts, workers=workers, chunksize=2))
    assert results == [attribute(text) for text in texts]


@pytest.mark.parametrize("workers", [None, 2])
def test_no_texts_give_no_results(workers: int | None) -> None:
    assert list(attribute_many([], workers=workers)) == []


@pytest.mark.parametrize("workers", [None, 2])
def test_options_reach_every_text(workers: int | None) -> None:
    strict = Pipeline(threshold=1.0)
    texts = [LAYERS, LAYERS]
    options = attribute_many(texts, workers=workers, cue_types={CueType.BELIEF})
    assert list(options) == [attribute(LAYERS, cue_types={CueType.BELIEF})] * 2
    piped = attribute_many(texts, workers=workers, pipeline=strict, min_confidence=0.99)
    assert list(piped) == [attribute(LAYERS, pipeline=strict, min_confidence=0.99)] * 2


@pytest.mark.parametrize(("workers", "ahead"), [(None, 1), (1, 1), (2, 15)])
def test_texts_are_read_lazily(workers: int | None, ahead: int) -> None:
    """With two processes, five chunks of three: as many as may wait, and the one at work."""
    read: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            read.append("“Go,” Lee said.")
            yield read[-1]

    results = attribute_many(endless(), workers=workers, chunksize=3)
    assert read == []
    assert len(next(results)) == 1
    assert 1 <= len(read) <= ahead
    for _ in range(20):
        next(results)
    assert len(read) <= 20 + ahead
    closing = getattr(results, "close", None)
    if closing is not None:
        closing()


def test_an_error_in_another_process_is_raised_here() -> None:
    texts = [*numbered(3), cast("str", None)]
    results = attribute_many(texts, workers=2, chunksize=1)
    assert [len(next(results)) for _ in range(3)] == [1, 1, 1]
    with pytest.raises(TypeError, match="a str, not NoneType"):
        next(results)


# The pipeline.


@pytest.mark.parametrize("name", ["threshold", "lexicon", "model"])
def test_a_pipeline_cannot_be_changed(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(PIPELINE, name, getattr(PIPELINE, name))


def test_a_pipeline_pickles_to_one_that_finds_the_same() -> None:
    custom = Pipeline(threshold=0.7, lexicon=Lexicon.default().extend(titles=["ferryman"]))
    again = pickle.loads(pickle.dumps(custom))
    assert again == custom
    assert attribute(LAYERS, pipeline=again) == attribute(LAYERS, pipeline=custom)


def test_pipelines_are_equal_by_value() -> None:
    assert Pipeline() == PIPELINE
    assert Pipeline(threshold=0.7) != PIPELINE


def test_weights_and_lexicon_of_the_package_are_pickled_by_name() -> None:
    """`attribute_many` sends the pipeline along with every chunk."""
    assert len(pickle.dumps(PIPELINE)) < 1000
    assert pickle.loads(pickle.dumps(PIPELINE)).tagger is PIPELINE.tagger


def test_weights_of_ones_own_are_pickled_with_the_pipeline() -> None:
    own = Pipeline(tagger=Tagger(PIPELINE.tagger.model))
    again = pickle.loads(pickle.dumps(own))
    assert again == own
    assert attribute(LAYERS, pipeline=again) == attribute(LAYERS)


@given(prose.map(rendered), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_finds_no_further_cues(text: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    more = attribute(text, pipeline=attrs.evolve(PIPELINE, threshold=low))
    fewer = attribute(text, pipeline=attrs.evolve(PIPELINE, threshold=high))
    note(f"{low}: {marked(more)}\n{high}: {marked(fewer)}")
    assert cues(fewer) <= cues(more)


@given(prose.map(rendered))
def test_nothing_is_as_sure_as_the_highest_threshold(text: str) -> None:
    assert cues(attribute(text, pipeline=attrs.evolve(PIPELINE, threshold=1.0))) == set()


def cues(result: Result) -> set[tuple[int, int]]:
    return {(each.cue.start, each.cue.end) for each in result if each.cue}


def test_a_longer_lexicon_reaches_attribute() -> None:
    toot = CueEntry("toot", CueType.KNOWLEDGE, (("that", 0.95), ("quote", 0.95)))
    text = "Ann Lee tooted that it rained."
    longer = Pipeline(lexicon=Lexicon.default().extend(cues=[toot]))
    (attribution,) = attribute(text, pipeline=longer)
    assert attribution.cue is not None
    assert (attribution.cue.lemma, attribution.cue.type) == ("toot", CueType.KNOWLEDGE)
    assert names(attribution) == ["Ann Lee"]
    others = [a.confidence for a in attribute(text) if a.cue and a.cue.type is CueType.KNOWLEDGE]
    assert others == []


def test_a_cue_of_the_lexicon_can_be_switched_off() -> None:
    never = CueEntry("say", CueType.ASSERTION, (("that", 0.0),))
    deaf = Pipeline(lexicon=Lexicon.default().extend(cues=[never]))
    assert len(attribute("Ann Lee said that it rained.", pipeline=deaf)) == 0


def test_threads_share_a_pipeline() -> None:
    texts = [LAYERS, *numbered(5), "Lee told Roe that it was “over.”"] * 6
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(attribute, texts))
    assert results == [attribute(text) for text in texts]
