"""The benchmark of rules: a rule that matters is seen to matter, one that does not is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import calibration, rules
from benchmarks.articles import read_corpus
from quoteattr.training.corpora.world import WorldArticle

TEXT = "“It rained all night,” Ann Lee said.\n\nBo Ray rose. “We saw the river rise.”"
ONE, TWO, BO = TEXT.index("Ann"), TEXT.index("“We"), TEXT.index("Bo")


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    claim = {"source": [[ONE, ONE + 7]], "cue": [[ONE + 8, ONE + 12]], "content": [[0, 22]]}
    path = tmp_path / "annotated.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [claim]}), "utf-8")
    return path


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    reader = [
        {
            "id": 1,
            "class": "must",
            "source": [ONE, ONE + 7],
            "cue": [ONE + 8, ONE + 12],
            "content": [[0, 22]],
        },
        {"id": 2, "class": "must", "source": [BO, BO + 6], "content": [[TWO, len(TEXT)]]},
    ]
    path = tmp_path / "marked.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "readers": {"A": reader}}), "utf-8")
    return path


def test_both_forms_of_articles_are_read(annotated: Path, marked: Path, tmp_path: Path) -> None:
    assert not isinstance(read_corpus(annotated)[0], WorldArticle)
    assert isinstance(read_corpus(marked)[0], WorldArticle)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    assert read_corpus(empty) == []


def test_what_is_lost_without_a_rule_is_told(marked: Path) -> None:
    table = rules.rows({"marked": read_corpus(marked)}, ["speaker before", "label"], workers=1)
    whole, _, before, label = table
    assert "precision 1.0000, recall 1.0000, 2 found" in whole
    assert before.split() == ["speaker", "before", "1", "1", "1", "-0.3333", "+0.0000", "-0.5000"]
    assert label.split() == ["label", "0", "0", "0", "+0.0000", "+0.0000", "+0.0000"]


def test_what_stands_inside_others_is_counted_by_itself(tmp_path: Path) -> None:
    text = "Ann Lee said Bo Ray had warned that the river was rising."
    bo, warned, river = text.index("Bo"), text.index("warned"), text.index("that the")
    outer = {"id": 1, "class": "must", "source": [0, 7], "cue": [8, 12], "content": [[bo, 56]]}
    inner = {
        "id": 2,
        "class": "must",
        "source": [bo, bo + 6],
        "cue": [warned, warned + 6],
        "content": [[river, 56]],
        "parent": 1,
    }
    path = tmp_path / "nested.jsonl"
    article = {"id": "a", "text": text, "readers": {"A": [outer, inner]}}
    path.write_text(json.dumps(article), "utf-8")
    whole, *_ = rules.rows({"nested": read_corpus(path)}, [], workers=1)
    assert whole.endswith("2 found, 1 of 1 inside others")


def test_at_one_level_it_is_who_and_what(annotated: Path) -> None:
    whole, _, before = rules.rows({"one": read_corpus(annotated)}, ["speaker before"], workers=1)
    assert "precision 0.5000, recall 1.0000, 2 found" in whole
    assert before.split()[-2:] == ["+0.5000", "+0.0000"]


def test_the_command_prints_a_row_for_each_rule(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules.main([str(marked), "--only", "speaker before", "turn", "--workers", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line[:14].strip() for line in lines[2:]] == ["speaker before", "turn"]


def test_a_name_of_no_rule_is_refused(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        rules.main([str(marked), "--only", "labels"])
    assert "invalid choice: 'labels'" in capsys.readouterr().err


def test_calibration_tells_each_stage(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calibration.main([str(marked), "--thresholds", "0"])
    told = {
        line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line
    }
    assert told["chosen"][0] == told["placed"][0] == "1"
    assert told["chosen"][-1] == told["placed"][-1] == "1.000"
    assert told["0.0"] == ["2", "1.000"]
