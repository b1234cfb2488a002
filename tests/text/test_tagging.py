"""The tagger: any input gets a tag a token, the same as by plain scoring, whatever its marks."""

from __future__ import annotations

import pickle
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import ModelFileError
from quoteattr.learning.tables import ModelFile
from quoteattr.text.tagging import START, Tagger, clues, form, joint, normal
from quoteattr.text.view import Parse, tagged
from quoteattr.training.fitting.files import dump
from quoteattr.words import Lexicon

TAGGER = Tagger.load()

SENTENCES = [
    (
        "The minister said that her party would not accept the offer .",
        "DT NN VBD IN PRP$ NN MD RB VB DT NN .",
    ),
    ("According to Iran ’s envoy , talks failed .", "VBG TO NNP POS NN , NNS VBD ."),
    ("He ’s sure they ’ve won , she told reporters .", "PRP VBZ JJ PRP VBP VBN , PRP VBD NNS ."),
    ("Who says they did n’t know ?", "WP VBZ PRP VBD RB VB ."),
    ("Critics accused Mr. Smith of lying .", "NNS VBD NNP NNP IN VBG ."),
    ("THE MAYOR SAID IT WAS OVER .", "DT NN VBD PRP VBD RB ."),
    ("i think he is right .", "PRP VBP PRP VBZ JJ ."),
]

WORD = st.text(min_size=0, max_size=60) | st.sampled_from(
    ["said", "the", "“", "’", "--", ". . .", "1,000", "Trump", "that", "U.S.", "", "É", "\ud800"]
)


def parsed(text: str) -> Parse:
    return tagged(text, TAGGER, Lexicon.default())


def plainly_tagged(words: Sequence[str]) -> list[str]:
    """Tag as the tagger is defined: every feature by itself, no sums kept."""
    table = TAGGER.model.tables["tags"]
    single, groups = (_by_word(TAGGER.model.texts[name]) for name in ("words", "groups"))
    line = [form(word, groups) for word in (START, START, *words, START, START)]
    tags = [START, START]
    for at in range(2, len(line) - 2):
        here = line[at]
        if here.word in single:
            tags.append(single[here.word])
            continue
        features = [
            *clues(here).own,
            *(clues(here).first if at == 2 else ()),
            *clues(line[at + 1]).before1,
            *clues(line[at + 2]).before2,
            *clues(line[at - 1]).after1,
            *clues(line[at - 2]).after2,
            *joint(tags[-2], tags[-1], here, line[at + 1]),
        ]
        scores = table.scores(table.total(features))
        tags.append(table.labels[scores.index(max(scores))])
    return tags[2:]


def _by_word(text: str) -> dict[str, str]:
    pairs = [line.split("\t") for line in text.split("\n")]
    return {word: value for value, words in pairs for word in words.split(" ")}


@pytest.mark.parametrize(("words", "tags"), SENTENCES)
def test_sentences(words: str, tags: str) -> None:
    assert TAGGER.tag(words.split()) == tags.split()


@given(st.lists(WORD, max_size=12))
def test_any_words_get_one_tag_each(words: list[str]) -> None:
    tags = TAGGER.tag(words)
    assert len(tags) == len(words)
    assert set(tags) <= set(TAGGER.model.tables["tags"].labels)
    assert TAGGER.tag(words) == tags


@given(st.lists(WORD.filter(lambda word: normal(word) != START), max_size=8))
def test_kept_sums_tag_as_single_features_do(words: list[str]) -> None:
    assert TAGGER.tag(words) == plainly_tagged(words)


@pytest.mark.parametrize(("words", "_"), SENTENCES)
def test_kept_sums_tag_sentences_as_single_features_do(words: str, _: str) -> None:
    assert TAGGER.tag(words.split()) == plainly_tagged(words.split())


@given(st.text())
def test_any_text_gets_one_tag_and_one_lemma_a_token(text: str) -> None:
    found = parsed(text)
    assert len(found.tags) == len(found.lemmas) == len(found.tokens)
    assert all(found.lemmas)


@pytest.mark.parametrize("pair", ["“”", "«»", "„“", "‘’", "‹›", "「」", '""', "''"])
def test_tags_are_blind_to_the_style_of_marks(pair: str) -> None:
    text = "The mayor said: “We won’t go.” Then “nobody” left, he said."
    other = text.replace("“", pair[0]).replace("”", pair[1])
    assert parsed(other).tags == parsed(text).tags


def test_tags_are_blind_to_the_style_of_apostrophes() -> None:
    text = "The dogs’ owner hasn’t said it’s Bo’s."
    assert parsed(text.replace("’", "'")).tags == parsed(text).tags
    assert parsed(text).lemmas[4:6] == ("have", "not")


def test_lemmas_follow_tags() -> None:
    found = parsed("Officials conceded they’ve denied it.")
    assert found.lemmas == ("official", "concede", "they", "have", "deny", "it", ".")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said", "said"),
        ("2,016", "0,000"),
        ("F-16", "F-00"),
        ("―", "--"),
        ("----", "--"),
        (". . .", "..."),
        ("…", "..."),
        (".", "."),
        ("’s", "'s"),
        ("„", "``"),
        ('"', "''"),
        ("a" * 30 + "b" * 30, "a" * 20 + "b" * 20),
        ("", ""),
    ],
)
def test_normal_form(word: str, expected: str) -> None:
    assert normal(word) == expected


def test_a_tagger_is_pickled_to_an_equal_one() -> None:
    copy = pickle.loads(pickle.dumps(TAGGER))
    assert copy == TAGGER
    assert copy.tag(["He", "left"]) == TAGGER.tag(["He", "left"])


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tagger.bin"
    path.write_bytes(dump(TAGGER.model)[:-1])
    with pytest.raises(ModelFileError, match=r"tagger\.bin: damaged"):
        Tagger.load(path)


def test_a_file_without_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tagger.bin"
    path.write_bytes(dump(ModelFile("tagger", {}, {})))
    with pytest.raises(ModelFileError, match=r"tagger\.bin: .*'tags'"):
        Tagger.load(path)


def test_giant_input_costs_no_more_than_its_length() -> None:
    started = time.perf_counter()
    assert len(TAGGER.tag(["a" * 1_000_000, "b'" * 500_000])) == 2
    assert len(TAGGER.tag(["word"] * 200_000)) == 200_000
    # Linear work takes under a second; the bound only tells it from quadratic work.
    assert time.perf_counter() - started < 30
