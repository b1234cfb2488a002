"""Calibration must be measured right before anybody relies on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from benchmarks import calibration
from benchmarks.articles import Article, claims_of
from benchmarks.calibration import Bin, Guess, binned, expected_error, guesses
from quoteattr import attribute

TEXT = "Ann Lee said that it rained. The mayor added that Bo Day thought that it snowed."
RESULT = attribute(TEXT)
CLAIMS = claims_of(RESULT)


def test_a_guess_is_right_where_source_and_content_are() -> None:
    ann, mayor = CLAIMS
    assert [one.right for one in guesses(Article("a", TEXT, (ann, mayor)), RESULT)] == [True, True]
    elsewhere = evolve(mayor, source=ann.source)
    assert [one.right for one in guesses(Article("a", TEXT, (elsewhere, ann)), RESULT)] == [
        True,
        False,
    ]


def test_nested_attributions_are_no_guesses() -> None:
    assert len(RESULT) == 3
    found = list(guesses(Article("a", TEXT, ()), RESULT))
    assert [one.confidence for one in found] == [
        attribution.confidence for attribution in RESULT.roots()
    ]
    assert not any(one.right for one in found)


def test_one_annotated_claim_is_found_once() -> None:
    (ann,) = [one for one in CLAIMS if one.source == ((0, 7),)]
    twice = evolve(RESULT, attributions=(RESULT[0], evolve(RESULT[0], id=1)))
    found = list(guesses(Article("a", TEXT, (ann,)), twice))
    assert sorted(one.right for one in found) == [False, True]


@pytest.mark.parametrize(
    ("confidence", "low"), [(0.0, 0.0), (0.0999, 0.0), (0.1, 0.1), (0.95, 0.9), (1.0, 0.9)]
)
def test_every_confidence_falls_into_a_tenth(confidence: float, low: float) -> None:
    (one,) = binned([Guess(confidence, right=True)])
    assert one.low == low


def test_what_holds_has_no_error() -> None:
    even = [Guess(0.75, right=index < 3) for index in range(4)]
    assert expected_error(binned(even)) == 0.0
    assert expected_error([]) == 0.0


def test_the_error_weighs_every_guess_alike() -> None:
    made = [*[Guess(0.95, right=False)] * 3, Guess(0.05, right=False)]
    assert expected_error(binned(made)) == pytest.approx((3 * 0.95 + 0.05) / 4)
    assert [str(one).split() for one in binned(made)] == [
        ["0.0–0.1", "1", "0.050", "0.000"],
        ["0.9–1.0", "3", "0.950", "0.000"],
    ]
    assert Bin(0.9, tuple(made[:3])).right == 0


def test_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    claims = [{"source": one.source, "cue": one.cue, "content": one.content} for one in CLAIMS]
    gold.write_text(
        json.dumps({"id": "a", "text": TEXT, "attributions": claims[:1]}) + "\n", encoding="utf-8"
    )
    calibration.main([str(gold), "--thresholds", "0", "1", "--workers", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("expected calibration error 0.") for line in lines)
    assert lines[-2].split()[:3] == ["0.0", "2", "0.500"]
    assert lines[-1].split()[:3] == ["1.0", "0", "0.000"]


def test_no_articles_give_an_empty_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("", encoding="utf-8")
    calibration.main([str(gold), "--thresholds", "0.5", "--workers", "1"])
    assert "expected calibration error 0.000" in capsys.readouterr().out


def test_confidence_holds_on_articles_that_nothing_learned_from(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = shared / "corpora" / "polnear-dev.jsonl"
    calibration.main([str(gold), "--thresholds", "0.9", "--workers", "1"])
    lines = capsys.readouterr().out.splitlines()
    (error,) = [line for line in lines if line.startswith("expected calibration error")]
    assert float(error.rpartition(" ")[2]) < 0.05
    assert float(lines[-1].split()[2]) > 0.9
