"""Measuring confidence: weights that say how often attributions were right."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
from attrs import evolve

from quoteattr import Model, Pipeline
from quoteattr.assembly.confidence import Grounds, signs_of
from quoteattr.learning.forest import pack
from quoteattr.training import commands as command
from quoteattr.training.confidence import Judged, fit_confidence, judged, weights_text
from quoteattr.training.corpora.world import Marked, WorldArticle
from quoteattr.training.fitting.files import write
from tests.small_corpus import small_corpus, world_record, write_lines

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


def measured(articles: Path, out: Path, *more: str | Path) -> int:
    return command.main(
        ["confidence", "--articles", str(articles), "--out", str(out), *map(str, more)]
    )


def test_each_article_is_read_by_the_model_that_has_not_seen_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = write_lines(tmp_path / "w.jsonl", *map(world_record, small_corpus(6), range(6)))
    folds, out = tmp_path / "folds", tmp_path / "confidence.txt"
    folds.mkdir()
    assert measured(articles, out, "--fold-models", folds) == 2
    assert f"error: {folds} holds no fold-0.bin; train with" in capsys.readouterr().err
    assert measured(articles, out) == 0
    whole = out.read_text(encoding="utf-8")
    for number in range(2):
        write(Model.load().file, folds / f"fold-{number}.bin")
    assert measured(articles, out, "--fold-models", folds) == 0
    apart = out.read_text(encoding="utf-8")
    assert apart == whole.replace("w.jsonl", "w.jsonl --fold-models folds/")
    # The second model knows nothing of reports, so its articles have none.
    nothing = evolve(Model.load().file, blobs={name: pack([]) for name in Model.load().file.blobs})
    write(nothing, folds / "fold-1.bin")
    assert measured(articles, out, "--fold-models", folds) == 0
    assert out.read_text(encoding="utf-8") != apart
