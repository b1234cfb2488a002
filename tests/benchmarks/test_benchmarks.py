"""The measuring must be right before what it measures can be."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import accuracy, growth, peers, speed
from benchmarks.articles import Article, read_articles, write_claims
from benchmarks.bootstrap import interval
from benchmarks.prose import article
from benchmarks.restyle import STYLES, restyle
from benchmarks.scoring import Claim, Range, Tally, score, total
from quoteattr import attribute

SHORT = 'Ann Lee called it "a mess" and the "old well" dry.'
TEXT = 'Ann Lee said "the old well is dry" on Monday. Bob thinks that it rained.'
ANN = Claim(source=((0, 7),), cue=((8, 12),), content=((13, 34),))
BOB = Claim(source=((46, 49),), cue=((50, 56),), content=((57, 71),))


def test_the_right_claims_score_fully() -> None:
    tallies = score(TEXT, [ANN, BOB], [BOB, ANN])
    assert tallies.pop("quoted 1-2") == Tally()
    assert {name: tally.recall for name, tally in tallies.items()} == dict.fromkeys(tallies, 1.0)
    assert tallies["who-what"] == Tally(2, 2, 2)
    assert tallies["direct acc"] == Tally(1, 1, 1)


def test_a_wrong_source_is_no_who_what() -> None:
    wrong = Claim(source=BOB.source, cue=ANN.cue, content=ANN.content)
    tallies = score(TEXT, [ANN], [wrong])
    assert tallies["content found"] == Tally(1, 1, 1)
    assert tallies["who-what"] == Tally(0, 1, 1)
    assert tallies["direct acc"] == Tally(0, 1, 1)
    assert tallies["recall direct"] == Tally(0, 0, 1)


def test_a_speaker_named_for_what_nobody_said_costs_precision() -> None:
    invented = Claim(source=BOB.source, content=((13, 34),))
    assert score(TEXT, [], [invented])["quoted 3+"] == Tally(0, 1, 0)
    assert score(TEXT, [ANN], [])["quoted 3+"] == Tally(0, 0, 1)


def test_quotations_of_one_or_two_words_are_counted_apart() -> None:
    mess = Claim(source=((0, 7),), cue=((8, 14),), content=((15, 26),))
    both = Claim(source=((0, 7),), content=((15, 50),))
    tallies = score(SHORT, [mess], [both])
    assert tallies["quoted 1-2"] == Tally(1, 2, 1)
    assert tallies["quoted 3+"] == tallies["direct acc"] == Tally()


def test_a_near_miss_is_no_strict_match() -> None:
    near = Claim(source=((0, 3),), cue=ANN.cue, content=ANN.content)
    tallies = score(TEXT, [ANN], [near])
    assert tallies["who-what"].f1 == 1.0
    assert tallies["strict"].f1 == 0.0


def test_a_claim_is_matched_once() -> None:
    assert score(TEXT, [ANN], [ANN, ANN])["who-what"] == Tally(1, 2, 1)


def test_punctuation_never_counts() -> None:
    bare = Claim(source=ANN.source, cue=ANN.cue, content=((14, 33),))
    assert score(TEXT, [ANN], [bare])["strict"].f1 == 1.0


def _made_up_claims(draw: random.Random, text: str) -> list[Claim]:
    def spans(most: int) -> tuple[Range, ...]:
        cuts = sorted(draw.sample(range(len(text)), 2 * draw.randint(0, most)))
        return tuple(zip(cuts[::2], cuts[1::2], strict=True))

    return [Claim(spans(1), spans(2), spans(3)) for _ in range(draw.randint(0, 8))]


def _disturbed(draw: random.Random, claims: list[Claim], text: str) -> list[Claim]:
    kept = [claim for claim in claims if draw.random() < 0.8]
    noise = _made_up_claims(draw, text)
    mixed = [
        claim if draw.random() < 0.5 else Claim(draw.choice(kept).source, claim.cue, claim.content)
        for claim in kept
    ]
    return mixed + noise[:2]


def test_another_scorer_agrees(shared: Path, tmp_path: Path) -> None:
    draw = random.Random(7)
    articles: list[Article] = []
    predicted: list[list[Claim]] = []
    for index in range(40):
        text = article(draw.randint(1, 3), index)
        if index % 2:
            text = restyle(text, "straight-double")
        claims = _made_up_claims(draw, text)
        articles.append(Article(str(index), text, tuple(claims)))
        predicted.append(_disturbed(draw, claims, text))
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    write_claims(pred, articles, predicted)
    write_claims(gold, articles, [article.claims for article in articles])
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    gold.write_text(
        "".join(
            json.dumps(record | {"text": article.text}) + "\n"
            for record, article in zip(records, articles, strict=True)
        ),
        encoding="utf-8",
    )
    assert read_articles(gold) == articles

    process = subprocess.run(
        [sys.executable, shared / "score.py", gold, pred, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(process.stdout)
    ours = total(
        score(article.text, article.claims, claims)
        for article, claims in zip(articles, predicted, strict=True)
    )
    by_kind = theirs.pop("recall by kind")
    direct = theirs.pop("direct acc")
    assert 0 < ours["who-what"].f1 < 1
    assert {name: round(ours[name].f1, 4) for name in theirs} == {
        name: row["f1"] for name, row in theirs.items()
    }
    assert {name: [ours[name].predicted, ours[name].gold] for name in theirs} == {
        name: [row["pred"], row["gold"]] for name, row in theirs.items()
    }
    assert {kind: round(ours[f"recall {kind}"].recall, 4) for kind in by_kind} == {
        kind: row["r"] for kind, row in by_kind.items()
    }
    assert [round(ours["direct acc"].recall, 4), ours["direct acc"].gold] == [
        direct["acc"],
        direct["gold"],
    ]


def test_intervals_hold_the_value_and_narrow_with_more_articles() -> None:
    scores = [{"strict": Tally(index % 3, 2, 2)} for index in range(20)]
    few = interval(scores, "strict", lambda tally: tally.f1)
    many = interval(scores * 20, "strict", lambda tally: tally.f1)
    assert few.low < few.value < few.high
    assert many.high - many.low < (few.high - few.low) / 2
    assert few == interval(scores, "strict", lambda tally: tally.f1)


@pytest.mark.parametrize("style", STYLES)
def test_restyled_marks_keep_every_offset(style: str) -> None:
    text = article(5)
    changed = restyle(text, style)
    assert len(changed) == len(text)
    assert {before for before, after in zip(text, changed, strict=True) if before != after} == {
        "“",
        "”",
    }


def test_the_accuracy_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    claims = [
        {"source": claim.source, "cue": claim.cue, "content": claim.content} for claim in (ANN, BOB)
    ]
    gold.write_text(
        json.dumps({"id": "well", "text": TEXT, "attributions": claims})
        + "\n"
        + json.dumps({"id": "empty", "text": "", "attributions": claims[:0]})
        + "\n",
        encoding="utf-8",
    )
    accuracy.main(
        [str(gold), "--pred", str(pred), "--marks", "all", "--errors", "2", "--workers", "1"]
    )
    report = capsys.readouterr().out
    assert [line.split()[0] for line in report.splitlines() if "[" in line][:1] == ["who-what"]
    assert all(style in report for style in STYLES)
    written = [json.loads(line) for line in pred.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in written] == ["well", "empty"]
    assert [0, 7] in [source for claim in written[0]["attributions"] for source in claim["source"]]


def test_mistakes_show_what_only_one_side_has() -> None:
    news = Article("well", TEXT, (ANN,))
    missed, spurious = accuracy.mistakes(news, [BOB])
    assert str(missed).startswith("missed   well\n")
    assert '[Ann Lee] {said} <"the old well is dry"> on Monday.' in str(missed)
    assert "[Bob] {thinks} <that it rained>." in str(spurious)


def test_a_system_is_measured_in_its_own_process() -> None:
    row = speed.measure_once("quoteattr", [article(2)], 1)
    assert row.found > 0
    assert row.characters_per_second > 0
    assert row.peak_mebibytes > 1


def test_the_speed_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "news.txt"
    text.write_text(article(2), encoding="utf-8")
    speed.main(
        [str(text), "--systems", "quoteattr", "--passes", "1", "--processes", "1", "--growth", "0"]
    )
    report = capsys.readouterr().out.splitlines()
    assert "1 texts" in report[0]
    assert report[2].split()[:3:2] == ["quoteattr", "1.00"]


def test_medians_are_of_every_figure() -> None:
    rows = [peers.Measurement(n, n, n, n, n, 0) for n in (1, 5, 2)]
    assert speed.median(rows) == peers.Measurement(2, 2, 2, 2, 2, 0)


def test_growth_is_measured_for_every_sort_of_text() -> None:
    rows = list(growth.measure(attribute, 200, full=1000))
    assert [row.name for row in rows] == list(growth.TEXTS)
    assert len(growth.heading(200)) == len(str(rows[0]))


def test_growth_gives_up_on_what_would_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "PATIENCE", 0.0)
    assert {row.full for row in growth.measure(len, 10)} == {None}


def test_growth_is_by_how_much_longer_twice_the_text_takes() -> None:
    assert growth.Growth("x", (1.0, 2.0, 5.0), None).ratios == (2.0, 2.5)


def test_made_up_prose_is_the_text_where_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "USUAL_TEXTS", ())
    origin, texts = speed.choose_texts([], 5000)
    assert origin == "made-up prose"
    assert 5000 <= sum(map(len, texts)) < 10000
