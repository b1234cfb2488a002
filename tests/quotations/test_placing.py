"""Placing: which quotations that no frame holds go to which frame or speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.choice import Model
from quoteattr.frame import Frame
from quoteattr.model import CueType
from quoteattr.quotations import place
from tests.learned import find_frames
from tests.marked import Marked, marked, parsed
from tests.tables import cases

MODEL = Model.load()

# Left: a text with one frame drawn in. Right: the contents after placing, frame by frame;
# “(turn)” stands before those that go on in a later paragraph, “(new)” before a new speaker.
TABLE = """
# one more fragment in the same paragraph
{“We left,”} [Lee] <said>. “We had to.” ⇒ “We left,” + “We had to.”
{“We left,”} [Lee] <said>. “We had to.” “It was late.” ⇒ “We left,” + “We had to.” + “It was late.”
{“We left,”} [Lee] <said>. He coughed. “We had to.” ⇒ “We left,” + “We had to.”
[Lee] <said> {he had left}. “We had to.” ⇒ he had left + “We had to.”
“We left. [Lee] <said> {that it was late}. ⇒ that it was late

# too far away, or no utterance of its own
{“We left,”} [Lee] <said>. He coughed. She sat down. It rained. “We had to.” ⇒ “We left,”
{“We left,”} [Lee] <said>. He wore a “party hat” at sea. ⇒ “We left,”
{“We left,”} [Lee] <said>. “Jaws” is a film. ⇒ “We left,”
{“We left,”} [Lee] <said>. The old film, “The Long Way Home”, ran. ⇒ “We left,”

# whom the short sentence before is about
{“We left,”} [Lee] <said>. ¶ Coe rose. “We had to.” ⇒ “We left,” | (new) “We had to.”
{“We left,”} [Lee] <said>. ¶ She rose. “We had to.” ⇒ “We left,” | (new) “We had to.”
{“We left,”} [Lee] <said>. ¶ It rained. “We had to.” ⇒ “We left,”
{“We left,”} [Lee] <said>. ¶ The ferry left. “We had to.” ⇒ “We left,”

# announced by the paragraph before
{“We left,”} [Lee] <said>. ¶ Coe added: ¶ “We had to go.” ⇒ “We left,” | (new) “We had to go.”
{“We left,”} [Lee] <said>. ¶ The rules: ¶ “We had to go.” ⇒ “We left,”
{“We left,”} [Lee] <said>. ¶ Coe added. ¶ “We had to go.” ⇒ “We left,”

{“No,”} [Lee] <said>. ¶ In reply, Coe issued a statement: ¶ “We go.” ⇒ “No,” | (new) “We go.”
[Lee] <said> {that it was late}: ¶ “We had to go.” ⇒ that it was late + “We had to go.”

# a label inside the marks
"[LEE] <:> {We had to go.} ¶ It rained. ⇒ We had to go.

# the next paragraph
{“We left,”} [Lee] <said>. ¶ “We had to go.” ⇒ (turn) “We left,” + “We had to go.”
{“We left,”} [Lee] <said>. ¶ “We ran.” ¶ “No.” ⇒ (turn) “We left,” + “We ran.” + “No.”
{“We left,”} [Lee] <said>. ¶ It rained. ¶ “We had to go.” ⇒ “We left,”
{“We left,”} [Lee] <said>. ¶ “We had to go” is a song by Coe. ⇒ “We left,”
{“We left!”} [Lee] <cried>. ¶ “We had to go.” ⇒ (turn) “We left!” + “We had to go.”
[Lee] <said> {that it was late}. ¶ “We had to go.” ⇒ (turn) that it was late + “We had to go.”
[Lee] <said> {that it was late}. It rained. ¶ “We had to go.” ⇒ that it was late
<Added>: {“We left.”} ¶ “We had to go.” ⇒ “We left.”

# a question is for somebody else to answer
{“Why?”} [Lee] <asked>. ¶ “We had to go.” ⇒ “Why?”
{“Who knows?”} [Lee] <said>. ¶ “We had to go.” ⇒ (turn) “Who knows?” + “We had to go.”

# a dialogue goes to and fro
{“Why?”} [Lee] <asked>. ¶ “No,” said Coe. ¶ “Why not?” ⇒ “Why?”
{“We left,”} [Lee] <said>. “Why?” “Who knows?” ⇒ “We left,”

