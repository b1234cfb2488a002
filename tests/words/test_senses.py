"""What words are about: the packaged list, and how a word is looked up in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.words.files import data_lines
from quoteattr.words.lemmas import lemma
from quoteattr.words.senses import either_sense, sense, senses

TAGS = ["NN", "NNS", "NNP", "VB", "VBD", "JJ", "RB", "IN", ",", ""]


@pytest.mark.parametrize(
    ("word", "tag", "label"),
    [
        ("spokesman", "NN", "person"),
        ("committee", "NN", "group"),
        ("claim", "NNS", "claim"),
        ("skepticism", "NN", "doubt"),
        ("gate", "NN", "artifact"),
        ("announce", "VBD", "statement"),
        ("shoot", "VBP", "competition"),
        ("advisable", "JJ", "v.communication"),
        ("Bell", "NNP", "-"),
        ("of", "IN", "-"),
        ("zyzzyva", "NN", "-"),
    ],
)
def test_a_word_has_the_class_of_its_part_of_speech(word: str, tag: str, label: str) -> None:
    assert sense(word, tag) == label


def test_forms_have_the_classes_of_their_lemma() -> None:
    assert senses("allegations") == senses("allegation")
    assert senses("announced")[1] == senses("announcing")[1] == "statement"
    assert either_sense("announces").endswith("|statement")


def test_every_listed_word_is_a_lemma_of_one_class_in_small_letters() -> None:
    seen = set[tuple[str, str]]()
    for line in data_lines("senses.txt"):
        kind, label, words = line.split("\t")
        assert kind in ("n", "v", "j"), line
        assert label, line
        for word in words.split():
            assert word == word.lower(), word
            assert word.isalpha(), word
            assert (kind, word) not in seen, word
            seen.add((kind, word))
    assert len([word for kind, word in seen if kind == "n"]) > 10_000


@given(st.text(max_size=12), st.sampled_from(TAGS))
def test_any_word_has_a_class_or_none(word: str, tag: str) -> None:
    assert sense(word, tag)
    assert all(senses(word))
    assert sense(lemma(word, "NN"), "NNP") == "-"
