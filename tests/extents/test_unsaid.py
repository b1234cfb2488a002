"""What stands at the edge of a content and is no part of what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice.readings import Hypothesis
from quoteattr.choice.unsaid import without_unsaid
from tests.learned import articles, few, laid
from tests.marked import Marked, cases, marked

# Left: a text with a reading drawn in. Right: the content that is left.
TABLE = """
# titles of where it was said
{“We left,”} [Lee] <said on> {“Meet the Press.”} ⇒ “We left,”
{“We left,”} [Lee] <told> CNN’s {“The Lead.”} ⇒ “We left,”
In {“The Long Way Home,”} [Lee] <wrote> {that it rained}. ⇒ “The Long Way Home,” + that it rained
{In “The Long Way Home,”} [Lee] <wrote> {that it rained}. ⇒ that it rained
{“We left,”} [Lee] <said>. {“We had to.”} ⇒ “We left,” + “We had to.”
[She] <titled> it {“The Long Way Home.”} ⇒ “The Long Way Home.”

# exchanges
{“No,”} [Lee] <said>. {“Why?” “It rained.”} ⇒ “No,”
{“No,”} [Lee] <said>. {“We left.” “It rained.”} ⇒ “No,” + “We left.” “It rained.”

# denials
[He] <did not suggest> {war}. {“We want peace.”} ⇒ war
[He] <suggested> {war}. {“We want peace.”} ⇒ war + “We want peace.”

# scenes
{Meanwhile}, [Lee] <said>, {“It rained.”} ⇒ “It rained.”
{It rained}, [Lee] <said>, {“and snowed.”} ⇒ It rained + “and snowed.”
{The truth}, [Lee] <said>, {“was that it rained.”} ⇒ The truth + “was that it rained.”
"""


def reading(text: Marked) -> Hypothesis:
    cue, content = [
        tuple([index for part in text.ranges[sign] for index in part]) for sign in ("<", "{")
    ]
    return Hypothesis((), cue, content, -1.0, 0, "chain")


def shown(text: Marked, content: tuple[int, ...]) -> str:
    kept = [[index for index in part if index in content] for part in text.ranges["{"]]
    span = text.parse.tokens.span
    return " + ".join([span(part[0], part[-1] + 1).text for part in kept if part])


@pytest.mark.parametrize(("drawn", "expected"), cases(TABLE))
def test_what_is_left(drawn: str, expected: str) -> None:
    text = marked(drawn)
    columns = laid(text.parse.tokens.text)
    assert shown(text, without_unsaid(columns, reading(text)).content) == expected


def test_a_cue_loses_the_word_before_a_title() -> None:
    text = marked("{“We left,”} [Lee] <said on> {“Meet the Press.”}")
    found = without_unsaid(laid(text.parse.tokens.text), reading(text))
    assert [text.parse.tokens.words[index] for index in found.cue] == ["said"]


@few
@given(articles, st.data())
def test_a_content_only_shrinks_and_is_never_lost(text: str, data: st.DataObject) -> None:
    columns = laid(text)
    if len(columns.words) < 2:
        return
    tokens = st.sampled_from(range(len(columns.words)))
    cue = data.draw(tokens)
    content = data.draw(st.sets(tokens, min_size=1).map(sorted).map(tuple))
    before = Hypothesis((), (cue,), content, -1.0, 0, "chain")
    after = without_unsaid(columns, before)
    assert 0 < len(after.content) <= len(content)
    assert set(after.content) <= set(content)
    assert after.cue == (cue,)
