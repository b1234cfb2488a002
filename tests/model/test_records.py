"""The data model: immutable, hashable, picklable records and a result that is a sequence."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from enum import Enum
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import errors
from quoteattr.model import records, vocabulary
from quoteattr.model.records import Attribution, Entity, Setting, Source, Span
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import (
    Certainty,
    CreditKind,
    CueType,
    EntityKind,
    Kind,
    Polarity,
    RejectionReason,
    SourceKind,
)
from tests.results import TEXT, ferry, results

CLOSED_SETS: list[type[Enum]] = [
    *(Certainty, CreditKind, CueType, Kind, Polarity, RejectionReason, SourceKind),
]
RECORDS = [Result, *(getattr(records, name) for name in records.__all__)]


@given(results())
def test_a_result_survives_pickling(result: Result) -> None:
    again = pickle.loads(pickle.dumps(result))
    assert again == result
    assert hash(again) == hash(result)


@given(results())
def test_a_result_is_a_sequence_of_its_attributions(result: Result) -> None:
    assert isinstance(result, Sequence)
    assert list(result) == list(result.attributions)
    assert len(result) == len(result.attributions)
    assert [result[i] for i in range(len(result))] == list(result)
    assert result[1:] == result.attributions[1:]
    assert list(reversed(result)) == list(reversed(result.attributions))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_have_slots(record: type) -> None:
    assert attrs.has(record)
    assert "__slots__" in vars(record)
    assert "__dict__" not in dir(record)


def test_a_record_cannot_be_changed() -> None:
    span = Span(0, 2, "By")
    for name in ("start", "end", "text"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(span, name, getattr(span, name))
    assert copy.deepcopy(span) == span


def test_fields_are_those_of_the_design() -> None:
    assert [field.name for field in attrs.fields(Attribution)] == [
        *("id", "kind", "content", "quotes", "speaker", "cue", "parent", "sources"),
        *("polarity", "certainty", "addressee", "setting", "confidence", "evidence"),
    ]
    assert [field.name for field in attrs.fields(Result)] == [
        *("text", "attributions", "entities", "credits", "rejected"),
    ]


def test_all_names_are_sorted() -> None:
    for module in (records, vocabulary, errors):
        assert list(module.__all__) == sorted(module.__all__)


@pytest.mark.parametrize("words", CLOSED_SETS)
def test_words_print_as_their_value(words: type[Enum]) -> None:
    for word in words:
        assert {f"{word}", str(word), word.value} == {word}
        assert pickle.loads(pickle.dumps(word)) is word


@pytest.mark.parametrize("words", CLOSED_SETS)
def test_the_words_of_json_are_those_of_the_closed_sets(words: type[Enum]) -> None:
    literal = getattr(vocabulary, f"{words.__name__}Word")
    assert get_args(literal) == tuple(word.value for word in words)


@given(st.tuples(*[st.integers(0, 10)] * 4))
def test_a_span_is_a_sorted_run_of_offsets(edges: tuple[int, int, int, int]) -> None:
    text = "0123456789"
    a, b, c, d = edges
    one, two = (Span(min(e), max(e), text[min(e) : max(e)]) for e in ((a, b), (c, d)))
    assert len(one) == len(one.text) == sum(map(one.covers, range(10)))
    assert one.covers(two) == (one.start <= two.start and two.end <= one.end)
    assert (one < two) == ((one.start, one.end) < (two.start, two.end))


@given(results())
def test_what_is_shown_of_a_record_is_short(result: Result) -> None:
    for attribution in result:
        assert len(repr(attribution)) < 60 + 3 * len(repr("\ud800" * 40))
        assert f"{attribution.start}:{attribution.end}" in repr(attribution)


def test_records_show_what_they_hold() -> None:
    report, denial, promise = ferry()
    assert repr(report) == (
        "<Attribution 0 at 40:114, mixed: 'The Courier' 'wrote' "
        "'that Mayor Jane Roe had not told report…'>"
    )
    assert repr(denial.sources[-1]) == "<Source 45:59 'Mayor Jane Roe', person e2>"
    assert repr(denial.addressee) == "<Source 73:82 'reporters', group>"
    assert repr(report.setting) == "<Setting time 30:39 'on Monday'>"
    assert repr(denial.setting) == "<Setting unknown>"
    assert repr(promise.cue) == "<Cue 139:143 'told', tell, assertion>"
    assert repr(report.evidence[0]) == "<Evidence frames/that: '“that” opens the content'>"
    assert repr(ferry().entities[1]) == "<Entity e2 'Jane Roe', person, 2 mentions>"
    assert repr(ferry().credits[0]) == "<Credit 3:10 'Ann Lee', byline>"
    assert repr(ferry().rejected[0]) == "<Rejected 193:199 '“Jaws”', title>"


def test_an_attribution_answers_without_a_check_for_none() -> None:
    report, denial, promise = ferry()
    assert (promise.text, promise.start, promise.end) == (
        *("“We will sail,” … “come what may.”", 119, 173),
    )
    assert promise.text.split(" … ") == [span.text for span in promise.content]
    assert (report.speaker_text, report.cue_text, report.lemma) == (
        *("The Courier", "wrote", "write"),
    )
    assert (denial.addressee_text, report.addressee_text) == ("reporters", "")
    assert (report.setting.time_text, report.setting.place_text) == ("on Monday", "")
    bare = attrs.evolve(report, speaker=None, cue=None, setting=Setting())
    assert (bare.speaker_text, bare.cue_text, bare.lemma) == ("", "", "")
    assert bare.cue_type is CueType.ASSERTION
    assert not bare.setting
    assert report.setting


def test_roots_and_children() -> None:
    result = ferry()
    report, denial, promise = result
    assert result.roots() == (report, promise)
    assert result.children(report) == (denial,)
    assert result.children(denial) == ()
    assert result.chain(denial) == (report, denial)
    assert result.chain(promise) == (promise,)


@pytest.mark.parametrize(
    ("name_or_id", "ids"),
    [
        ("e1", [0]),
        ("e2", [1, 2]),
        ("Jane Roe", [1, 2]),
        ("jane roe", [1, 2]),
        ("Roe", [1, 2]),
        ("mayor  JANE\nroe", [1, 2]),
        ("Mayor", []),
        ("e3", []),
        ("", []),
    ],
)
def test_attributions_by_entity(name_or_id: str, ids: list[int]) -> None:
    assert [attribution.id for attribution in ferry().by_entity(name_or_id)] == ids


def test_what_a_group_says_counts_for_its_members() -> None:
    text = "Ann and Bo said no."
    both = Source(Span(0, 10, "Ann and Bo"), EntityKind.GROUP, "e3")
    content = (Span(16, 18, "no"),)
    joint = Attribution(0, Kind.INDIRECT, content, (), both, None, None, (both,))
    entities = (
        Entity("e1", "Ann", EntityKind.PERSON),
        Entity("e2", "Bo", EntityKind.PERSON),
        Entity("e3", "Ann and Bo", EntityKind.GROUP, members=("e1", "e2")),
    )
    result = Result(text, (joint,), entities)
    assert result.by_entity("Ann") == result.by_entity("e2") == result.by_entity("e3") == (joint,)


def test_a_name_that_is_an_id_means_the_id() -> None:
    source = Source(Span(0, 2, "Bo"), EntityKind.PERSON, "Ann")
    said = Attribution(0, Kind.INDIRECT, (Span(8, 10, "no"),), (), source, None, None, (source,))
    entities = (Entity("Ann", "Bo", EntityKind.PERSON), Entity("e2", "Ann", EntityKind.PERSON))
    assert Result("Bo said no.", (said,), entities).by_entity("Ann") == (said,)


def test_a_result_shows_what_it_holds() -> None:
    assert repr(ferry()) == f"<Result: 3 attributions, 2 entities, {len(TEXT)} characters>"
    assert repr(Result("x" * 1234)) == "<Result: 0 attributions, 0 entities, 1,234 characters>"


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_of_one_family(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.QuoteAttrError)


def test_a_schema_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(errors.SchemaError("entities[0].id", "missing")))
    assert (error.path, error.problem, str(error)) == (
        *("entities[0].id", "missing", "entities[0].id: missing"),
    )
    assert str(errors.SchemaError("", "expected a dict, got []")) == "expected a dict, got []"
