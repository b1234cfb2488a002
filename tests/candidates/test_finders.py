"""The table of finders: what each rule finds, and that it finds nothing once it is switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.candidates import FINDERS, find, frozen_id
from quoteattr.frame import TURN, Frame, Rule, switched_on
from quoteattr.text import Parse
from quoteattr.words import Lexicon
from tests.marked import marked, parsed
from tests.strategies import pieces
from tests.tables import cases

NAMES = [rule.name for rule in FINDERS]


def cut(parse: Parse, part: range | None) -> str:
    return "-" if part is None else parse.tokens.span(part.start, part.stop).text


def drawn(frame: Frame) -> tuple[object, ...]:
    """What an example draws of a frame."""
    return frame.cue, frame.source, frame.content, frame.addressee


@pytest.mark.parametrize("rule", FINDERS, ids=NAMES)
def test_each_rule_finds_its_example_and_nothing_else_does(
    rule: Rule[Callable[..., object]],
) -> None:
    text = marked(rule.example)
    (found,) = [frame for frame in find(text.parse) if rule.name in frame.rules]
    assert drawn(found) == drawn(text.frame())
    without = find(text.parse, switched_on(FINDERS, {rule.name}))
    assert evolve(found, rules=()) not in [evolve(frame, rules=()) for frame in without]


def test_names_are_short_and_their_notes_are_sentences() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(name == name.lower() and len(name.split()) < 5 for name in NAMES)
    assert all(rule.note[0].isupper() and rule.note.endswith(".") for rule in FINDERS)


def test_without_rules_nothing_is_found() -> None:
    assert find(parsed("“It rained,” Lee said. LEE: Her claim that it rained."), ()) == []


# One candidate of a text: its frame, source, cue and content.
CANDIDATES = """
# the clause, the question, the infinitive
Lee said that it rained. ⇒ say that | Lee | said | that it rained
Lee said it rained. ⇒ say zero | Lee | said | it rained
Lee asked whether it rained. ⇒ ask wh | Lee | asked | whether it rained
Lee plans to leave. ⇒ plan to | Lee | plans | to leave
Lee asked Coe to leave. ⇒ ask to | Lee | asked | to leave
Lee said on Monday that it rained. ⇒ say that | Lee | said | that it rained
Lee hates to be watched, as Coe put it, “the fixer.” ⇒ put it end | Coe | put it | “the fixer.”
Voters who chose me will stay. ⇒ choose np-pronoun | who | chose | me will stay
Lee said helping them was right. ⇒ say zero | Lee | said | helping them was right

# the noun phrase and the preposition
Lee praised the crew. ⇒ praise np | Lee | praised | the crew
Lee called the plan a trap. ⇒ call np-pred | Lee | called | the plan a trap
Lee called the plan “a trap.” ⇒ call np-quoted | Lee | called | the plan “a trap.”
Lee complained about the noise. ⇒ complain pp-about | Lee | complained about | the noise

# quotations
“It rained,” Lee said. ⇒ say quote-end | Lee | said | “It rained,”
“It rained,” said Lee. ⇒ say quote-end | Lee | said | “It rained,”
“It,” Lee said, “rained.” ⇒ say quote-end | Lee | said | “It,” + “rained.”
Lee said: “It rained.” ⇒ say quote | Lee | said | “It rained.”
It rained, Lee said. ⇒ say end | Lee | said | It rained
As Lee noted, it rained. ⇒ note end | Lee | noted | it rained
“It rained!” yodelled Lee. ⇒ * quote-end | Lee | yodelled | “It rained!”
Lee: “It rained.” ⇒ : quote | Lee | : | “It rained.”
LEE: It rained today. ⇒ : label | LEE | : | It rained today
Lee was blunt: “It always rained.” ⇒ : lead-in | Lee | was blunt | “It always rained.”
“It always rained.” ― Ann Lee ⇒ ― label | Ann Lee | ― | “It always rained.”

