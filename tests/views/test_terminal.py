"""How results look on a screen."""

from __future__ import annotations

import pytest
from attrs import evolve

from quoteattr.model.records import Attribution, Cue, Entity, Setting, Source
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import Certainty, CueType, EntityKind, Kind, SourceKind
from quoteattr.views.terminal import Tally, heading, render, tally
from tests.results import cut, ferry


@pytest.mark.parametrize("columns", [34, 40, 50, 60, 70, 80, 100])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = list(render(ferry(), width=columns))
    assert max(map(len, lines)) <= columns
    assert "ferry" in "".join(lines)


def test_a_chain_that_is_too_wide_goes_on_in_the_next_line() -> None:
    lines = list(render(ferry(), width=32))
    start = lines.index("3    The Courier")
    assert lines[start : start + 5] == [
        "3    The Courier",
        "     › Mayor Jane Roe",
        "     had not told (tell)",
        "     · to reporters · mixed",
        "     · negative · hedged · 62%",
    ]


def said(text: str, content: str) -> Attribution:
    """That Bo said ``content``, without a cue."""
    bo = Source(cut(text, "Bo"), SourceKind.PERSON, "e1")
    return Attribution(
        id=0,
        kind=Kind.INDIRECT,
        content=(cut(text, content),),
        quotes=(),
        speaker=bo,
        cue=None,
        parent=None,
        sources=(bo,),
    )


def shown(text: str, attribution: Attribution, width: int = 80) -> list[str]:
    """The lines for a text with one attribution."""
    bo = Entity("e1", "Bo Li", EntityKind.PERSON)
    return list(render(Result(text, (attribution,), (bo,)), width=width))


def test_an_attribution_without_cue_and_source_says_so() -> None:
    text = "Bo left."
    assert shown(text, evolve(said(text, "left"), speaker=None, sources=())) == [
        "1  (no source named)  no cue · indirect · 100%",
        "   left",
    ]


def test_cue_type_setting_and_certainty_are_shown() -> None:
    text = "Bo might well have thought in Oslo on the radio that it rains."
    attribution = evolve(
        said(text, "that it rains"),
        cue=Cue((cut(text, "might"), cut(text, "thought")), "think", CueType.BELIEF),
        setting=Setting(place=cut(text, "in Oslo"), medium=cut(text, "on the radio")),
        certainty=Certainty.HYPOTHETICAL,
        confidence=0.5,
    )
    details = "might … thought (think) · belief · in Oslo · on the radio · indirect"
    assert shown(text, attribution, width=110) == [
        f"1  Bo (Bo Li)  {details} · hypothetical · 50%",
        "   that it rains",
    ]


def test_long_content_is_cut_between_words_after_two_lines() -> None:
    content = "one two three four five six seven eight nine ten eleven"
    text = f"Bo: {content}"
    lines = shown(text, said(text, content), width=28)
    assert lines[-2:] == ["   one two three four five", "   six seven eight nine …"]


def test_a_word_wider_than_the_screen_is_cut() -> None:
    content = "x" * 100_000
    text = f"Bo: {content}"
    assert shown(text, said(text, content), width=30)[-1] == f"   {'x' * 26}…"
    assert shown(text, said(text, content), width=3)[-1] == f"   {'x' * 23}…"


def test_characters_that_drive_a_terminal_are_shown_as_unknown() -> None:
    content = "\x1b[2Jgone\x00 \ud800\r\n\tyes"
    text = f"Bo: {content}"
    assert shown(text, said(text, content))[-1] == "   �[2Jgone� � yes"
    assert heading("a\nb\x1b.txt") == "── a b�.txt ──"
    assert heading("a", colour=True) == "\x1b[1m── a ──\x1b[0m"


def test_children_follow_their_parents_wherever_they_stand() -> None:
    result = ferry()
    shuffled = evolve(result, attributions=tuple(reversed(result.attributions)))
    heads = [line for line in render(shuffled) if line[0:1].isdigit()]
    assert heads[0].startswith("5  Roe (Jane Roe)  told")
    assert heads[1].startswith("3  The Courier  wrote")
    assert heads[2] == "3    The Courier › Mayor Jane Roe"


def test_a_tally_counts_a_source_once() -> None:
    result = ferry()
    assert tally(result) == Tally(direct=1, mixed=2, sources=2, credits=1, rejected=1)
    nameless = evolve(result, attributions=(evolve(result[0], speaker=None),))
    assert tally(nameless).sources == 0


@pytest.mark.parametrize(("confidence", "told"), [(0.5, "50%"), (0.49, "uncertain · 49%")])
def test_what_is_rather_wrong_says_that_it_is_uncertain(confidence: float, told: str) -> None:
    text = "Bo left."
    unsure = evolve(said(text, "left"), confidence=confidence)
    assert shown(text, unsure)[0] == f"1  Bo (Bo Li)  no cue · indirect · {told}"
