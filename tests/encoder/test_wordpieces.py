"""Word pieces: each token has its own, cut as uncased BERT cuts words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.encoder.wordpieces import WordPieces

WORDS = "[UNK] re ##port ##er report e ##t ##e ' s - . , “ ” 1 ##2 東 京 u ##s".split()
PIECES = WordPieces({piece: number for number, piece in enumerate(WORDS)})


def cut(token: str) -> list[str]:
    return [WORDS[number] for number in PIECES.of(token)]


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("report", "report"),
        ("Reporter", "report ##er"),
        ("été", "e ##t ##e"),
        ("'s", "' s"),
        ("re-report", "re - report"),
        ("U.S.", "u . s ."),
        ("12", "1 ##2"),
        ("東京", "東 京"),
        ("“", "“"),
        ("weather", "[UNK]"),
        ("report" * 20, "[UNK]"),
        ("\u200d", "[UNK]"),
        ("", "[UNK]"),
    ],
)
def test_tokens_are_cut_into_the_longest_pieces(token: str, pieces: str) -> None:
    assert cut(token) == pieces.split()


@given(st.text())
def test_any_token_has_pieces_and_not_too_many(token: str) -> None:
    assert 1 <= len(PIECES.of(token)) <= 24
    assert PIECES.of(token) == PIECES.of(token)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_capitals_make_no_difference_to_ascii(token: str) -> None:
    plain = unicodedata.normalize("NFD", token).encode("ascii", "ignore").decode()
    assert PIECES.of(plain.upper()) == PIECES.of(plain.lower())


def test_a_token_without_end_costs_no_more_than_its_start() -> None:
    assert len(PIECES.of("-" * 100_000)) == 24
