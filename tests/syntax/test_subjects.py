"""Who does it: the subject of each verb."""

from __future__ import annotations

import pytest

from quoteattr.text import Parse
from tests.marked import parsed
from tests.tables import cases


def cut(parse: Parse, part: range | None) -> str:
    return "-" if part is None else parse.tokens.span(part.start, part.stop).text


# The subject of each verb group; a star stands before one that an earlier verb lends.
SUBJECTS = """
Lee said that Coe left. ⇒ said: Lee | left: Coe
The mayor of Perth left. ⇒ left: The mayor of Perth
Lee laughed and said no. ⇒ laughed: Lee | said: *Lee
Lee said he is ill and went home. ⇒ said: Lee | is: he | went: *Lee
Lee, a farmer, said no. ⇒ said: Lee, a farmer
Lee, who heads the panel, said no. ⇒ heads: who | said: Lee
An aide who knows Coe said no. ⇒ knows: who | said: An aide
Iran, which built it, objects. ⇒ built: Iran | objects: Iran
Documents seen by the court say so. ⇒ seen: *- | say: Documents seen by the court
Lee left, saying that it rained. ⇒ left: Lee | saying: *Lee | rained: it
On Monday, Lee left. ⇒ left: Lee
There is a plan. ⇒ is: *-
Lee wants to leave. ⇒ wants: Lee | leave: *Lee
The ferry, Lee said, was late. ⇒ said: Lee | was: The ferry
Lee said that Ann Coe, a lawyer, left. ⇒ said: Lee | left: Ann Coe, a lawyer
"""


@pytest.mark.parametrize(("text", "expected"), cases(SUBJECTS))
def test_subjects(text: str, expected: str) -> None:
    parse = parsed(text)
    found = [
        f"{parse.forms[verb.first]}: {'*' * verb.shared}{cut(parse, verb.subject)}"
        for verb in parse.verbs
    ]
    assert " | ".join(found) == expected
