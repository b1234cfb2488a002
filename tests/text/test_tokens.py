"""Tokens: what is cut, what stays whole, and that no character is ever lost."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.tokens import Tokens, tokenize

# A text in which a middle dot stands wherever a token is cut off without white space.
CUTS = {
    "full stop": "Ann left·.",
    "comma, colon, semicolon": "Ann·, Ben·; Coe·: done",
    "brackets": "(·the ferry·) [·sic·]",
    "question and exclamation": "What·?! No·!!",
    "contraction": "do·n't could·n’t wo·n’t is·n't",
    "stacked contraction": "could·n’t·’ve",
    "clitics": "I·'m we·’re they·'ve she·’d it·'ll",
    "possessive": "Lee·’s Acme·'s ALL-CAPS·'S",
    "possessive of an abbreviation": "E.U.·'s e.v.·’s U.S.·’s R-Ky.·’s Inc.·'s",
    "possessive of an initial": "Mr. B.·’s plan",
    "possessive of a handle": "@ann_lee·’s post·, #ferry·'s",
    "possessive after a closing mark": "“·Today·”·’s '·Today·'·'s \"·Today·\"·'s «·Today·»·’s",
    "possessive after a closing single mark": "‘·Today·’·’s host",
    "possessive after a bracket": "Acme (·UK·)·’s boss",
    "plural possessive": "Hamas·’ leader·, the dogs·' owners",
    "apostrophe within a name": "O'Neill·’s d’Arc o'clock ma’am",
    "dropped letters": "goin·’ rock ’·n·’ roll ’·90s",
    "negation that is one word": "can·not Can·not CAN·NOT",
    "initials": "J.K. Coe·, George W. Hale·, É. Roux",
    "abbreviations": "Mr. Coe of Acme Inc. met Gen. Ali in St. Ives·.",
    "abbreviations with points": "U.S. p.m. i.e. Ph.D. N.Y.-based U.S.-led",
    "party labels": "Paul Coe·, R-Ky.·, and Ann Hale·, D-S.C.·, agreed",
    "numbered things": "No. 10 and pp. 3-4 of vol. 2",
    "court cases": "Coe v. Hale",
    "pronoun at the end": "You and I·. He agreed·.",
    "hyphens": "a ten-year-old half-built mid-1990s tie-up",
    "amounts": "$·1,300 £·20m €·1.2bn 5.5·% 3-1 10:30",
    "ellipses": "no·... yes·… well . . . end",
    "dashes": "wait·—·no -- yes·--·no",
    "web addresses": "see https://example.org/a,b?c=d·. Or (·www.example.org·)·.",
    "site names": "on example.com·.",
    "mail": "ann.lee@example.co.uk·, b@c.org",
    "handles and tags": "@bbc_fan #ferry",
    "companies": "AT&T and H&M",
    "glued sentences": "The end·.·Start again",
    "doubled marks": "``·Go·'' ''·Go·'' ‘‘·Go·’’",
    "marks touching": "“·‘·Go·’·” she said",
    "primes": "6·′·2·″ tall",
    "accents": "naïve café Zoë Škoda",
    "combining accents": "Zoe\u0308 said",
    "soft hyphen": "co\u00adoperate",
    "Windows line ends": "one·.\r\ntwo",
    "non-breaking spaces": "one\xa0two·.\u202fthree",
    "other scripts": "Путин сказал·: «·нет·»·.",
    "emoji": "go 🚀 now",
}

MARKS = "“”„‟‘’‚‛\"'`´«»‹›「」『』′″"


def marked(tokens: Tokens) -> str:
    """The text with a middle dot at each cut without white space."""
    pieces = [tokens.text[: tokens.starts[0]]] if tokens.words else [tokens.text]
    for index, word in enumerate(tokens.words):
        if index:
            gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
            pieces.append(gap or "·")
        pieces.append(word)
    return "".join(pieces)


@pytest.mark.parametrize("expected", CUTS.values(), ids=CUTS.keys())
def test_cuts(expected: str) -> None:
    assert marked(tokenize(expected.replace("·", ""))) == expected


def test_mojibake_is_left_as_it_is() -> None:
    text = "â€œItâ€™s overâ€\x9d"
    tokens = tokenize(text)
    assert "".join(text.split()) == "".join(tokens.words)
    assert all(text[start:end] == word for word, start, end in columns(tokens))


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u2029"])
def test_white_space_holds_no_tokens(text: str) -> None:
    assert len(tokenize(text)) == 0


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u200b", "\ufeff", "\u202e", "🚀", "…"])
def test_any_other_character_is_a_token(text: str) -> None:
    assert tokenize(text).words == (text,)


def test_span_runs_from_first_to_stop() -> None:
    tokens = tokenize("Ann  Lee said.")
    assert tokens.span(0, 2).text == "Ann  Lee"
    assert (tokens.span(2, 4).start, tokens.span(2, 4).end) == (9, 14)


def test_attached_tells_whether_space_stands_before() -> None:
    tokens = tokenize("“Go!” Lee")
    assert [tokens.attached(index) for index in range(len(tokens))] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_tokens_are_values() -> None:
    tokens = tokenize("Ann didn’t go.")
    assert tokens == tokenize("Ann didn’t go.")
    assert pickle.loads(pickle.dumps(tokens)) == tokens
    assert hash(tokens) == hash(tokenize("Ann didn’t go."))


PIECES = st.sampled_from(
    [
        *MARKS,
        *"., !?;:—-()[]$%&@#\n\r\t\xa0\u200b\x00\ud800é日🚀",
        *("Ann", "don", "t", "s", "’s", "'s", "n’t", "U.S.", "Inc.", "No.", "10", "...", ". . ."),
        *("http://a.b", "www.", "cannot", "R-Ky.", "v.", "e.g.", "--", "''", "``", "’’", "\r\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=30)


def columns(tokens: Tokens) -> list[tuple[str, int, int]]:
    return list(zip(tokens.words, tokens.starts, tokens.ends, strict=True))


@given(TEXTS)
def test_every_token_is_what_the_text_holds_there(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.text is text
    assert all(word and text[start:end] == word for word, start, end in columns(tokens))


@given(TEXTS)
def test_only_white_space_lies_between_tokens(text: str) -> None:
    tokens = tokenize(text)
    edges = [0, *(edge for _, start, end in columns(tokens) for edge in (start, end)), len(text)]
    assert edges == sorted(edges)
    gaps = [text[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)]
    assert all(not gap or gap.isspace() for gap in gaps)


@given(TEXTS)
def test_no_token_holds_white_space_but_spaced_ellipses(text: str) -> None:
    held = [word for word in tokenize(text).words if any(map(str.isspace, word))]
    assert all(set(word) <= set(". \xa0") for word in held)


@given(st.lists(st.sampled_from(["Ann", "left", "don’t", "U.S.", "“", "”", ",", "10"])))
def test_more_white_space_changes_offsets_only(words: list[str]) -> None:
    assert tokenize(" ".join(words)).words == tokenize(" \n ".join(words)).words


@given(st.sampled_from(MARKS), st.sampled_from(["", " "]), st.sampled_from(["go", "10", "U.S."]))
def test_a_mark_is_a_token_unless_it_stands_between_letters(
    mark: str, space: str, word: str
) -> None:
    assert mark in tokenize(f"{mark}{word}{mark}{space}— no").words[:1]


@pytest.mark.parametrize(
    "piece",
    ["x", "“", "'", "''", ".", ". ", "’s", "@", "http://", "a.", "-", "n’t", "R-", "[", "?"],
)
def test_long_runs_of_anything_come_to_an_end(piece: str) -> None:
    tokens = tokenize(piece * 20_000)
    assert tokens.ends[-1] == len((piece * 20_000).rstrip())
