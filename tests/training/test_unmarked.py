"""News that nobody marked, laid out alike whatever collection it is from."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from quoteattr.training.commands import main
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.corpora.unmarked import (
    ewt_texts,
    lee_texts,
    reuters_texts,
    without_known,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SENTENCE = "The harbour board said that its oldest ferry would not sail before the end of May. "


def dispatch(number: int, sentence: str = SENTENCE) -> dict[str, str]:
    paragraphs = [f"Berth {number} is shut.\n{sentence * 4}"] * 5
    return {"id": str(number), "body": "\n    ".join(paragraphs) + "\n REUTER\n"}


def written(path: Path, dispatches: Sequence[object]) -> Path:
    path.write_text(json.dumps(dispatches), encoding="utf-8")
    return path


def test_dispatches_have_paragraphs_and_no_hard_breaks(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", [dispatch(1)])
    ((name, text),) = reuters_texts([path], 3)
    assert name == "reuters-1"
    assert len(text.split("\n\n")) == 5
    assert text.startswith("Berth 1 is shut. The harbour")
    assert not text.endswith("REUTER")
    assert "\n" not in text.replace("\n\n", "")


@pytest.mark.parametrize(
    "odd",
    [
        {"id": "2"},
        {"id": "2", "body": SENTENCE},
        {"id": "2", "body": SENTENCE * 20},
        dispatch(2, SENTENCE.replace("said", "knew")),
        dispatch(2, SENTENCE + "1 2 3 4 5 6 7 8 9 10 11 12 13. "),
    ],
    ids=["no body", "short", "one paragraph", "no report", "figures"],
)
def test_what_is_no_article_is_left_out(tmp_path: Path, odd: object) -> None:
    path = written(tmp_path / "a.json", [odd, dispatch(1)])
    assert [name for name, _ in reuters_texts([path], 5)] == ["reuters-1"]


def test_as_many_are_drawn_as_are_asked_for_and_always_the_same(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", [dispatch(number) for number in range(9)])
    drawn = [name for name, _ in reuters_texts([path], 4)]
    assert len(set(drawn)) == 4
    assert drawn == [name for name, _ in reuters_texts([path], 4)]
    assert drawn != [name for name, _ in reuters_texts([path], 4, seed=6)]


@pytest.mark.parametrize("text", ["no JSON", "[1]", '[{"body": "a"}]'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"odd\.json: no dispatches"):
        list(reuters_texts([path], 1))


def test_short_lines_of_lee_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "lee.cor"
    path.write_text(f"It rained.\n{SENTENCE * 5}\n", encoding="latin-1")
    assert list(lee_texts([path])) == [("lee-1", (SENTENCE * 5).strip())]


def test_sentences_of_ewt_become_texts(tmp_path: Path) -> None:
    path = tmp_path / "ewt.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(f'{{"text": "Rain {number}."}}\n' for number in range(50))
    ((name, text),) = ewt_texts(path, 30)
    assert name == "ewt-0"
    assert text.split("\n\n")[:2] == [
        "Rain 0. Rain 1. Rain 2. Rain 3.",
        "Rain 4. Rain 5. Rain 6. Rain 7.",
    ]
    assert len(list(ewt_texts(path, 50))) == 2


def test_copies_of_known_texts_are_left_out() -> None:
    known = SENTENCE + "No one was hurt when the old quay broke on Monday night. "
    texts = [("a", f"Yesterday: {known}"), ("b", "It rained all night, and nobody minded.")]
    assert [name for name, _ in without_known(texts, [known])] == ["b"]


def test_the_command_writes_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.json", [dispatch(1)])
    out = tmp_path / "texts.jsonl"
    assert main(["texts", "--reuters", str(path), "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "reuters-1"
    assert "1 texts" in capsys.readouterr().err
    assert main(["texts", "--out", str(tmp_path / "none" / "x.jsonl")]) == 2
