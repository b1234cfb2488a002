"""The table of placers: each rule places its example, and nothing does without it."""

from __future__ import annotations

import pytest

from quoteattr.frame import Frame, Rule, switched_on
from quoteattr.quotations import PLACERS, Placer, place
from tests.marked import Marked, marked

NAMES = [rule.name for rule in PLACERS]


def drawn(frame: Frame) -> tuple[object, ...]:
    """What an example draws of a frame."""
    return frame.cue, frame.source, frame.content


def before_and_after(rule: Rule[Placer]) -> tuple[Marked, Frame]:
    """A text with a frame drawn into each paragraph, and the frame that has the quotation then."""
    before, after = rule.example.split(" ⇒ ")
    return marked(before), marked(after).frame()


def placed(text: Marked, rules: tuple[Rule[Placer], ...]) -> list[Frame]:
    return place(text.parse, [part.frame() for part in text.paragraphs], rules)


@pytest.mark.parametrize("rule", PLACERS, ids=NAMES)
def test_each_rule_places_its_example_and_nothing_else_does(rule: Rule[Placer]) -> None:
    text, wanted = before_and_after(rule)
    (found,) = [frame for frame in placed(text, PLACERS) if drawn(frame) == drawn(wanted)]
    assert found.rules == (rule.name,)
    without = placed(text, switched_on(PLACERS, {rule.name}))
    assert drawn(wanted) not in [drawn(frame) for frame in without]


@pytest.mark.parametrize("rule", PLACERS, ids=NAMES)
def test_without_rules_everything_stays_as_it_is(rule: Rule[Placer]) -> None:
    text, _ = before_and_after(rule)
    assert placed(text, ()) == [part.frame() for part in text.paragraphs]


@pytest.mark.parametrize("rule", PLACERS, ids=NAMES)
def test_an_example_is_one_text_before_and_after(rule: Rule[Placer]) -> None:
    before, after = (marked(side).parse.tokens.text for side in rule.example.split(" ⇒ "))
    assert before == after


def test_names_are_short_and_their_notes_are_sentences() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(name == name.lower() and len(name.split()) < 5 for name in NAMES)
    assert all(rule.note[0].isupper() and rule.note.endswith(".") for rule in PLACERS)
