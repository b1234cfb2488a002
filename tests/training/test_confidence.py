"""Measuring confidence: weights that say how often attributions were right."""

from __future__ import annotations

from math import exp

import pytest

from quoteattr import Pipeline
from quoteattr.assembly.confidence import Grounds, signs_of
from quoteattr.training.confidence import Judged, fit_confidence, judged, weights_text
from quoteattr.training.corpora.world import Marked, WorldArticle

TEXT = "Ann Lee said that the bridge would hold. Cole Ward denied that it was safe."
START = TEXT.index("that the bridge")


def article() -> WorldArticle:
    lee = Marked(((0, 7),), ((8, 12),), ((START, 39),), must=True, depth=0)
    return WorldArticle("a", TEXT, ((lee,),))


def test_an_attribution_is_right_if_a_reader_has_it() -> None:
    rows = list(judged([article()], Pipeline()))
    assert [row.right for row in rows] == [True, False]
    assert all(row.grounds.stage == "chosen" for row in rows)


def test_the_confidence_is_that_of_the_result() -> None:
    pipeline = Pipeline()
    found = [one.confidence for one in pipeline.run(TEXT)]
    assert [row.confidence for row in judged([article()], pipeline)] == found


def probability(weights: dict[str, float], grounds: Grounds) -> float:
    odds = sum(weights[name] * value for name, value in signs_of(grounds))
    return 1 / (1 + exp(-odds))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_what_is_right_so_often_gets_that_probability(share: float) -> None:
    grounds = Grounds("inner", "complement", 0.7)
    rows = [Judged(grounds, 0.5, right=at < share * 1000) for at in range(1000)]
    assert probability(dict(fit_confidence(rows)), grounds) == pytest.approx(share, abs=0.02)


def test_a_rule_seen_twice_stays_near_its_stage() -> None:
    usual = [Judged(Grounds("placed", "reopened", 0.5), 0.5, right=at < 80) for at in range(100)]
    rare = [Judged(Grounds("placed", "rare", 0.5), 0.5, right=False)] * 2
    weights = dict(fit_confidence([*usual, *rare]))
    assert 0.2 < probability(weights, Grounds("placed", "rare", 0.5)) < 0.8


def test_weights_are_written_with_their_origin() -> None:
    text = weights_text({"placed": -0.5, "chosen: score": 1.0}, "measured\nhere")
    assert text == "# measured\n# here\nchosen: score\t1.000\nplaced\t-0.500\n"
