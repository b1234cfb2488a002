"""Names and what explains them."""

from __future__ import annotations

import pytest

from quoteattr.syntax import (
    noun_phrase_from,
    with_apposition,
    with_apposition_before_clause,
    with_name_before,
)
from tests.marked import marked
from tests.tables import cases

# Up to where a noun phrase reaches with its apposition.
AFTER = """
“Go,” said [Ann Lee, a farmer], on Monday.
“Go,” said [Ann Lee, the party’s chairman], and left.
“Go,” said [Ann Lee], who left.
“Go,” said [Ann Lee], a farmer told us.
“Go,” said [Ann Lee].
"""

# The same where a clause of its own must follow.
BEFORE_CLAUSE = """
According to [Ann Lee, a farmer], it rained.
According to [Ann Lee], a farmer, who left.
According to [Ann Lee], a farmer told us.
According to [Ann Lee, a farmer]: “It rained.”
"""


@pytest.mark.parametrize("drawn", [case[0] for case in cases(AFTER)])
def test_appositions(drawn: str) -> None:
    text = marked(drawn)
    (whole,) = text.mentions
    phrase = noun_phrase_from(text.parse, whole.start)
    assert phrase is not None
    assert with_apposition(text.parse, phrase) == whole


@pytest.mark.parametrize("drawn", [case[0] for case in cases(BEFORE_CLAUSE)])
def test_appositions_before_a_clause(drawn: str) -> None:
    text = marked(drawn)
    (whole,) = text.mentions
    phrase = noun_phrase_from(text.parse, whole.start)
    assert phrase is not None
    assert with_apposition_before_clause(text.parse, phrase) == whole


@pytest.mark.parametrize(
    ("drawn", "name"),
    [
        ("“Go,” Ann Lee, [the aide who left] said.", "Ann Lee, the aide who left"),
        ("“Go,” [the aide] said.", "the aide"),
        ("It rained, Ann Lee, [the aide] said.", "the aide"),
    ],
)
def test_names_that_a_noun_phrase_explains(drawn: str, name: str) -> None:
    text = marked(drawn)
    (phrase,) = text.mentions
    whole = with_name_before(text.parse, phrase)
    assert text.parse.tokens.span(whole.start, whole.stop).text == name
