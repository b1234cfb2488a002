"""The entities of speakers, by sort of mention, as the benchmark judges them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.entities import b_cubed, judged, main, sort_of
from benchmarks.levels import Layers, Marked
from benchmarks.scoring import Claim
from quoteattr import Lexicon

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ann Lee said it rained. She said it snowed. A port study said it hailed."
LEXICON = Lexicon.default()


def claim(text: str, source: str, content: str) -> Claim:
    start, said = text.index(source), text.index("said", text.index(source))
    inside = text.index(content)
    return Claim(
        ((start, start + len(source)),), ((said, said + 4),), ((inside, inside + len(content)),)
    )


ANN = claim(TEXT, "Ann Lee", "it rained")
SHE = claim(TEXT, "She", "it snowed")
STUDY = claim(TEXT, "A port study", "it hailed")
GOLD = [
    Marked(ANN, entity="Ann Lee"),
    Marked(SHE, entity="Ann Lee"),
    Marked(STUDY, entity="A port study"),
]


@pytest.mark.parametrize(
    ("source", "entity", "sort"),
    [
        ("Lee", "Ann Lee", "name"),
        ("Mayor Ann Lee, who left,", "Ann Lee", "name"),
        ("They", "the officials", "pronoun"),
        ("his aides", "Ann Lee's aides", "possessive"),
        ("Lee's aides", "Lee's aides", "possessive"),
        ("UNESCO", "UNESCO", "acronym"),
        ("the U.N.", "United Nations", "acronym"),
        ("data from the harbour board", "harbour board", "document"),
        ("the mayor", "Ann Lee", "description"),
        ("local officials", "local officials", "description"),
        ("", "Ann Lee", "description"),
    ],
)
def test_a_mention_is_of_a_sort(source: str, entity: str, sort: str) -> None:
    assert sort_of(source, entity, LEXICON) == sort


def test_names_are_compared_where_both_have_the_attribution() -> None:
    found = [
        Layers(ANN, entity="Ann Lee"),
        Layers(SHE, entity="the Lee"),
        Layers(claim(TEXT, "A port study", "it rained"), entity="A port study"),
    ]
    mentions = list(judged(TEXT, GOLD, found))
    assert [(one.sort, one.found == one.name) for one in mentions] == [
        ("name", True),
        ("pronoun", False),
    ]


def test_what_may_be_marked_and_what_has_no_name_does_not_count() -> None:
    gold = [Marked(ANN, entity="Ann Lee", must=False), Marked(SHE)]
    assert list(judged(TEXT, gold, [Layers(ANN), Layers(SHE)])) == []


def test_b_cubed_is_perfect_for_equal_clusters() -> None:
    assert b_cubed([("x", 1), ("x", 1), ("y", 2)]) == (1.0, 1.0)
    assert b_cubed([]) == (0.0, 0.0)
    precision, recall = b_cubed([("x", 1), ("x", 2)])
    assert (precision, recall) == (0.5, 1.0)


def test_the_command_prints_every_sort(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ann Lee said it rained."
    mark = {
        "id": 1,
        "class": "must",
        "type": "assertion",
        "source": [0, 7],
        "cue": [8, 12],
        "content": [[13, 22]],
        "parent": None,
        "polarity": "positive",
        "certainty": "asserted",
        "entity": "Ann Lee",
        "addressee": None,
        "time": None,
        "place": None,
        "medium": None,
    }
    path = tmp_path / "marked.jsonl"
    record = {"id": "a", "text": text, "readers": {"A": [mark]}}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main([str(path), "--workers", "1"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines["all"].split()[1:] == ["1.0000", "1", "of", "1"] * 2
    assert lines["pronoun"].split()[1] == "–"
    assert lines["B³"] == "B³ precision 1.0000, recall 1.0000"


def test_copies_without_a_marked_article_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "copies.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title", "text"], ["Nothing", "It rained."]])
    assert main([str(path), "--workers", "1"]) == 0
    assert "B³" not in capsys.readouterr().out
    path.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main([str(path)])
    assert "no articles with" in capsys.readouterr().err
