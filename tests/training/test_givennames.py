"""Drawing given names from counts of births, from Faker and from what words mean besides."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from quoteattr import Lexicon
from quoteattr.errors import ExtraError
from quoteattr.training.commands import main
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.givennames import Bearers, given_name_lines, read_births, read_faker
from quoteattr.training.senses import WordNet, read_wordnet

if TYPE_CHECKING:
    from pathlib import Path

BIRTHS = """\
Orsolya,F,900
Tamsin,F,420
Tamsin,M,300
Kwabena,M,500
Zuberi,M,200
Gate,F,400
Teller,M,400
Paris,F,400
Al,M,900
Dusk,F,500
"""


@pytest.fixture
def births(tmp_path: Path) -> Path:
    path = tmp_path / "yob2001.txt"
    path.write_text(BIRTHS, encoding="utf-8")
    return path


@pytest.fixture
def wordnet(tmp_path: Path) -> WordNet:
    for name in ("noun", "verb", "adj"):
        (tmp_path / f"data.{name}").write_text("", encoding="utf-8")
        (tmp_path / f"index.{name}").write_text("", encoding="utf-8")
    nouns = "00000010 06 n 01 gate 0 000 | a door\n00000020 18 n 01 teller 0 000 | who tells\n"
    (tmp_path / "data.noun").write_text(nouns, encoding="utf-8")
    index = "gate n 1 0 1 0 00000010\nteller n 1 0 1 0 00000020\n"
    (tmp_path / "index.noun").write_text(index, encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("", encoding="utf-8")
    return read_wordnet(tmp_path)


def drawn(births: Path, wordnet: WordNet, listed: Bearers, *texts: str) -> dict[str, list[str]]:
    lines = given_name_lines(read_births([births]), listed, wordnet, Lexicon.default(), texts)
    return {line.split("\t")[0]: line.split("\t")[1].split() for line in lines}


NOBODY = Bearers({}, {})


def test_names_of_enough_children_are_known_with_who_bears_them(
    births: Path, wordnet: WordNet
) -> None:
    found = drawn(births, wordnet, NOBODY, "At dusk, after dusk, before dusk.")
    assert found == {"either": ["tamsin"], "female": ["orsolya"], "male": ["kwabena", "teller"]}


def test_names_of_a_list_need_no_children(births: Path, wordnet: WordNet) -> None:
    found = drawn(births, wordnet, Bearers({"zuberi": 1, "ilse": 2}, {}))
    assert found["female"] == ["dusk", "ilse", "orsolya"]
    assert found["either"] == ["tamsin", "zuberi"]


def test_a_last_name_is_no_given_name(births: Path, wordnet: WordNet) -> None:
    found = drawn(births, wordnet, Bearers({}, {}, frozenset({"kwabena"})))
    assert found["male"] == ["teller"]


def test_a_line_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "yob.txt"
    path.write_text("Ann,F,3\nBob 4\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"yob\.txt, line 2"):
        read_births([path])


def test_faker_has_names_of_many_languages() -> None:
    pytest.importorskip("faker")
    listed = read_faker()
    assert "aino" in listed.female
    assert "smith" in listed.last


def test_without_faker_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faker.providers.person", None)
    with pytest.raises(ExtraError, match="pip install faker"):
        read_faker()


def test_the_command_leaves_out_the_names_written_by_hand(
    births: Path, wordnet: WordNet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("faker")
    del wordnet  # Its files are in the folder.
    texts, out = tmp_path / "texts.jsonl", tmp_path / "given_names.txt"
    texts.write_text('{"id": "a", "text": "It rained."}\n{"id": "b"}\n', encoding="utf-8")
    parts = ["--births", str(births), "--wordnet", str(tmp_path), "--texts", str(texts)]
    assert main(["names", *parts, "--out", str(out)]) == 0
    written = out.read_text(encoding="utf-8")
    assert written.startswith("# Given names")
    assert "orsolya" in written.split()
    assert "aaron" not in written.split()
    assert "names" in capsys.readouterr().err


def test_a_folder_that_is_missing_is_told(tmp_path: Path, births: Path, wordnet: WordNet) -> None:
    pytest.importorskip("faker")
    del wordnet
    parts = ["--births", str(births), "--wordnet", str(tmp_path), "--texts", str(births)]
    assert main(["senses", *parts[2:], "--out", str(tmp_path / "none" / "x.txt")]) == 2
