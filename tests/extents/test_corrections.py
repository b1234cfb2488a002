"""The corrections, one by one: each mends its example, and nothing else does."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.candidates import find
from quoteattr.extents import (
    AFTER_VERDICT,
    BEFORE_VERDICT,
    CORRECTIONS,
    Correction,
    anchor_of,
    corrected,
)
from quoteattr.frame import Frame, Rule, switched_on
from quoteattr.text import Parse, joined, tokens_of
from tests.learned import articles, few
from tests.marked import marked, parsed


def phase(rule: Rule[Correction]) -> tuple[Rule[Correction], ...]:
    return BEFORE_VERDICT if rule in BEFORE_VERDICT else AFTER_VERDICT


def proposed_for(parse: Parse, frame: Frame) -> Frame | None:
    """What the surest finder proposes for the token that a cue hangs on."""
    anchor = anchor_of(parse, frame.cue)
    found = [one for one in find(parse) if anchor in tokens_of(one.cue)]
    return max(found, key=lambda one: one.score, default=None)


def parts(frame: Frame | None) -> tuple[object, ...] | None:
    return None if frame is None else (frame.source, frame.cue, frame.content, frame.addressee)


RULES = [pytest.param(rule, id=rule.name) for rule in CORRECTIONS]


@pytest.mark.parametrize("rule", RULES)
def test_a_correction_mends_its_example(rule: Rule[Correction]) -> None:
    before, after = [side.strip() for side in rule.example.split("⇒")]
    text = marked(before)
    drawn = text.frame()
    wanted = None if after == "-" else marked(after).frame()
    proposed = proposed_for(text.parse, drawn)
    found = corrected(text.parse, drawn, proposed, phase(rule))
    assert parts(found) == parts(wanted)
    assert found is None or found.rules == (rule.name,)
    without = corrected(text.parse, drawn, proposed, switched_on(phase(rule), {rule.name}))
    assert parts(without) != parts(wanted)


def test_every_correction_has_a_name_of_its_own_and_a_sentence_for_people() -> None:
    names = [rule.name for rule in CORRECTIONS]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() for name in names)
    assert all(rule.note[0].isupper() and rule.note[-1] == "." for rule in CORRECTIONS)
    assert (*BEFORE_VERDICT, *AFTER_VERDICT) == CORRECTIONS


@st.composite
def drawn_frames(draw: st.DrawFn) -> tuple[Parse, Frame, Frame | None]:
    """A candidate of a text, its parts moved about."""
    parse = parsed(draw(articles))
    candidates = find(parse)
    if not candidates:
        return parse, Frame((range(1),), "", None, (range(1),)), None
    proposed = draw(st.sampled_from(candidates))
    size = len(parse.words)
    edges = st.integers(0, size)
    extra = sorted(draw(st.tuples(edges, edges)))
    content = joined([*proposed.content, range(extra[0], extra[1])])
    source = proposed.source
    if source is not None:
        source = range(source.start, min(size, source.stop + draw(st.integers(0, 2))))
    frame = evolve(proposed, cue=joined(proposed.cue), source=source, content=content)
    return parse, frame, proposed


@few
@given(drawn_frames(), st.sampled_from(CORRECTIONS))
def test_a_correction_made_twice_is_made_once(
    case: tuple[Parse, Frame, Frame | None], rule: Rule[Correction]
) -> None:
    parse, frame, proposed = case
    once = rule.apply(parse, frame, proposed)
    assert once is None or parts(rule.apply(parse, once, proposed)) == parts(once)


@few
@given(drawn_frames(), st.sampled_from([BEFORE_VERDICT, AFTER_VERDICT]))
def test_what_is_corrected_keeps_a_cue_and_a_content_in_order(
    case: tuple[Parse, Frame, Frame | None], rules: tuple[Rule[Correction], ...]
) -> None:
    parse, frame, proposed = case
    found = corrected(parse, frame, proposed, rules)
    if found is None:
        return
    for ranges in (found.cue, found.content):
        assert ranges
        assert joined(ranges) == ranges
    assert found.source is None or found.source
    changed = parts(found) != parts(frame)
    assert bool(found.rules[len(frame.rules) :]) >= changed