# sources in phrases and nouns that report
According to Lee, it rained. ⇒ according to phrase | Lee | According to | it rained
It rained, according to Lee. ⇒ according to phrase | Lee | according to | It rained
In Lee’s view, it rained. ⇒ in the view of phrase | Lee | In Lee’s view | it rained
He heard her claim that it rained. ⇒ claim/n that | her | claim | that it rained
He heard Lee’s call for help. ⇒ call/n for | Lee | call for | help
The belief among voters that it rained fell. ⇒ belief/n that | voters | belief | that it rained

# passives
It is claimed by Lee that it rained. ⇒ claim that | Lee | is claimed by | that it rained
It is claimed that it rained. ⇒ claim it-that | - | is claimed | that it rained
Lee was accused of theft. ⇒ accuse passive-pp-of | - | was accused of | Lee + theft
The plan was condemned by Lee. ⇒ condemn by | Lee | was condemned by | The plan
"""


@pytest.mark.parametrize(("text", "expected"), cases(CANDIDATES))
def test_candidates(text: str, expected: str) -> None:
    parse = parsed(text)
    found = [
        f"{one.lemma} {one.complement} | {cut(parse, one.source)} | {cut(parse, one.cue[0])} | "
        + " + ".join(cut(parse, piece) for piece in one.content)
        for one in find(parse)
    ]
    assert expected in found


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Lee told reporters that it rained.", "reporters"),
        ("“It rained,” Lee told the court.", "the court"),
        ("Lee told NBC’s “Today” that it rained.", "NBC"),
        ("Lee told police shots were fired.", "police"),
        ("Lee urged Coe to leave.", "Coe"),
        ("She was told that it rained.", "She"),
        ("Lee said that it rained.", "-"),
    ],
)
def test_addressees(text: str, addressee: str) -> None:
    parse = parsed(text)
    assert cut(parse, find(parse)[0].addressee).startswith(addressee)


def test_a_label_in_capitals_is_a_turn_where_there_are_several() -> None:
    one, two = "LEE: It rained today.", "COE: It was late."
    assert [frame.complement for frame in find(parsed(one))] == ["label"]
    assert [frame.complement for frame in find(parsed(f"{one}\n\n{two}"))] == [TURN, TURN]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("LEE: ¶ It rained. ¶ COE: ¶ It was late.", ["LEE", "COE"]),
        ("Mr. Lee: It rained. ¶ Mr. Ann Coe: It was late.", ["Mr. Lee", "Mr. Ann Coe"]),
        ("Mr. LEE. It rained. So it was. ¶ The CHAIR. It was late.", ["Mr. LEE", "The CHAIR"]),
        ("LEE: It rained. ¶ COE: When? ¶ Ann Bell: In May.", ["LEE", "COE", "Ann Bell"]),
        (
            "Ann Lee: It rained. ¶ Lee: It was late. ¶ Lee: We left. ¶ Lee: So be it.",
            ["Ann Lee"] + ["Lee"] * 3,
        ),
        ("Place: Alder Quay ¶ Time: May ¶ Winner: Ann Lee", []),
        ("Ann Lee: It rained. ¶ Tom Coe: It was late.", []),
        ("Mr. Lee. It rained. ¶ Mr. Coe. It was late.", []),
    ],
)
def test_labels_of_many_forms_open_turns(text: str, turns: list[str]) -> None:
    parse = parsed(text.replace(" ¶ ", "\n\n"))
    assert [cut(parse, frame.source) for frame in find(parse) if frame.is_turn] == turns


@given(pieces)
def test_frames_of_any_words_lie_within_the_text(text: str) -> None:
    parse = parsed(text)
    everything = range(len(parse.tokens))
    for one in find(parse):
        parts = [*one.cue, *one.content, *(part for part in (one.source, one.addressee) if part)]
        assert all(part and part.start in everything for part in parts), one
        assert all(part.stop <= everything.stop for part in parts), one
        assert one.content
        assert one.lemma in Lexicon.default().cues
        assert one.rules
        assert set(one.rules) <= set(NAMES)
        assert frozen_id(one)


@given(pieces, st.sets(st.sampled_from(NAMES)))
def test_a_rule_switched_off_finds_nothing(text: str, without: set[str]) -> None:
    for one in find(parsed(text), switched_on(FINDERS, without)):
        assert without.isdisjoint(one.rules)
