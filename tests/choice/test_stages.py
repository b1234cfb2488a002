"""The stages of the choice: what is proposed, chosen, corrected and added inside."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from quoteattr.candidates import find
from quoteattr.choice import choose, correct, propose, with_inner
from quoteattr.choice.verdicts import Verdict
from quoteattr.extents import AFTER_VERDICT, BEFORE_VERDICT
from quoteattr.frame import switched_on
from quoteattr.text import Parse, tokens_of
from tests.learned import articles, few, model
from tests.marked import marked, parsed


def chosen(parse: Parse, threshold: float = 0.36) -> list[Verdict]:
    return choose(propose(parse, find(parse), model()), model(), threshold)


def test_a_clear_sentence_goes_through_all_stages() -> None:
    text = marked("[Ann Lee] <told> ~reporters~ {that it rained}.")
    parse, drawn = text.parse, text.frame()
    candidates = find(parse)
    proposals = propose(parse, candidates, model())
    assert [len({one.context.anchor for one in cue}) for cue in proposals.cues] == [1]
    (verdict,) = choose(proposals, model(), 0.36)
    assert verdict.counts
    assert verdict.is_found
    frames = correct(parse, [verdict])
    (frame,) = with_inner(parse, frames, candidates, [verdict], knows_levels=True)
    assert (frame.source, frame.cue, frame.content) == (drawn.source, drawn.cue, drawn.content)
    assert frame.addressee == drawn.addressee
    assert frame.lemma == "tell"


def test_what_does_not_count_is_no_frame_but_keeps_its_cue() -> None:
    parse = marked("[Ann Lee] <said> {that it rained}.").parse
    verdicts = chosen(parse, 1.0)
    assert [one.counts for one in verdicts] == [False]
    assert correct(parse, verdicts) == []


def test_a_correction_of_the_chosen_frame_can_be_switched_off() -> None:
    parse = parsed("Lee in March 2018 said that it rained.")
    (verdict,) = chosen(parse)
    (mended,) = correct(parse, [verdict])
    assert (mended.source, mended.rules[-1]) == (range(1), "time after source")
    less = switched_on(AFTER_VERDICT, {"time after source"})
    assert correct(parse, [verdict], less) == [verdict.frame]
    assert verdict.frame.source == range(4)


def test_a_correction_of_readings_can_be_switched_off() -> None:
    parse = parsed("Her claim that the ship was sound persuaded nobody.")
    contents: list[set[tuple[range, ...]]] = []
    for corrections in (BEFORE_VERDICT, switched_on(BEFORE_VERDICT, {"swallowed verb"})):
        proposals = propose(parse, find(parse), model(), corrections)
        contents.append({one.frame.content for cue in proposals.cues for one in cue})
    assert (range(2, 9),) in contents[1] - contents[0]


# An inner level: outside a content, of no reliable cue, or with the outer source, it is none.


@pytest.mark.parametrize(
    ("drawn", "inner"),
    [
        ("[Ann Lee] <said> {that Bo Coe thinks that it rained}.", ["thinks"]),
        ("[Ann Lee] <said> {it rained}. Bo Coe thinks that it snowed.", []),
        ("Ann [Lee] <said> {that it rained all night}.", []),
    ],
)
def test_inner_levels_are_read_by_rule(drawn: str, inner: list[str]) -> None:
    text = marked(drawn)
    found = with_inner(text.parse, [text.frame()], find(text.parse), [], knows_levels=False)
    words = [text.parse.words[index] for one in found[1:] for index in tokens_of(one.cue)]
    assert words == inner
    assert all(one.stage == "inner" for one in found[1:])


@pytest.mark.parametrize(("verb", "least"), [("said", 2), ("felt", 1)])
def test_where_inner_levels_were_taught_one_must_be_more_reliable(verb: str, least: int) -> None:
    text = marked(f"[Ann Lee] <said> {{that Bo Coe {verb} that it rained}}.")
    found = [
        with_inner(text.parse, [text.frame()], find(text.parse), [], knows_levels=levels)
        for levels in (False, True)
    ]
    assert [len(frames) for frames in found] == [2, least]


def test_a_cue_with_a_verdict_is_not_read_again_inside() -> None:
    text = marked("[Ann Lee] <said> {that Bo Coe thinks that it rained}.")
    inner = [one for one in find(text.parse) if text.parse.words[one.first] == "thinks"]
    (verdict,) = chosen(marked("[Ann Lee] <said> {that it rained}.").parse)
    decided = evolve(verdict, reading=evolve(verdict.reading, frame=inner[0]))
    frames, candidates = [text.frame()], find(text.parse)
    for levels in (False, True):
        found = with_inner(text.parse, frames, candidates, [decided], knows_levels=levels)
        assert found == frames


@few
@given(articles)
def test_corrections_keep_every_frame_and_name_what_changed_it(text: str) -> None:
    parse = parsed(text)
    verdicts = chosen(parse, 0.0)
    before = [one.frame for one in verdicts]
    frames = correct(parse, verdicts)
    assert len(frames) == len(before)
    names = {rule.name for rule in (*BEFORE_VERDICT, *AFTER_VERDICT)}
    for frame, plain in zip(frames, before, strict=True):
        assert set(frame.rules[len(plain.rules) :]) <= names
