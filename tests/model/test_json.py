"""The JSON form: valid by the shipped schema, read back to an equal result, refused if damaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import ResultDict, attribute
from quoteattr.errors import SchemaError
from quoteattr.model.result import Result
from quoteattr.model.writing import json_schema
from tests.results import TEXT, ferry, results

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ROE = TEXT.index("Roe told")

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Path: TypeAlias = "tuple[str | int, ...]"


def plain(result: Result) -> dict[str, Json]:
    """The document as any JSON reader sees it."""
    document: dict[str, Json] = json.loads(result.to_json())
    return document


def places(value: Json, path: Path = ()) -> Iterator[Path]:
    """Every path in a document, that of the document itself left out."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def at(document: Json, path: Path) -> Json:
    """The value at the path."""
    for step in path:
        if isinstance(document, dict):
            document = document[str(step)]
        else:
            assert isinstance(document, list)
            document = document[int(step)]
    return document


def changed(document: Json, path: Path, new: Json) -> Json:
    """A copy of the document with another value at the path."""
    if not path:
        return new
    step, below = path[0], path[1:]
    if isinstance(document, dict):
        assert isinstance(step, str)
        return {**document, step: changed(document.get(step), below, new)}
    assert isinstance(document, list)
    assert isinstance(step, int)
    return [*document[:step], changed(document[step], below, new), *document[step + 1 :]]


def without(document: Json, path: Path) -> Json:
    """A copy of the document without the key that the path ends in."""
    step, below = path[0], path[1:]
    if isinstance(document, dict):
        assert isinstance(step, str)
        kept = {key: value for key, value in document.items() if key != step}
        return {**kept, step: without(document[step], below)} if below else kept
    assert isinstance(document, list)
    assert isinstance(step, int)
    return [*document[:step], without(document[step], below), *document[step + 1 :]]


