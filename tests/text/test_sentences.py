"""Sentences and paragraphs: where they are cut, and that they hold every token once."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.text.sentences import Layout, split_sentences
from quoteattr.text.tokens import tokenize
from tests.tables import table

DRAWN = [case.text for case in table("text_sentences")]
# Opening and closing marks of one code point each, first those of the table.
STYLES = ("“”", '""', "‘’", "''", "«»", "»«", "„“", "‹›", "「」")


def cut(text: str) -> list[list[str]]:
    """The sentences of a text, paragraph by paragraph."""
    tokens = tokenize(text)
    layout = split_sentences(tokens)
    paragraphs: list[list[str]] = [[] for _ in layout.paragraphs]
    for sentence in layout.sentences:
        span = tokens.span(sentence.start, sentence.stop)
        paragraphs[layout.paragraph_of[sentence.start]].append(span.text)
    return paragraphs


@pytest.mark.parametrize("case", DRAWN)
def test_sentences_are_those_of_the_table(case: str) -> None:
    assert cut(case.replace(" | ", " ")) == [case.split(" | ")]


@pytest.mark.parametrize("style", STYLES[1:])
@pytest.mark.parametrize("case", [case for case in DRAWN if "“" in case and "’" not in case])
def test_the_style_of_marks_plays_no_part(case: str, style: str) -> None:
    restyled = case.replace("“", style[0]).replace("”", style[1])
    assert cut(restyled.replace(" | ", " ")) == [restyled.split(" | ")]


@pytest.mark.parametrize("case", DRAWN)
def test_wrapped_lines_are_white_space(case: str) -> None:
    text = case.replace(" | ", " ")
    tokens = tokenize(text)
    inside = [
        (tokens.ends[index - 1], tokens.starts[index])
        for index in range(1, len(tokens))
        if not tokens.attached(index)
        and tokens.words[index] != "•"
        and index not in {sentence.start for sentence in split_sentences(tokens).sentences}
    ]
    for start, end in inside:
        wrapped = f"{text[:start]}\r\n{text[end:]}"
        flat = [[" ".join(sentence.split()) for sentence in part] for part in cut(wrapped)]
        assert flat == [[" ".join(sentence.split()) for sentence in part] for part in cut(text)]


PARAGRAPHS = {
    "blank line": ("Ann left\n\nBen came", [["Ann left"], ["Ben came"]]),
    "blank line with blanks in it": ("Ann left\n \t\nBen came", [["Ann left"], ["Ben came"]]),
    "Windows blank line": ("Ann left\r\n\r\nBen came", [["Ann left"], ["Ben came"]]),
    "old Macintosh blank line": ("Ann left\r\rBen came", [["Ann left"], ["Ben came"]]),
    "line end at a sentence end": ("Ann left.\nBen came.", [["Ann left."], ["Ben came."]]),
    "Windows line end in a sentence": ("Ann\r\nleft.", [["Ann\r\nleft."]]),
    "paragraph separator": ("Ann left\u2029Ben came", [["Ann left"], ["Ben came"]]),
    "form feed": ("Ann left\fBen came", [["Ann left"], ["Ben came"]]),
    "line separator": ("Ann\u2028left.\u2028Ben came.", [["Ann\u2028left."], ["Ben came."]]),
    "headline": ("Rain in Perth\n\nIt rained.", [["Rain in Perth"], ["It rained."]]),
    "bullets": (
        "Two aims:\n• open the port\n• pay crews",
        [["Two aims:"], ["• open the port"], ["• pay crews"]],
    ),
    "numbered list": (
        "1. Open the port.\n2. Pay crews.",
        [["1. Open the port."], ["2. Pay crews."]],
    ),
    "number alone": ("1.\n\nOpen the port", [["1."], ["Open the port"]]),
    "quotation over two paragraphs": (
        "“We left. We ran.\n\n“We hid,” he said.",
        [["“We left.", "We ran."], ["“We hid,” he said."]],
    ),
    "transcript": (
        "ANN LEE: Why?\nBEN COE: No idea.",
        [["ANN LEE: Why?"], ["BEN COE: No idea."]],
    ),
    "blank lines around": ("\n\nAnn left.\n\n", [["Ann left."]]),
    "no space between sentences": ("The end.Start again.", [["The end.", "Start again."]]),
    "nothing": ("", []),
    "only white space": (" \n\n ", []),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs(text: str, expected: list[list[str]]) -> None:
    assert cut(text) == expected


PIECES = st.sampled_from(
    [
        *"“”‘’\"'«».!?…,:()•-\n\r\xa0 \u2029\f\x00",
        *("Ann", "he", "said", "U.S.", "Mr.", "Inc.", "The", "10", "...", "\n\n", "\r\n", " ", " "),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=40)


def layout_of(text: str) -> tuple[Layout, int]:
    tokens = tokenize(text)
    return split_sentences(tokens), len(tokens)


@given(TEXTS)
def test_sentences_and_paragraphs_hold_every_token_once(text: str) -> None:
    layout, count = layout_of(text)
    for ranges in (layout.sentences, layout.paragraphs):
        assert [index for part in ranges for index in part] == list(range(count))
        assert all(ranges)


@given(TEXTS)
def test_each_token_knows_its_sentence_and_paragraph(text: str) -> None:
    layout, count = layout_of(text)
    assert len(layout.sentence_of) == len(layout.paragraph_of) == count
    for index in range(count):
        assert index in layout.sentences[layout.sentence_of[index]]
        assert index in layout.paragraphs[layout.paragraph_of[index]]


@given(TEXTS)
def test_a_sentence_lies_in_one_paragraph(text: str) -> None:
    layout, _ = layout_of(text)
    for sentence in layout.sentences:
        assert layout.paragraph_of[sentence.start] == layout.paragraph_of[sentence.stop - 1]


@given(TEXTS, TEXTS)
@example("AnnMr.(", ",")
def test_what_comes_after_a_blank_line_changes_nothing_before_it(text: str, other: str) -> None:
    assert cut(f"{text}\n\n{other}") == cut(text) + cut(other)


@pytest.mark.parametrize("piece", [". ", "“", ".”", "\n", "\n\n", "A. ", "1.\n", "• ", "? “"])
def test_long_runs_of_anything_come_to_an_end(piece: str) -> None:
    layout, count = layout_of(piece * 20_000)
    assert sum(map(len, layout.sentences)) == count
