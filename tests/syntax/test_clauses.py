"""The verbs of all sentences, in order, with their subjects."""

from __future__ import annotations

import pytest
from hypothesis import given

from quoteattr.syntax import ends_clause, is_stop, stretches
from tests.marked import marked, parsed
from tests.strategies import pieces


def test_the_verbs_of_all_sentences_are_read_in_order() -> None:
    parse = parsed("Lee laughed and said no.\n\nThe ferry was late.")
    found = [(parse.forms[verb.head], verb.subject, verb.shared) for verb in parse.verbs]
    assert found == [
        ("laughed", range(1), False),
        ("said", range(1), True),
        ("was", range(6, 8), False),
    ]


@pytest.mark.parametrize("text", ["", " ", ".", "“”", "\x00"])
def test_where_nothing_is_done_there_is_no_verb(text: str) -> None:
    assert parsed(text).verbs == ()


def test_a_sentence_without_an_end_is_read_in_stretches() -> None:
    parse = parsed(" ".join(["Lee said that it rained and"] * 100))
    assert max(map(len, stretches(parse))) == 250
    assert [at for stretch in stretches(parse) for at in stretch] == [*range(600)]
    assert len(parse.verbs) == 200


@pytest.mark.parametrize(
    ("drawn", "ends", "stops"),
    [
        ("It rained [,] Lee said.", True, True),
        ("It rained [when] Lee left.", True, False),
        ("It rained [and] Lee left.", True, False),
        ("It rained [hard].", False, False),
        ("It rained [.]", True, True),
    ],
)
def test_where_a_clause_ends(drawn: str, ends: bool, stops: bool) -> None:
    text = marked(drawn)
    ((at,),) = text.mentions
    assert (ends_clause(text.parse, at), is_stop(text.parse, at)) == (ends, stops)


@given(pieces)
def test_verbs_stand_apart_in_order_with_their_subjects_in_their_sentence(text: str) -> None:
    parse, before = parsed(text), 0
    for verb in parse.verbs:
        sentence = parse.sentence(verb.head)
        assert before <= verb.first <= verb.head < verb.stop <= sentence.stop
        if verb.subject is not None:
            assert sentence.start <= verb.subject.start < verb.subject.stop <= sentence.stop
        before = verb.stop