def written(path: Path) -> str:
    """A path as the errors write it."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return steps.removeprefix(".")


def refusal(document: Json, text: str = TEXT) -> SchemaError:
    assert isinstance(document, dict)
    with pytest.raises(SchemaError) as caught:
        Result.from_dict(document, text)
    return caught.value


def with_absent_settings(document: Json) -> Json:
    """The document with null for a setting that says nothing, which means the same."""
    for path in list(places(document)):
        nothing = {"time": None, "place": None, "medium": None}
        if path[-1] == "setting" and at(document, path) == nothing:
            document = changed(document, path, None)
    return document


def test_the_shipped_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(results())
def test_every_document_fits_the_schema(result: Result) -> None:
    VALIDATOR.validate(result.to_dict())


@given(results())
def test_from_dict_undoes_to_dict(result: Result) -> None:
    assert Result.from_dict(result.to_dict(), result.text) == result


@given(results(), st.none() | st.integers(0, 4))
def test_from_dict_undoes_to_json(result: Result, indent: int | None) -> None:
    document = json.loads(result.to_json(indent=indent).encode())
    assert Result.from_dict(document, result.text) == result


@given(results(), st.data())
def test_a_changed_document_is_refused_or_says_what_the_result_says(
    result: Result, data: st.DataObject
) -> None:
    document = plain(result)
    paths = list(places(document))
    odds: list[Json] = [None, True, -1, 0, 1, 1.5, 10**20, float("nan"), "", "odd", [], [None], {}]
    elsewhere = st.sampled_from(paths).map(lambda path: at(document, path))
    new = data.draw(st.sampled_from(odds) | elsewhere)
    damaged = changed(document, data.draw(st.sampled_from(paths)), new)
    assert isinstance(damaged, dict)
    try:
        read = Result.from_dict(damaged, result.text)
    except SchemaError:
        assert json.dumps(damaged) != json.dumps(document)
    else:
        assert VALIDATOR.is_valid(damaged)
        assert plain(read) == with_absent_settings(damaged)


@pytest.mark.parametrize("path", list(places(plain(ferry()))), ids=written)
def test_a_wrong_type_is_refused_where_it_stands(path: Path) -> None:
    error = refusal(changed(plain(ferry()), path, {"odd": 1}))
    assert error.path.startswith(written(path))


#: Keys that documents of an earlier version do not have.
LATER = {"identifier"}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in places(plain(ferry()))
        if isinstance(path[-1], str) and path[-1] not in LATER
    ],
    ids=written,
)
def test_every_key_is_needed(path: Path) -> None:
    document = without(plain(ferry()), path)
    assert not VALIDATOR.is_valid(document)
    assert str(refusal(document)) == f"{written(path)}: missing"


@pytest.mark.parametrize(
    ("path", "new", "message"),
    [
        (("schema",), "quoteattr/2", "schema: expected 'quoteattr/1', got 'quoteattr/2'"),
        (
            ("text_length",),
            True,
            f"text_length: expected {len(TEXT)}, the length of the given text, got True",
        ),
        (("extra",), 1, "extra: unknown key"),
        (("attributions",), {}, "attributions: expected a list, got {}"),
        (("attributions", 1), None, "attributions[1]: expected a dict, got None"),
        (("attributions", 1, "id"), "1", "attributions[1].id: expected an integer, got '1'"),
        (("attributions", 1, "id"), True, "attributions[1].id: expected an integer, got True"),
        (("attributions", 1, "id"), 0, "attributions[1].id: the id 0 is taken"),
        (("attributions", 1, "parent"), 7, "attributions[1].parent: no attribution has the id 7"),
        (
            ("attributions", 1, "parent"),
            1,
            "attributions[1].parent: attribution 1 would be its own parent",
        ),
        (
            ("attributions", 1, "parent"),
            None,
            (
                "attributions[1].sources: expected the speakers of its parents, outermost first, "
                "and then its own"
            ),
        ),
        (
            ("attributions", 0, "kind"),
            "spoken",
            "attributions[0].kind: expected one of direct, indirect, mixed, got 'spoken'",
        ),
        (
            ("attributions", 2, "content"),
            [],
            "attributions[2].content: expected at least one item, got []",
        ),
        (
            ("attributions", 2, "confidence"),
            1.01,
            "attributions[2].confidence: expected a number between 0 and 1, got 1.01",
        ),
        (
            ("attributions", 2, "confidence"),
            "high",
            "attributions[2].confidence: expected a number, got 'high'",
        ),
        (
            ("attributions", 2, "speaker", "start"),
            -1,
            (
                "attributions[2].speaker.start: expected an offset into the text of "
                f"{len(TEXT)} characters, got -1"
            ),
        ),
        (
            ("attributions", 2, "speaker", "end"),
            len(TEXT) + 1,
            (
                f"attributions[2].speaker.end: expected an offset after {ROE} and "
                f"at most {len(TEXT)}, got {len(TEXT) + 1}"
            ),
        ),
        (
            ("attributions", 2, "speaker", "text"),
            "Doe",
            (
                "attributions[2].speaker.text: expected 'Roe', the text between start and end, "
                "got 'Doe'"
            ),
        ),
        (
            ("attributions", 2, "speaker", "entity"),
            "e9",
            "attributions[2].speaker.entity: no entity has the id e9",
        ),
        (
            ("attributions", 2, "addressee", "entity"),
            "e9",
            "attributions[2].addressee.entity: no entity has the id e9",
        ),
        (("entities", 1, "id"), "e1", "entities[1].id: the id e1 is taken"),
        (
            ("entities", 1, "members"),
            ["e1", "e9"],
            "entities[1].members[1]: no entity has the id e9",
        ),
        (("entities", 1, "name"), None, "entities[1].name: expected a string, got None"),
        (
            ("rejected", 0, "reason"),
            "dull",
            (
                "rejected[0].reason: expected one of title, term, nickname, scare-word, no-source, "
                "other, got 'dull'"
            ),
        ),
        (("file",), 3, "file: expected a string, got 3"),
    ],
    ids=lambda value: written(value) if isinstance(value, tuple) else "",
)
def test_a_refusal_says_where_and_what(path: Path, new: Json, message: str) -> None:
    assert str(refusal(changed(plain(ferry()), path, new))) == message


def test_a_cycle_of_parents_is_refused() -> None:
    document = changed(plain(ferry()), ("attributions", 0, "parent"), 1)
    assert refusal(document).problem == "attribution 0 would be its own parent"


@pytest.mark.parametrize(("key", "first", "stop"), [("start", 1, len(TEXT)), ("end", 0, 5)])
def test_the_hull_of_a_cue_must_be_that_of_its_spans(key: str, first: int, stop: int) -> None:
    inner: Json = {"start": first, "end": stop, "text": TEXT[first:stop]}
    whole: dict[str, Json] = {"start": 0, "end": len(TEXT), "text": TEXT}
    cue: Json = {**whole, "lemma": "say", "type": "assertion", "spans": [inner]}
    damaged = changed(plain(ferry()), ("attributions", 0, "cue"), cue)
    assert refusal(damaged).path == f"attributions[0].cue.{key}"


def test_another_text_is_refused() -> None:
    document = plain(ferry())
    assert refusal(document, TEXT + " ").path == "text_length"
    error = refusal(document, TEXT.upper())
    assert error.path == "text_sha256"
    assert error.problem.startswith(hashlib.sha256(TEXT.upper().encode()).hexdigest(), 9)


def test_a_document_that_is_no_dict_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"^expected a dict, got \[\]$"):
        Result.from_dict(json.loads("[]"), TEXT)


def test_absent_objects_are_null_and_absent_lists_empty() -> None:
    document = ferry().to_dict()
    report, denial, _ = document["attributions"]
    assert report["setting"] == {
        "time": {"start": 30, "end": 39, "text": "on Monday"},
        "place": None,
        "medium": None,
    }
    assert report["addressee"] is None
    assert denial["setting"] is None
    assert denial["evidence"] == []
    assert document["entities"][0]["members"] == []


def test_a_setting_that_says_nothing_is_none() -> None:
    said_nothing = changed(
        plain(ferry()), ("attributions", 1, "setting"), dict.fromkeys(("time", "place", "medium"))
    )
    assert isinstance(said_nothing, dict)
    assert VALIDATOR.is_valid(said_nothing)
    assert Result.from_dict(said_nothing, TEXT) == ferry()


def test_evidence_names_its_rule() -> None:
    evidence = ferry().to_dict()["attributions"][0]["evidence"]
    assert [reason["rule"] for reason in evidence] == ["that", None]
    path = ("attributions", 0, "evidence", 0, "rule")
    error = refusal(changed(plain(ferry()), path, ""))
    assert str(error) == f"{written(path)}: expected a string that is not empty, got ''"


def test_the_hull_of_a_cue_is_written_with_its_text() -> None:
    cue = ferry().to_dict()["attributions"][1]["cue"]
    assert cue is not None
    assert cue["text"] == TEXT[cue["start"] : cue["end"]] == "had not told"


@pytest.fixture(scope="module")
def validate() -> Callable[[object], object]:
    """What a web service does with a document, given `ResultDict` as its model."""
    pydantic = pytest.importorskip("pydantic")
    checked: Callable[[object], object] = partial(
        pydantic.TypeAdapter(ResultDict).validate_python, strict=True
    )
    return checked


@given(result=results())
def test_a_web_service_takes_every_document(
    validate: Callable[[object], object], result: Result
) -> None:
    assert validate(result.to_dict()) == result.to_dict()


def test_a_web_service_takes_the_document_of_a_real_text(
    validate: Callable[[object], object], seed_text: str
) -> None:
    document = attribute(seed_text).to_dict()
    assert validate(document) == document


@pytest.mark.parametrize(
    "path", [path for path in places(plain(ferry())) if isinstance(path[-1], str)], ids=written
)
def test_a_web_service_refuses_what_is_not_of_its_type(
    validate: Callable[[object], object], path: Path
) -> None:
    with pytest.raises(ValueError, match="validation error"):
        validate(changed(plain(ferry()), path, {"odd": 1}))
    with pytest.raises(ValueError, match="Field required"):
        validate(without(plain(ferry()), path))


@pytest.mark.parametrize(
    "path",
    [
        *(("attributions", 0, word) for word in ("kind", "polarity", "certainty")),
        *(("attributions", 0, "cue", "type"), ("attributions", 0, "speaker", "kind")),
        *(("entities", 0, "kind"), ("credits", 0, "kind"), ("rejected", 0, "reason")),
        ("schema",),
    ],
    ids=written,
)
def test_a_word_of_a_closed_set_is_one_of_it(
    validate: Callable[[object], object], path: Path
) -> None:
    with pytest.raises(ValueError, match="Input should be"):
        validate(changed(plain(ferry()), path, "odd"))


def test_readable_characters_stay_readable_and_lone_surrogates_are_escaped() -> None:
    assert "“Jaws”" in ferry().to_json()
    result = Result("\ud800")
    assert json.loads(result.to_json().encode("ascii"))["text_length"] == 1
    assert Result.from_dict(result.to_dict(), "\ud800") == result
