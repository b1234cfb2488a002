"""Drawing classes of words from a small WordNet of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.training.commands import main
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.senses import count_words, read_wordnet, sense_lines

# Synset, file, kind, words, pointers, frames: as in the manual of WordNet (wndb).
NOUNS = """\
  1 a line of the licence
00000010 18 n 01 teller 0 000 | who tells
00000020 10 n 02 claim 0 tale 0 001 + 00000050 v 0101 | what is claimed
00000030 06 n 01 gate 0 000 | a door
00000040 14 n 01 teller 1 000 | a board that tells
"""
VERBS = """\
00000050 32 v 01 claim 0 001 + 00000020 n 0101 02 + 26 00 + 08 00 | say
00000060 38 v 02 walk 0 stroll 0 000 02 + 28 02 + 02 00 | go
"""
ADJECTIVES = """\
00000070 00 a 01 claimed(a) 0 001 + 00000050 v 0101 | said to be
00000080 00 a 01 green 0 000 | like grass
"""
INDEXES = {
    "noun": [
        "teller n 2 0 2 1 00000010 00000040",
        "claim n 1 1 + 1 1 00000020",
        "tale n 1 0 1 0 00000020",
        "gate n 1 0 1 0 00000030",
        "gate_post n 1 0 1 0 00000030",
    ],
    "verb": [
        "claim v 1 1 + 1 1 00000050",
        "walk v 1 0 1 1 00000060",
        "stroll v 1 0 1 0 00000060",
    ],
    "adj": ["claimed a 1 1 + 1 1 00000070", "green a 1 0 1 1 00000080"],
}
COUNTS = [
    "teller%1:18:00:: 1 9",
    "teller%1:14:00:: 2 1",
    "claim%1:10:00:: 1 3",
    "claim%2:32:00:: 1 5",
    "walk%2:38:00:: 1 5",
    "claimed%3:00:00:: 1 1",
    "green%3:00:00:: 1 1",
]


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    for name, data in (("noun", NOUNS), ("verb", VERBS), ("adj", ADJECTIVES)):
        (tmp_path / f"data.{name}").write_text(data, encoding="utf-8")
        (tmp_path / f"index.{name}").write_text("\n".join(INDEXES[name]) + "\n", encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("\n".join(COUNTS) + "\n", encoding="utf-8")
    return tmp_path


def test_words_that_are_common_or_in_the_texts_get_a_class(wordnet: Path) -> None:
    counts = count_words(["The gates of the gate. A gate.", "They strolled and strolled."])
    assert list(sense_lines(read_wordnet(wordnet), counts)) == [
        "j\tv.communication\tclaimed",
        "n\tartifact\tgate",
        "n\tcommunication+\tclaim",
        "n\tperson\tteller",
        "v\tcommunication+t\tclaim",
        "v\tmotion\twalk",
    ]
    more = count_words(["A tale, a tale, a tale.", "We stroll, she strolls, he strolled."])
    lines = list(sense_lines(read_wordnet(wordnet), more))
    assert "n\tcommunication\ttale" in lines
    assert "v\tmotion+i\tstroll" in lines


def test_two_classes_are_told_where_one_of_them_can_tell(wordnet: Path) -> None:
    counts = [line.replace("2 1", "2 9") for line in COUNTS]
    (wordnet / "cntlist.rev").write_text("\n".join(counts) + "\n", encoding="utf-8")
    assert "n\tgroup/person\tteller" in list(sense_lines(read_wordnet(wordnet), {}))


@pytest.mark.parametrize("broken", ["data.noun", "index.verb", "cntlist.rev"])
def test_what_is_no_wordnet_is_refused(wordnet: Path, broken: str) -> None:
    (wordnet / broken).write_text("no such line\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"no database of WordNet 3\.0"):
        read_wordnet(wordnet)


def test_the_command_writes_the_list_under_the_head_of_the_packaged_one(
    wordnet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, out = tmp_path / "texts.jsonl", tmp_path / "senses.txt"
    texts.write_text('{"id": "a", "text": "gate gate gate"}\n', encoding="utf-8")
    parts = ["senses", "--wordnet", str(wordnet), "--texts", str(texts), "--out", str(out)]
    assert main(parts) == 0
    written = out.read_text(encoding="utf-8")
    assert "Princeton" in written
    assert "n\tartifact\tgate\n" in written
    assert "6 classes" in capsys.readouterr().err
