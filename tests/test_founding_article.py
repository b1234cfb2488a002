"""The article the project began with: all that its gold file says must come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from quoteattr import Result, attribute
from quoteattr.model.records import Attribution, Span
from quoteattr.model.vocabulary import Kind, Polarity
from tests.showing import marked


class GoldSpan(TypedDict):
    start: int
    end: int
    text: str


class GoldCue(GoldSpan):
    lemma: str


class _GoldAttribution(TypedDict):
    key: str
    kind: str
    content: list[GoldSpan]
    quotes: list[GoldSpan]
    speaker: GoldSpan
    cue: GoldCue
    sources: list[GoldSpan]
    speaker_entity: str | None
    parent: str | None


class GoldAttribution(_GoldAttribution, total=False):
    polarity: str
    addressee: str
    cue_type: str


class GoldCredit(GoldSpan):
    kind: str
    source: str


class Gold(TypedDict):
    attributions: list[GoldAttribution]
    credits: list[GoldCredit]
    not_quotations: list[GoldSpan]
    same_entity: list[list[str]]


ROOT = Path(__file__).resolve().parent.parent
GOLD: Gold = json.loads((ROOT / "seeds" / "gold.json").read_text(encoding="utf-8"))
SURE = 0.8
EACH = pytest.mark.parametrize("gold", GOLD["attributions"], ids=lambda gold: gold["key"])


@pytest.fixture(scope="module")
def result(seed_text: str) -> Result:
    return attribute(seed_text)


def place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def gold_place(gold: GoldSpan) -> tuple[int, int]:
    return gold["start"], gold["end"]


def found(result: Result, gold: GoldAttribution) -> Attribution:
    """The attribution of that speaker whose cue holds the gold one: we keep its adverbs."""
    start, end = gold_place(gold["cue"])
    for attribution in result:
        if attribution.cue is None or attribution.speaker is None:
            continue
        holds = any(span.start <= start and end <= span.end for span in attribution.cue.spans)
        if holds and place(attribution.speaker.span) == gold_place(gold["speaker"]):
            return attribution
    pytest.fail(f"{gold['key']} is not found in\n{marked(result)}")


def name_of(result: Result, entity: str | None) -> str | None:
    return next((each.name for each in result.entities if each.id == entity), None)


@EACH
def test_every_attribution_is_found_with_its_very_content(
    result: Result, gold: GoldAttribution
) -> None:
    attribution = found(result, gold)
    assert [place(piece) for piece in attribution.content] == list(map(gold_place, gold["content"]))
    assert [place(quote) for quote in attribution.quotes] == list(map(gold_place, gold["quotes"]))
    assert str(attribution.kind) == gold["kind"]


@EACH
def test_every_chain_of_sources_is_found(result: Result, gold: GoldAttribution) -> None:
    attribution = found(result, gold)
    chain = [place(source.span) for source in attribution.sources]
    assert chain == list(map(gold_place, gold["sources"]))
    parents = [each for each in GOLD["attributions"] if each["key"] == gold["parent"]]
    assert attribution.parent == (found(result, parents[0]).id if parents else None)


@EACH
def test_every_cue_has_its_lemma_and_type(result: Result, gold: GoldAttribution) -> None:
    cue = found(result, gold).cue
    assert cue is not None
    assert cue.lemma == gold["cue"]["lemma"]
    assert str(cue.type) == gold.get("cue_type", "assertion")


@EACH
def test_every_speaker_is_the_right_entity(result: Result, gold: GoldAttribution) -> None:
    attribution = found(result, gold)
    assert attribution.speaker is not None
    if gold["speaker_entity"] is not None:
        assert name_of(result, attribution.speaker.entity) == gold["speaker_entity"]


@EACH
def test_stance_and_addressee_are_right(result: Result, gold: GoldAttribution) -> None:
    attribution = found(result, gold)
    assert str(attribution.polarity) == gold.get("polarity", str(Polarity.POSITIVE))
    addressee = attribution.addressee
    assert name_of(result, addressee.entity if addressee else None) == gold.get("addressee")


def test_no_attribution_is_invented(result: Result) -> None:
    """What the file does not list are attitudes and acts of speech, none of them held for sure."""
    wanted = {found(result, gold).id for gold in GOLD["attributions"]}
    assert len(wanted) == len(GOLD["attributions"])
    extra = [attribution for attribution in result if attribution.id not in wanted]
    assert [one for one in extra if one.confidence >= SURE] == [], marked(result)
    assert [one for one in extra if one.cue is None or one.kind is Kind.DIRECT] == []


def test_both_credits_are_found_and_no_other(result: Result) -> None:
    credits_found = [
        (str(each.kind), place(each.span), each.source.text) for each in result.credits
    ]
    assert credits_found == [
        (each["kind"], gold_place(each), each["source"]) for each in GOLD["credits"]
    ]


@pytest.mark.parametrize("gold", GOLD["not_quotations"], ids=lambda gold: gold["text"])
def test_possessive_apostrophes_are_no_quotations(result: Result, gold: GoldSpan) -> None:
    marks = [quote for attribution in result for quote in attribution.quotes]
    marks += [rejected.span for rejected in result.rejected]
    start, end = gold_place(gold)
    assert [span for span in marks if start < span.start < end or start < span.end < end] == []


@pytest.mark.parametrize("names", GOLD["same_entity"], ids=lambda names: names[0])
def test_names_of_one_entity_come_together(result: Result, names: list[str]) -> None:
    """A mention may carry its title: “Russian President Vladimir Putin” holds his name."""
    together = [
        entity
        for entity in result.entities
        if all(any(name in mention.text for mention in entity.mentions) for name in names)
    ]
    assert len(together) == 1, [entity.mentions for entity in result.entities]
