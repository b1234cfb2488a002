"""What stands between two marks: an utterance, a title, a term, a nickname."""

from __future__ import annotations

import pytest

from quoteattr.syntax import (
    is_name_like,
    is_nickname,
    is_sentence,
    is_utterance,
    is_work,
    last_quoted,
    stands_alone,
    title_words,
)
from quoteattr.syntax.quoted import is_term
from tests.marked import parsed

# The kinds of which a quotation is.
QUOTED = [
    ("He sang “Harvest Home” twice.", {"name", "term", "title"}),
    ("He sang “The Road to Perth” twice.", {"term", "title"}),
    ("He read “A History of the Long Sea Roads” twice.", {"title", "utterance"}),
    ("“We left,” Lee said.", {"utterance"}),
    ("Lee asked, “Why?” and left.", {"utterance", "sentence", "title"}),
    ("The so-called “leak” was late.", {"term"}),
    ("It was “a very big and costly mistake” then.", {"utterance"}),
    ("Lee said: “It rained.”", {"utterance", "sentence"}),
]


@pytest.mark.parametrize(("text", "kinds"), QUOTED)
def test_kinds_of_quotations(text: str, kinds: set[str]) -> None:
    parse = parsed(text)
    (pair,) = parse.marks.pairs
    assert pair.close is not None
    found = {
        "name": is_name_like(parse, pair),
        "sentence": is_sentence(parse, pair),
        "term": is_term(parse, pair.close),
        "title": bool(title_words(parse.forms, pair)),
        "utterance": is_utterance(parse, pair.close),
    }
    assert {kind for kind, holds in found.items() if holds} == kinds


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("“It rained.", True), ("“it rained.", False), ("“It rained", False), ("He wrote “", False)],
)
def test_a_quotation_without_an_end_may_be_a_sentence(text: str, *, sentence: bool) -> None:
    parse = parsed(text)
    assert is_sentence(parse, parse.marks.pairs[0]) == sentence


def test_the_last_character_is_looked_for_within_inner_marks() -> None:
    parse = parsed("“He said, ‘Go!’” Lee said.")
    close = parse.marks.pairs[0].close
    assert close is not None
    assert last_quoted(parse, close) == "!"


@pytest.mark.parametrize(
    ("text", "nickname"),
    [
        ("Ann “Red” Lee left.", True),
        ("Ann “Big Red” Lee left.", True),
        ("Ann “Big Old Red” Lee left.", False),
        ("Ann “Red” left.", False),
        ("The “Red” Lee left.", False),
        ("“Red” Lee left.", False),
        ("It was Ann “Red”", False),
    ],
)
def test_nicknames(text: str, *, nickname: bool) -> None:
    parse = parsed(text)
    assert is_nickname(parse, parse.marks.pairs[0]) == nickname


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("On CNN’s “The Lead” she spoke.", True),
        ("In “The Long Way Home,” she spoke.", True),
        ("He read “The Lead” aloud.", False),
        ("On “a long way” she spoke.", False),
        ("“The Lead” began.", False),
    ],
)
def test_works_in_which_somebody_speaks(text: str, *, work: bool) -> None:
    parse = parsed(text)
    assert is_work(parse, parse.marks.pairs[0]) == work


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("“We left at noon.”", True),
        ("Then, “We left at noon.”", True),
        ("Outside, “We left at noon.”", False),
        ("“Red” was late.", False),
        ("She was there for the “long and slow end”.", False),
    ],
)
def test_quotations_that_are_sentences_of_their_own(text: str, *, alone: bool) -> None:
    parse = parsed(text)
    assert stands_alone(parse, parse.marks.pairs[0].outer) == alone
