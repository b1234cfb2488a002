"""Confidence: one scale, from measured weights, whatever stage an attribution comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.assembly.confidence import Grounds, confidence, signs_of, weights
from quoteattr.frame import Stage

STAGES: tuple[Stage, ...] = ("chosen", "inner", "placed")
grounds = st.builds(
    Grounds,
    stage=st.sampled_from(STAGES),
    rule=st.text(max_size=9) | st.sampled_from(("complement", "carries on")),
    score=st.floats(-1, 2, allow_nan=False),
    missing=st.sampled_from(("", "speaker", "entity")),
)


@given(grounds)
def test_any_grounds_give_a_probability(one: Grounds) -> None:
    assert 0 < confidence(one) < 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_the_core_trusts_more_is_more_likely_right(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert confidence(Grounds("chosen", "", low)) <= confidence(Grounds("chosen", "", high))


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_was_measured(stage: Stage) -> None:
    assert {stage, f"{stage}: score"} <= weights().keys()


def test_a_rule_that_was_never_measured_gets_that_of_its_stage() -> None:
    known = dict(signs_of(Grounds("placed", "no such rule", 0.5)))
    assert known["placed: no such rule"] == 1.0
    assert confidence(Grounds("placed", "no such rule", 0.5)) == confidence(
        Grounds("placed", "another", 0.5)
    )
