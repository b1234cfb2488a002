"""Tags that the tagger gets wrong, and those that it gets right."""

from __future__ import annotations

import pytest
from attrs import evolve

from quoteattr.syntax.mending import mended
from quoteattr.text import Parse
from tests.marked import parsed

# A word whose tag the tagger might get wrong, the wrong tag, and the mended one.
MENDED = [
    ("“It rained,” Devine notes.", "notes", "NNS", "VBZ"),
    ("“It rained,” says Lee.", "says", "NNS", "VBZ"),
    ("“It rained,” Will said.", "Will", "MD", "NNP"),
    ("He is said to be ill.", "said", "VBD", "VBN"),
    ("The WHO said it was late.", "WHO", "WP", "NNP"),
    ("The harvest was late.", "harvest", "JJS", "NN"),
    ("Article 5 states that all are free.", "states", "NNS", "VBZ"),
    ("The letters show that he knew.", "show", "NN", "VBP"),
]

KEPT = [
    ("The claim that he knew is false.", "claim", "NN"),
    ("He rejects claims that he knew.", "claims", "NNS"),
    ("The largest was late.", "largest", "NN"),
    ("He said “notes” twice.", "notes", "NNS"),
    ("Reports that he knew are false.", "Reports", "NNS"),
]


def with_tag(text: str, word: str, tag: str) -> tuple[Parse, int]:
    parse = parsed(text)
    index = parse.forms.index(word)
    return evolve(parse, tags=(*parse.tags[:index], tag, *parse.tags[index + 1 :])), index


@pytest.mark.parametrize(("text", "word", "wrong", "right"), MENDED)
def test_tags_that_cannot_be_are_mended(text: str, word: str, wrong: str, right: str) -> None:
    parse, index = with_tag(text, word, wrong)
    assert mended(parse).tags[index] == right


@pytest.mark.parametrize(("text", "word", "tag"), KEPT)
def test_tags_that_can_be_are_kept(text: str, word: str, tag: str) -> None:
    parse, index = with_tag(text, word, tag)
    assert mended(parse).tags[index] == tag


def test_mending_leaves_good_tags_and_their_text_alone() -> None:
    parse = parsed("“It rained,” Lee said. The ferry was late.")
    assert mended(parse) is parse


def test_a_clause_may_end_with_the_text() -> None:
    for text in ("“It rained here,” Lee counters.", "“It rained here,” Lee counters"):
        parse, index = with_tag(text, "counters", "NNS")
        assert mended(parse).tags[index] == "VBZ"


def test_nothing_before_a_sentence_makes_a_noun_of_its_second_word() -> None:
    parse = parsed("A new\n\nSay what you like, Lee said.")
    index = parse.forms.index("Say")
    before = (*parse.tags[: index - 1], "JJ", "VB", *parse.tags[index + 1 :])
    assert mended(evolve(parse, tags=before)).tags[index] == "VB"
