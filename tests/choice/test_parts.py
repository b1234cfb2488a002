"""What the encoder says of the parts around a cue, told as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice.engines import seen_in
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.parts import PARTS, EncodedNumbers, EncodedParts
from quoteattr.choice.roles import ROLES
from quoteattr.encoder import ToldParts
from quoteattr.frame import Frame
from tests.learned import laid

TEXT = "Lee said that it rained here."
#: The part that the made-up encoder is nearly sure of, token by token.
SURE = "source cue content content content content none".split()


@frozen(eq=False)
class MadeUp:
    """What an encoder might hold of a text: the parts of `SURE`, and anchors where they are."""

    likely: float
    roles: Sequence[Sequence[float]] = ((1.0, *[0.0] * (len(ROLES) - 1)),) * 7
    levels: Sequence[Sequence[float]] = ((1.0, 0.0, 0.0), (0.1, 0.2, 0.7), *[(1.0, 0.0, 0.0)] * 5)

    def parts(self, cues: Sequence[tuple[int, range]]) -> list[ToldParts]:
        rest = (1 - self.likely) / (len(PARTS) - 1)
        shares = [[self.likely if part == sure else rest for part in PARTS] for sure in SURE]
        odds = [[log(share) for share in row] for row in shares]
        return [
            ToldParts([odds[index] for index in window], [shares[index] for index in window])
            for _, window in cues
        ]


def numbers_of(frame: Frame, likely: float) -> EncodedNumbers:
    columns = laid(TEXT)
    roles, parts = seen_in(columns, MadeUp(likely))  # type: ignore[arg-type]
    assert isinstance(parts, EncodedParts)
    assert roles.anchor(1) == pytest.approx(0.9)
    context = context_of(columns, 1)
    assert window_of(columns, 1) == range(7)
    parts.look([context])
    return parts.numbers(context, frame)


WHOLE = Frame((range(1, 2),), "say", range(1), (range(2, 6),))


@given(st.floats(0.3, 0.99))
def test_a_frame_that_the_encoder_sees_fits_as_it_is_sure(likely: float) -> None:
    found = numbers_of(WHOLE, likely)
    assert [exp(found.fit), exp(found.worst_fit)] == pytest.approx([likely, likely])
    assert found.content_mean == found.content_least == pytest.approx(likely)
    assert found.source_mean == found.cue_mean == pytest.approx(likely)
    assert (found.may, found.must) == (0.2, 0.7)
    assert found.strongest_inside == found.strongest_around == 0.0


def test_what_a_frame_leaves_out_is_missed() -> None:
    less = Frame((range(1, 2),), "say", None, (range(3, 6),))
    whole, found = numbers_of(WHOLE, 0.9), numbers_of(less, 0.9)
    assert found.content_missed == pytest.approx(whole.content_missed + 0.9)
    assert found.source_missed == pytest.approx(whole.source_missed + 0.9)
    assert found.source_mean == found.source_least == -1.0
    assert found.content_before == pytest.approx(0.9)
    assert found.fit < whole.fit
    assert exp(found.worst_fit) == pytest.approx(0.1 / 3)
    assert found.content_expected == pytest.approx(whole.content_expected)


def test_what_lies_beyond_the_window_counts_for_nothing() -> None:
    far = Frame((range(1, 2),), "say", range(1), (range(2, 7),))
    found = numbers_of(far, 0.9)
    assert found.content_after == -1.0
    assert found.content_last == pytest.approx(0.1 / 3)
