"""Where the parts of a report begin and end: marks, punctuation, what is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.extents import remainder, trimmed, trimmed_content, whole_quotations
from quoteattr.text import Parse, joined, runs_of, without
from tests.learned import articles, few
from tests.marked import marked, parsed
from tests.tables import cases

# A content takes in the whole of a quotation that it begins with or holds half of; marks
# around the cue are those of somebody else.

WHOLE = """
Lee <said> {that “the old dam} will hold” until May. ⇒ that “the old dam will hold”
Lee <said> {that “the old} dam will hold” until May. ⇒ that “the old
Lee <said> that “the old {dam will hold” until May}. ⇒ “the old dam will hold” until May
Lee <said> that “the old dam will {hold” until May}. ⇒ hold” until May
“Lee <said> {the old} dam will hold.” ⇒ the old
“Lee <said> ‘{the old dam} will hold.’” ⇒ ‘the old dam will hold.’
{It rained. “We are} wet,” Lee <said>. ⇒ It rained. “We are wet,”
"""


@pytest.mark.parametrize(("drawn", "expected"), cases(WHOLE))
def test_a_content_takes_in_whole_quotations(drawn: str, expected: str) -> None:
    text = marked(drawn)
    (cue,), content = text.ranges["<"], text.ranges["{"]
    whole = whole_quotations(text.parse, cue.start, content)
    pieces = [text.parse.tokens.span(run.start, run.stop).text for run in whole]
    assert " + ".join(pieces) == expected


@st.composite
def contents(draw: st.DrawFn) -> tuple[Parse, int, tuple[range, ...]]:
    """A text with an anchor and some of its tokens, in ranges."""
    parse = parsed(draw(articles))
    tokens = st.integers(0, len(parse.words) - 1)
    return parse, draw(tokens), tuple(runs_of(draw(st.sets(tokens, min_size=1))))


@few
@given(contents())
def test_taking_in_quotations_only_adds_and_does_so_once(
    case: tuple[Parse, int, tuple[range, ...]],
) -> None:
    parse, anchor, content = case
    whole = whole_quotations(parse, anchor, content)
    assert not without(content, whole)
    assert joined(whole) == whole
    assert whole_quotations(parse, anchor, whole) == whole


@few
@given(contents())
def test_edges_are_trimmed_once(case: tuple[Parse, int, tuple[range, ...]]) -> None:
    parse, _, content = case
    trimmed_once = trimmed_content(parse, content)
    assert trimmed_content(parse, trimmed_once) == trimmed_once
    for run in content:
        part = trimmed(parse, run)
        assert part
        assert run.start <= part.start < part.stop <= run.stop
        assert trimmed(parse, part) == part


# What is left of a content whose edges are drawn.

EDGES = """
[Lee] <said>, {that it rained.} ⇒ that it rained
{“It rained,”} [Lee] <said>. ⇒ “It rained,”
“{It rained}, Lee <said>.” ⇒ It rained
Lee <said> {(that it rained)}. ⇒ (that it rained)
Lee <said> “{it rained}”, and {“it snowed”}. ⇒ “it rained” + “it snowed”
Lee <said>{.} ⇒
"""


@pytest.mark.parametrize(("drawn", "expected"), cases(EDGES))
def test_the_edges_of_a_content(drawn: str, expected: str) -> None:
    text = marked(drawn)
    runs = trimmed_content(text.parse, text.ranges["{"])
    shown = [text.parse.tokens.span(run.start, run.stop).text for run in runs]
    assert " + ".join(shown) == expected


def test_a_content_of_scraps_is_no_remainder() -> None:
    frame = marked("[Lee] <said> {that it rained and snowed all night}.").frame()
    first = frame.content[0].start
    assert remainder(frame, [range(first, first + 4)]) == (range(first + 4, first + 7),)
    assert remainder(frame, [range(first + 2, first + 5)]) == ()
    assert remainder(frame, [range(frame.first, first)]) == ()
