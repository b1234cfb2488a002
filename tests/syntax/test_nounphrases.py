"""Noun phrases, to the left and to the right of a token."""

from __future__ import annotations

import pytest

from quoteattr.syntax import base_phrase_to, noun_phrase_from, noun_phrase_to
from tests.marked import marked, parsed
from tests.tables import cases

PHRASES_TO = """
[The mayor] left.
[The mayor of Perth] left.
[A spokesman for the governor] left.
[Ann Lee and Ben Coe] left.
[The company’s chief executive] left.
[She] left.
[One of the miners] left.
[Mr. Lee (D-Va.)] left.
[Three senior officials] left.
[Many] left.
On Monday [the mayor] left.
But [Lee] left.
When asked, [Lee] left.
"""

PHRASES_FROM = """
He met [the mayor of Perth] on Monday.
He met [Ann Lee and Ben Coe], a farmer.
He met [her] in Perth.
He met [the company’s chief executive].
He met [Mr. Lee (D-Va.)] there.
He met [ten angry miners].
He met [both].
"""


@pytest.mark.parametrize("drawn", [case[0] for case in cases(PHRASES_TO)])
def test_noun_phrases_to_the_left(drawn: str) -> None:
    text = marked(drawn)
    (phrase,) = text.mentions
    assert noun_phrase_to(text.parse, phrase.stop - 1) == phrase


@pytest.mark.parametrize("drawn", [case[0] for case in cases(PHRASES_FROM)])
def test_noun_phrases_to_the_right(drawn: str) -> None:
    text = marked(drawn)
    (phrase,) = text.mentions
    assert noun_phrase_from(text.parse, phrase.start) == phrase


def test_the_base_of_a_noun_phrase_leaves_out_what_it_hangs_on() -> None:
    text = marked("A spokesman for [the governor] left.")
    (base,) = text.mentions
    assert base_phrase_to(text.parse, base.stop - 1, 0) == base


@pytest.mark.parametrize("text", ["left early.", ", she"])
def test_no_noun_phrase_where_none_stands(text: str) -> None:
    parse = parsed(text)
    assert noun_phrase_to(parse, 0) is None
    assert noun_phrase_from(parse, 0, min(1, len(parse.tokens))) is None
    assert noun_phrase_from(parse, 0, 0) is None


def test_a_noun_phrase_ends_where_the_parse_does() -> None:
    parse = parsed("The mayor of Perth left.")
    assert noun_phrase_from(parse.within(range(2)), 0) == range(2)
    assert noun_phrase_to(parse.within(range(3, 6)), 3) == range(3, 4)
    assert noun_phrase_from(parse, 0, 2) == range(2)
    assert noun_phrase_to(parse, 3, 3) == range(3, 4)
