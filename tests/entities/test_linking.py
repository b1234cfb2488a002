"""Identifiers that a caller's own linker gives to entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from quoteattr import Entity, OptionError, Pipeline, Result, attribute, attribute_many

if TYPE_CHECKING:
    from quoteattr import Linker

TEXT = "“It works,” Ann Lee told reporters. Lee added that Joe Dorn had denied it."
TABLE = {"Ann Lee": "Q1", "Joe Dorn": "Q2"}


def by_table(entity: Entity, text: str) -> str | None:
    assert all(text[span.start : span.end] == span.text for span in entity.mentions)
    return TABLE.get(entity.name)


def identifiers(result: Result) -> dict[str, str | None]:
    return {entity.name: entity.identifier for entity in result.entities}


def test_entities_have_the_identifier_that_the_linker_gives() -> None:
    result = attribute(TEXT, pipeline=Pipeline(linker=by_table))
    found = identifiers(result)
    assert (found["Ann Lee"], found["Joe Dorn"]) == ("Q1", "Q2")
    assert found["reporters"] is None
    assert result.by_entity("Q1") == result.by_entity("Ann Lee") != ()
    assert {entity.identifier for entity in attribute(TEXT).entities} == {None}


def test_identifiers_are_in_the_json_and_come_back() -> None:
    result = attribute(TEXT, pipeline=Pipeline(linker=by_table))
    assert Result.from_json(result.to_json(), TEXT) == result
    assert "Q1" in {entity["identifier"] for entity in result.to_dict()["entities"]}


def test_documents_without_identifiers_are_read() -> None:
    result = attribute(TEXT)
    older = dict(result.to_dict())
    older["entities"] = [
        {key: value for key, value in entity.items() if key != "identifier"}
        for entity in result.to_dict()["entities"]
    ]
    assert Result.from_dict(older, TEXT) == result


def test_a_linker_goes_to_other_processes() -> None:
    pipeline = Pipeline(linker=by_table)
    results = list(attribute_many([TEXT] * 2, pipeline=pipeline, workers=2, chunksize=1))
    assert [identifiers(result)["Ann Lee"] for result in results] == ["Q1", "Q1"]


def test_a_linker_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="linker is None or a callable, not dict"):
        Pipeline(linker=TABLE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_an_identifier_that_is_none_is_refused() -> None:
    wrong = cast("Linker", lambda *_: 5)
    with pytest.raises(OptionError, match=r"linker gives the identifier .* it gave 5"):
        attribute(TEXT, pipeline=Pipeline(linker=wrong))
