"""Every figure on articles so small that it can be computed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve

from benchmarks.levels import FIGURES, Figure, Layers, Marked, Scores, Share, layers_of, score
from benchmarks.scoring import Claim, Range
from quoteattr import (
    Attribution,
    Certainty,
    Cue,
    CueType,
    Entity,
    Kind,
    Polarity,
    Result,
    Setting,
    Source,
    SourceKind,
    Span,
)

TEXT = (
    "The Courier reported that Ann Lee told Bo in a letter on Monday that the well was dry. "
    "She denied “any part in it”, and may have said more rain was due."
)


def _at(words: str) -> Range:
    start = TEXT.index(words)
    return start, start + len(words)


COURIER, ANN, SHE = _at("The Courier"), _at("Ann Lee"), _at("She")
OUTER = Marked(
    Claim((COURIER,), (_at("reported"),), ((ANN[0], _at("dry")[1]),)),
    sources=(COURIER,),
    entity="The Courier",
)
INNER = Marked(
    Claim((ANN,), (_at("told"),), (_at("the well was dry"),)),
    sources=(COURIER, ANN),
    entity="Ann Lee",
    addressee=_at("Bo"),
    setting=(_at("on Monday"), None, _at("in a letter")),
)
DENIED = Marked(
    Claim((SHE,), (_at("denied"),), (_at("“any part in it”"),)),
    sources=(SHE,),
    polarity="negative",
    entity="Ann Lee",
)
HEDGED = Marked(
    Claim((SHE,), (_at("may have said"),), (_at("more rain was due"),)),
    sources=(SHE,),
    certainty="hedged",
    entity="Ann Lee",
)
ALL = (OUTER, INNER, DENIED, HEDGED)
BORDERLINE = evolve(HEDGED, must=False)
BO, MONDAY = _at("Bo"), _at("Monday")


def test_what_both_readers_have_scores_fully() -> None:
    scores = score(TEXT, [ALL, ALL], ALL)
    assert {figure: (scores[figure].right, scores[figure].of) for figure in FIGURES} == {
        "recall": (4, 4),
        "precision": (4, 4),
        "quoted": (1, 1),
        "indirect": (3, 3),
        "deep": (1, 1),
        "exact": (4, 4),
        "chain": (4, 4),
        "deep_chain": (1, 1),
        "negative": (1, 1),
        "positive_kept": (3, 3),
        "unsure": (1, 1),
        "sure_kept": (3, 3),
        "entity": (4, 4),
        "entity_near": (4, 4),
        "pronoun": (2, 2),
        "addressee": (1, 1),
        "addressee_extra": (0, 3),
        "setting": (2, 2),
        # Three of the others, and the place of this one.
        "setting_extra": (0, 10),
    }
    assert scores.f == 1.0
    assert scores == score(TEXT, [ALL], ALL)


@pytest.mark.parametrize(
    ("figure", "found", "share"),
    [
        ("recall", [OUTER, INNER], Share(2, 4)),
        (
            "precision",
            [*ALL, evolve(OUTER, claim=evolve(DENIED.claim, source=(ANN,)))],
            Share(4, 5),
        ),
        ("quoted", [OUTER, INNER, HEDGED], Share(0, 1)),
        ("indirect", [OUTER, DENIED], Share(1, 3)),
        ("deep", [OUTER, DENIED, HEDGED], Share(0, 1)),
        ("exact", [evolve(INNER, claim=evolve(INNER.claim, source=(_at("Lee"),)))], Share(0, 1)),
        ("chain", [OUTER, evolve(INNER, sources=(ANN,))], Share(1, 2)),
        ("deep_chain", [OUTER, evolve(INNER, sources=(ANN, COURIER))], Share(0, 1)),
        ("negative", [evolve(DENIED, polarity="positive")], Share(0, 1)),
        ("positive_kept", [OUTER, evolve(INNER, polarity="negative")], Share(1, 2)),
        ("unsure", [evolve(HEDGED, certainty="hypothetical")], Share(1, 1)),
        ("sure_kept", [OUTER, evolve(INNER, certainty="hypothetical")], Share(1, 2)),
        ("entity", [evolve(OUTER, entity="Courier"), evolve(INNER, entity="Lee")], Share(1, 2)),
        ("entity_near", [evolve(OUTER, entity=None), evolve(INNER, entity="Lee")], Share(1, 2)),
        ("pronoun", [evolve(DENIED, entity="Bo"), evolve(HEDGED, entity="Lee")], Share(1, 2)),
        ("addressee", [evolve(INNER, addressee=None)], Share(0, 1)),
        ("addressee_extra", [INNER, evolve(OUTER, addressee=BO)], Share(1, 1)),
        ("setting", [evolve(INNER, setting=(MONDAY, None, None))], Share(1, 2)),
        ("setting_extra", [evolve(INNER, setting=(None, MONDAY, None))], Share(1, 1)),
    ],
)
def test_each_figure(figure: Figure, found: Sequence[Layers], share: Share) -> None:
    assert score(TEXT, [ALL, ALL], found)[figure] == share


def test_f_is_of_what_is_printed() -> None:
    scores = score(TEXT, [ALL], [OUTER, INNER, evolve(OUTER, claim=DENIED.claim, sources=())])
    assert scores["recall"] == Share(3, 4)
    assert scores["precision"] == Share(3, 3)
    assert scores.f == round(2 * 0.75 / 1.75, 4)
    assert Scores().f == 0.0
    printed = dict(line.split(maxsplit=1) for line in scores.table().splitlines())
    assert [*printed][:4] == ["recall", "precision", "f", "quoted"]
    assert printed["f"] == "0.8571"
    assert printed["recall"].split() == ["0.7500", "3", "of", "4"]
    assert printed["unsure"].split() == ["–", "0", "of", "0"]


def test_what_is_borderline_to_all_is_not_missed_but_right_where_found() -> None:
    assert score(TEXT, [[BORDERLINE], [BORDERLINE]], [])["recall"] == Share(0, 0)
    assert score(TEXT, [[BORDERLINE], [HEDGED]], [])["recall"] == Share(0, 1)
    assert score(TEXT, [[BORDERLINE], []], [HEDGED])["precision"] == Share(1, 1)


def test_what_one_reader_has_alone_is_right_but_not_missed() -> None:
    assert score(TEXT, [ALL, [OUTER]], [])["recall"] == Share(0, 1)
    assert score(TEXT, [[OUTER], ALL], ALL)["precision"] == Share(4, 4)


@pytest.mark.parametrize(
    ("figures", "other"),
    [
        (("chain", "deep_chain"), evolve(INNER, sources=(ANN,))),
        (("negative", "positive_kept"), evolve(INNER, polarity="negative")),
        (("unsure", "sure_kept"), evolve(INNER, certainty="hedged")),
        (("entity", "entity_near"), evolve(INNER, entity="Bo")),
        (("addressee", "addressee_extra"), evolve(INNER, addressee=None)),
    ],
    ids=["chain", "polarity", "certainty", "entity", "addressee"],
)
def test_a_layer_is_judged_only_where_readers_agree(
    figures: tuple[Figure, Figure], other: Marked
) -> None:
    scores = score(TEXT, [[INNER], [other]], [INNER])
    assert scores["recall"] == Share(1, 1)
    assert [scores[figure] for figure in figures] == [Share(), Share()]


def test_either_readers_words_are_right() -> None:
    longer = evolve(INNER, claim=evolve(INNER.claim, content=(_at("that the well was dry"),)))
    for found in (INNER, longer):
        assert score(TEXT, [[INNER], [longer]], [found])["exact"] == Share(1, 1)


def test_of_two_alike_the_one_with_the_cue_is_meant() -> None:
    cueless = evolve(INNER, claim=evolve(INNER.claim, cue=()), polarity="negative")
    assert score(TEXT, [[INNER]], [cueless, INNER])["positive_kept"] == Share(1, 1)
    assert score(TEXT, [[INNER]], [cueless, INNER])["precision"] == Share(1, 2)


def test_without_a_source_only_what_has_none_is_the_same() -> None:
    nobody = evolve(INNER, claim=evolve(INNER.claim, source=()), sources=())
    assert score(TEXT, [[nobody]], [nobody])["recall"] == Share(1, 1)
    assert score(TEXT, [[nobody]], [INNER])["recall"] == Share(0, 1)


def test_a_result_has_every_layer() -> None:
    def span(words: str) -> Span:
        start, end = _at(words)
        return Span(start, end, words)

    courier = Source(span("The Courier"), SourceKind.ORGANISATION, "e1")
    ann = Source(span("Ann Lee"), SourceKind.PERSON, "e2")
    told = Attribution(
        id=1,
        kind=Kind.INDIRECT,
        content=(span("the well was dry"),),
        quotes=(),
        speaker=ann,
        cue=Cue((span("told"), span("that the")), "tell", CueType.ASSERTION),
        parent=0,
        sources=(courier, ann),
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.HEDGED,
        addressee=Source(span("Bo"), SourceKind.PERSON, None),
        setting=Setting(time=span("on Monday"), medium=span("in a letter")),
    )
    bare = evolve(told, id=2, speaker=None, cue=None, sources=(), addressee=None, setting=Setting())
    entities = (
        Entity("e1", "The Courier", SourceKind.ORGANISATION),
        Entity("e2", "Ann Lee", SourceKind.PERSON),
    )
    full, empty = layers_of(Result(TEXT, (told, bare), entities))
    whole_cue = (_at("told")[0], _at("that the")[1])
    claim = evolve(INNER.claim, cue=(whole_cue,))
    assert full == Layers(
        claim=claim,
        sources=INNER.sources,
        polarity="negative",
        certainty="hedged",
        entity="Ann Lee",
        addressee=INNER.addressee,
        setting=INNER.setting,
    )
    assert empty == Layers(
        claim=Claim(content=claim.content), polarity="negative", certainty="hedged"
    )