# reopened at the paragraph
“We ran. ¶ {“It was late,”} [Lee] <said>. ⇒ “We ran. + “It was late,”
“We ran. ¶ “We hid. ¶ {“It was late,”} [Lee] <said>. ⇒ “We ran. + “We hid. + “It was late,”
“COE: We ran. ¶ “[LEE]<:> {It was late.} ⇒ It was late.
[Lee] <said>: {“We left.} ¶ “We had to go.” ⇒ “We left. + “We had to go.”
[Lee] <said>: {“We left.} ¶ “We ran. ¶ “We hid.” ⇒ “We left. + “We ran. + “We hid.”
{“We left,”} [Lee] <said>. “We ran. ¶ “It was late.” ⇒ “We left,” + “We ran. + “It was late.”
"""

SIGNS = {"carries on": "(turn) ", "speaker before": "(new) ", "announced": "(new) "}


def frames_of(text: Marked) -> list[Frame]:
    return [text.frame()]


def described(text: Marked, frames: list[Frame]) -> str:
    span = text.parse.tokens.span
    return " | ".join(
        "".join(SIGNS.get(rule, "") for rule in frame.rules)
        + " + ".join(span(piece.start, piece.stop).text for piece in frame.content)
        for frame in frames
    )


@pytest.mark.parametrize(("drawn", "expected"), cases(TABLE))
def test_where_quotations_go(drawn: str, expected: str) -> None:
    text = marked(drawn)
    assert described(text, place(text.parse, frames_of(text))) == expected


def test_what_a_frame_holds_stays_as_it_is() -> None:
    text = marked("{“We left,”} [Lee] <said>.")
    assert place(text.parse, frames_of(text)) == frames_of(text)


def test_without_frames_there_is_nobody_to_speak() -> None:
    assert place(parsed("“We left.” “We had to go.”"), []) == []


def test_what_goes_on_is_one_more_piece_of_what_was_said() -> None:
    text = marked("{“We left,”} [Lee] <said>. ¶ “We had to go.”")
    (frame,) = place(text.parse, frames_of(text))
    assert (frame.stage, frame.rules, len(frame.content)) == ("chosen", ("carries on",), 2)


def test_what_goes_on_inside_the_words_of_another_stands_by_itself() -> None:
    text = parsed("Coe said that Lee said “We left.”\n\n“We had to go.”")
    outer = Frame((range(1, 2),), "say", range(1), (range(2, 10),))
    inner = Frame((range(4, 5),), "say", range(3, 4), (range(5, 10),))
    frames = place(text, [outer, inner])
    assert [frame.content for frame in frames[:2]] == [outer.content, inner.content]
    (last,) = frames[2:]
    assert (last.cue, last.lemma, last.type) == ((), "", CueType.ASSERTION)
    assert last.source == inner.source
    assert last.stage == "placed"


def test_every_rule_that_places_signs() -> None:
    text = marked("{“We left,”} [Lee] <said>. “We had to go. ¶ “It was late.”")
    (frame,) = place(text.parse, frames_of(text))
    assert frame.rules == ("follows", "reopened")


def test_a_rule_signs_once_however_many_paragraphs_it_places() -> None:
    text = marked("“We ran. ¶ “We hid. ¶ “We slept. ¶ {“It was late,”} [Lee] <said>.")
    (frame,) = place(text.parse, frames_of(text))
    assert len(frame.content) == 4
    assert frame.rules == ("reached back",)


def test_the_nearer_of_two_speakers_goes_on() -> None:
    read = parsed("“We left,” Lee said on Monday.\n\n“They ran,” Coe told reporters. “We all hid.”")
    frames = place(read, find_frames(read, MODEL, 0.5))
    assert [len(frame.content) for frame in frames] == [1, 2]


def found(text: str) -> list[tuple[str, str]]:
    """The sources of what is found and placed in a text, with the contents."""
    read = parsed(text.replace("¶", "\n\n"))
    span = read.tokens.span
    return [
        (
            span(frame.source.start, frame.source.stop).text if frame.source else "-",
            " + ".join(span(piece.start, piece.stop).text for piece in frame.content),
        )
        for frame in place(read, find_frames(read, MODEL, 0.4))
    ]


def test_two_who_talk_take_turns() -> None:
    talk = "“Are you in?” Lee asked.¶“No,” said Coe.¶“Why not?”¶“I am tired.”¶“Come on.”"
    assert [source for source, _ in found(talk)] == ["Lee", "Coe", "Lee", "Coe", "Lee"]


def test_long_paragraphs_are_no_dialogue() -> None:
    long = "“We went on and on, " + "and on, " * 30 + "until it rained?”"
    talk = f"“Are you in?” Lee asked.¶“No,” said Coe.¶{long}"
    assert [source for source, _ in found(talk)] == ["Lee", "Coe"]


def test_a_turn_holds_the_paragraphs_up_to_the_next() -> None:
    talk = "WARD: Is it safe?¶LEE: It is not.¶It never was.¶WARD: Since when?¶It rained."
    assert found(talk) == [
        ("WARD", "Is it safe"),
        ("LEE", "It is not + It never was."),
        ("WARD", "Since when"),
    ]


def test_a_paragraph_about_somebody_else_ends_a_turn() -> None:
    talk = "WARD: Is it safe?¶LEE: It is not.¶Coe said that it was.¶WARD: Since when?"
    assert ("LEE", "It is not") in found(talk)


def test_a_question_without_a_colon_is_nobody_elses_turn() -> None:
    text = (
        "LEE: It rained. ¶ Q Since when? ¶ LEE: Since May. ¶ We left. ¶ Q Why? ¶ LEE: It was late."
    )
    parse = parsed(text.replace(" ¶ ", "\n\n"))
    placed = place(parse, find_frames(parse, MODEL, 0.36))
    told = {
        parse.tokens.span(part.start, part.stop).text
        for frame in placed
        if frame.source is not None and parse.forms[frame.source.start] == "Q"
        for part in frame.content
    }
    assert told == {"Since when?", "Why?"}


def test_one_question_or_no_answer_makes_no_turn() -> None:
    for text in ("Q Since when? ¶ LEE: Since May. ¶ LEE: It was late.", "Q Since when? ¶ Q Why?"):
        parse = parsed(text.replace(" ¶ ", "\n\n"))
        sources = [frame.source for frame in place(parse, find_frames(parse, MODEL, 0.36))]
        assert range(1) not in sources


def test_two_turns_are_no_transcript() -> None:
    assert found("WARD: Is it safe?¶It rained.¶LEE: It is not.")[0] == ("WARD", "Is it safe")


SENTENCES = st.lists(
    st.sampled_from(
        [
            "“We left,” Lee said.",
            "“We had to go.”",
            "“It was late.",
            "Coe said that it rained.",
            "“Why?” she asked.",
            "A “dog” barked.",
            "‘No.’",
            "It rained.",
            "¶",
        ]
    ),
    max_size=12,
)


@given(SENTENCES)
def test_placing_keeps_frames_and_never_shares_a_quotation(sentences: list[str]) -> None:
    read = parsed(" ".join(sentences).replace("¶", "\n\n"))
    found = find_frames(read, MODEL, 0.5)
    placed = place(read, found)
    assert {frame.cue for frame in found} <= {frame.cue for frame in placed}
    assert len(placed) >= len(found)
    before = {(frame.cue, piece) for frame in found for piece in frame.content}
    added = [
        piece for frame in placed for piece in frame.content if (frame.cue, piece) not in before
    ]
    assert len(added) == len(set(added))
    assert not {piece for _, piece in before}.intersection(added)


@given(SENTENCES)
def test_contents_stay_ordered_and_apart(sentences: list[str]) -> None:
    read = parsed(" ".join(sentences).replace("¶", "\n\n"))
    for frame in place(read, find_frames(read, MODEL, 0.5)):
        stops = [piece.stop for piece in frame.content[:-1]]
        starts = [piece.start for piece in frame.content[1:]]
        assert all(stop <= start for stop, start in zip(stops, starts, strict=True))
        assert all(frame.content)


@given(SENTENCES)
def test_frames_come_in_the_order_of_the_text(sentences: list[str]) -> None:
    read = parsed(" ".join(sentences).replace("¶", "\n\n"))
    placed = place(read, find_frames(read, MODEL, 0.5))
    firsts = [min(part.start for part in (*f.cue, *f.content)) for f in placed]
    assert firsts == sorted(firsts)
