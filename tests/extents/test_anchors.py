"""The token that a cue of several words hangs on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.extents import anchor_of
from quoteattr.text import runs_of
from tests.learned import anything, few
from tests.marked import marked, parsed
from tests.tables import cases

ANCHORS = """
Lee <issued a statement [saying]> that it rained.
Lee <is a [fan] of> the plan.
Lee <is [aware] of> the plan.
Lee <has [doubts] about> the plan.
<[According] to> Lee, it rained.
Lee <has [said]> so.
Lee <[told]> reporters so.
<In the [view] of> Lee, it rained.
Lee <was [accused] of> lying.
"""


@pytest.mark.parametrize("drawn", [case[0] for case in cases(ANCHORS)])
def test_the_anchor_of_a_cue(drawn: str) -> None:
    text = marked(drawn)
    ((cue,), (anchor,)) = text.ranges["<"], text.ranges["["]
    assert anchor_of(text.parse, [cue]) == anchor.start


@given(anything, st.data())
@few
def test_the_anchor_is_one_of_the_tokens_of_the_cue(text: str, data: st.DataObject) -> None:
    read = parsed(text)
    if not read.tags:
        return
    cue = sorted(data.draw(st.sets(st.integers(0, len(read.tags) - 1), min_size=1, max_size=4)))
    anchor = anchor_of(read, runs_of(cue))
    assert anchor in cue
    if any(read.tags[index][:2] in ("VB", "NN", "JJ") for index in cue):
        assert read.tags[anchor][:2] in ("VB", "NN", "JJ")
