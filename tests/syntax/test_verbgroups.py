"""Verb groups: auxiliaries, adverbs and a full verb; form and voice."""

from __future__ import annotations

import pytest

from quoteattr.syntax.verbgroups import verb_groups
from quoteattr.text import Parse
from tests.marked import parsed
from tests.tables import cases


def cut(parse: Parse, part: range | None) -> str:
    return "-" if part is None else parse.tokens.span(part.start, part.stop).text


VERB_GROUPS = """
Lee said so. ⇒ said: say finite
The mayor has also continuously blamed the rain. ⇒ has also continuously blamed: blame finite
Lee did not say so. ⇒ did not say: say finite
Lee would never have said so. ⇒ would never have said: say finite
Lee may be lying. ⇒ may be lying: lie finite
Lee declined to comment. ⇒ declined: decline finite | comment: comment infinitive
The plan was widely criticised. ⇒ was widely criticised: criticise finite passive
The plan has been criticised. ⇒ has been criticised: criticise finite passive
Lee got blamed for it. ⇒ got blamed: blame finite passive
Lee had a plan. ⇒ had: have finite
Lee left, saying it was late. ⇒ left: leave finite | saying: say ing | was: be finite
The crew seen in Perth was late. ⇒ seen: see participle | was: be finite
Lee withdrew a proposed bill. ⇒ withdrew: withdraw finite
Half of surveyed nurses slept. ⇒ slept: sleep finite
Rain in Perth. ⇒
"""


@pytest.mark.parametrize(("text", "expected"), cases(VERB_GROUPS))
def test_verb_groups(text: str, expected: str) -> None:
    parse = parsed(text)
    found = [
        f"{cut(parse, range(verb.first, verb.stop))}: {verb.lemma} {verb.form}"
        + " passive" * verb.passive
        for verb in verb_groups(parse, parse.layout.sentences[0])
    ]
    assert " | ".join(found) == expected
