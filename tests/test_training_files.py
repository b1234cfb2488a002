"""Annotated articles read or refused, and the commands that train cues and judge."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

import pytest

from quoteattr import Pipeline, attribute
from quoteattr.frames import Judge
from quoteattr.frames.judge import SHARE
from quoteattr.lexicon import Lexicon
from quoteattr.training import __main__ as command
from quoteattr.training.annotated import (
    AnnotatedAttribution,
    Ranges,
    read_annotated,
)
from quoteattr.training.corpora import CorpusError
from quoteattr.training.judge import examples
from tests.annotating import annotated
from tests.marked import tagger

LEXICON = Lexicon.default()


def write(path: Path, *records: object) -> Path:
    lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_articles_are_read_with_their_attributions(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "text": "Ann Lee said it rained. Snow?",
        "attributions": [
            {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 15], [16, 22]]},
            {"content": [[24, 29]]},
        ],
        "others": [],
    }
    (article,) = read_annotated(write(tmp_path / "a.jsonl", record))
    ranges: list[Ranges] = [((0, 7),), ((8, 12),), ((13, 15), (16, 22))]
    assert article.attributions == (
        AnnotatedAttribution(*ranges),
        AnnotatedAttribution((), (), ((24, 29),)),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"attributions": []}, "no field 'text' with a string"),
        ({"text": 1, "attributions": []}, "no field 'text' with a string"),
        ({"text": "It."}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": {}}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": [1]}, "an attribution must be an object, not 1"),
        ({"text": "It.", "attributions": [{"verb": []}]}, "unknown role 'verb'"),
        ({"text": "It.", "attributions": [{"cue": 1}]}, r"'cue' must be a list of \[start, end\]"),
        *(
            (
                {"text": "It.", "attributions": [{"content": [pair]}]},
                r".* of 'content' is no \[start, end\] inside the text",
            )
            for pair in ([0, 4], [-1, 2], [1, 1], [2, 1], [0], [0, 1, 2], ["0", 1], [0, 1.0], 3)
        ),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "It.", "attributions": []}, line)
    with pytest.raises(CorpusError, match=rf"a\.jsonl, line 2: {reason}"):
        list(read_annotated(path))


def record_of(drawn: str) -> dict[str, object]:
    article = annotated(drawn)
    return {
        "text": article.text,
        "attributions": [
            {"source": one.source, "cue": one.cue, "content": one.content}
            for one in article.attributions
        ],
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles in which “said” always reports and “claim” with a clause never does."""
    said = [
        f"^[{who}] <said> {{that it {what}}}. The claim that it {what} was false."
        for who in ("Ann Lee", "Bo Day", "The mayor", "She")
        for what in ("rained", "snowed", "was over")
    ]
    return write(tmp_path / "corpus.jsonl", *map(record_of, said))


def test_the_commands_train_cues_and_judge(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cues, judge = tmp_path / "cues.txt", tmp_path / "judge.txt"
    cues.write_text("say\tassertion\tthat=50\nclaim/n\tassertion\tbare-that=50\n", "utf-8")
    assert command.main(["cues", "--polnear", str(corpus), "--out", str(cues)]) == 0
    report = capsys.readouterr().err
    assert report.count("12 of 24 candidates right") == 2
    lexicon = Lexicon.read(cues)
    assert lexicon.cues["say"].share("that") > 0.7
    assert lexicon.cues["claim/n"].share("bare-that") == 0

    options = ["judge", "--polnear", str(corpus), "--cues", str(cues), "--out", str(judge)]
    assert command.main([*options, "--epochs", "5", "--seed", "3"]) == 0
    report = capsys.readouterr().err
    assert "24 candidates, 12 right" in report
    assert "epoch 5: loss" in report
    written = judge.read_bytes()
    weights = Judge.load(judge).weights
    assert weights["frame that"] > 0 > weights["frame bare-that"]
    assert command.main([*options, "--epochs", "5", "--seed", "3"]) == 0
    assert judge.read_bytes() == written

    pipeline = Pipeline(lexicon=lexicon, judge=Judge.load(judge))
    found = attribute("Omar Haddad said that it hailed. The claim that it did.", pipeline=pipeline)
    assert [one.content[0].text for one in found] == ["that it hailed"]


def test_the_packaged_cues_are_taken_where_none_are_named(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "judge.txt"
    options = ["judge", "--polnear", str(corpus), "--out", str(out), "--epochs", "1"]
    assert command.main(options) == 0
    assert "24 candidates, 12 right" in capsys.readouterr().err
    assert SHARE in Judge.load(out).weights


@pytest.mark.parametrize("name", ["cues", "judge"])
def test_the_commands_name_what_is_wrong(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write(tmp_path / "corpus.jsonl", {"text": "It.", "attributions": [{"verb": []}]})
    out = tmp_path / "out.txt"
    assert command.main([name, "--polnear", str(corpus), "--out", str(out)]) == 2
    assert "error: corpus.jsonl, line 1: unknown role 'verb'" in capsys.readouterr().err
    assert not out.exists()


def test_cues_need_a_file_that_has_their_types(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cues.txt"
    assert command.main(["cues", "--polnear", str(corpus), "--out", str(out)]) == 2
    assert "cues.txt" in capsys.readouterr().err


def test_the_packaged_weights_were_trained_on_the_annotated_articles(shared: Path) -> None:
    articles = list(read_annotated(shared / "corpora" / "polnear-dev.jsonl"))[:12]
    seen = examples(articles, LEXICON, tagger())
    judge = Judge.load()
    sure: Counter[bool] = Counter()
    for one in seen:
        share = 1 / (1 + math.exp(-one.odds))
        sure[(judge.probability(list(one.found), share) > 0.5) == one.right] += 1
    assert sure[True] / sure.total() > 0.8
