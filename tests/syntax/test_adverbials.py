"""What may stand between a cue and its content."""

from __future__ import annotations

import pytest

from quoteattr.syntax import past_adjuncts, past_time
from tests.marked import marked


@pytest.mark.parametrize(
    ("drawn", "time_only"),
    [
        ("He said [late last week] that it rained.", True),
        ("He said [Monday] it rained.", True),
        ("He said [publicly] that it rained.", True),
        ("He said [on Monday in Perth] that it rained.", False),
        ("He wrote [on Twitter on Tuesday] that it rained.", False),
        ("He said [in Madison, Wisconsin,] that it rained.", False),
        ("He said [after the vote] that it rained.", False),
    ],
)
def test_adverbials_between_cue_and_content(drawn: str, time_only: bool) -> None:
    text = marked(drawn)
    parse = text.parse.within(text.parse.layout.sentences[0])
    (adverbial,) = text.mentions
    past = past_time if time_only else past_adjuncts
    assert past(parse, adverbial.start) in (adverbial.stop, adverbial.stop + (not time_only))
