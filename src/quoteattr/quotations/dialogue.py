"""A paragraph that is one quotation: who spoke before goes on, or another answers."""

from attrs import frozen

from quoteattr.frame import Frame
from quoteattr.quotations.places import Places, holds_quotation, in_last_sentence, outermost, uncued
from quoteattr.text import Parse, tokens_of
from quoteattr.words import FINITE, PROPER_NOUNS

__all__ = ["IN_TURN", "answers", "carries_on", "named_later", "speaks_in_turn"]

#: The name of the rule that lets two speak in turn: where it held, they go on to.
IN_TURN = "in turn"

_ASKING = frozenset({"ask", "inquire", "query", "wonder"})
#: A paragraph of a dialogue, in which one speaks after the other, has no more tokens.
_LONGEST_LINE = 30
#: A name that a pronoun before it stands for is looked for in so many tokens of its sentence.
_OPENING = 100


@frozen
class _Turn:
    """Who spoke last in the paragraph before a quotation, and in the one before that.

    ``number`` is the place of ``last`` among the frames. ``asked`` tells that the last speaker is
    said to ask, ``questioned`` that the paragraph
    before ends in a question mark, ``to_and_fro`` that the paragraphs read like a dialogue.
    """

    number: int
    last: Frame
    earlier: Frame | None
    asked: bool
    questioned: bool
    to_and_fro: bool


def answers(parse: Parse, places: Places, said: range) -> Frame | None:
    """Let whoever spoke before somebody asked them answer."""
    turn = _turn_before(parse, places, said)
    return _of_the_other(parse, turn, said) if turn is not None and turn.asked else None


def speaks_in_turn(parse: Parse, places: Places, said: range) -> Frame | None:
    """Let the other of two who talk speak again."""
    turn = _turn_before(parse, places, said)
    if turn is None or turn.asked or not turn.to_and_fro:
        return None
    return _of_the_other(parse, turn, said)


def named_later(parse: Parse, places: Places, said: range) -> Frame | None:
    """Let the last speaker go on by the name that their sentence gives after the pronoun."""
    turn = _going_on(parse, places, said)
    source = None if turn is None else turn.last.source
    if turn is None or source is None:
        return None
    name = _name_after(parse, source)
    return None if name is None else uncued(name, said, turn.last.score)


def carries_on(parse: Parse, places: Places, said: range) -> Frame | int | None:
    """Let the last speaker go on, where nobody else is to answer.

    What is said is one more piece of what they said, unless that lies in the words of another
    or is no speech at all: “apologised for the delay”.
    """
    turn = _going_on(parse, places, said)
    if turn is None:
        return None
    if turn.number in places.outer and _is_speech(parse, turn.last):
        return turn.number
    return uncued(turn.last.source, said, turn.last.score)


def _is_speech(parse: Parse, frame: Frame) -> bool:
    """Tell whether a frame holds quoted speech or a clause."""
    clause = any(parse.tags[index] in FINITE for index in tokens_of(frame.content))
    return clause or holds_quotation(parse, frame)


def _going_on(parse: Parse, places: Places, said: range) -> _Turn | None:
    turn = _turn_before(parse, places, said)
    if turn is None or turn.asked or turn.to_and_fro or turn.questioned:
        return None
    return turn


def _turn_before(parse: Parse, places: Places, said: range) -> _Turn | None:
    """Return who spoke before a paragraph that is one quotation."""
    layout, forms = parse.layout, parse.forms
    number = layout.paragraph_of[said.start]
    paragraph, before = layout.paragraphs[number], layout.paragraphs[number - 1]
    whole = said.stop >= paragraph.stop or forms[said.stop][-1] in ".!?"
    if number == 0 or said.start != paragraph.start or not whole:
        return None
    speaker = _last_speaker(parse, places, number - 1)
    if speaker is None:
        return None
    last = places.frames[speaker]
    quoted = parse.marks.inside[last.content[-1].start] >= 0
    if not quoted and not in_last_sentence(parse, last, before):
        return None
    questioned = forms[max(before.start, before.stop - 2)][-1] == "?"
    questions = forms[parse.pair(said.start).stop - 1][-1] == "?"
    to_and_fro = questioned or questions or IN_TURN in last.rules
    return _Turn(
        speaker,
        last,
        places.last_frame(number - 2),
        _asks(parse, last),
        questioned,
        to_and_fro and _is_dialogue(parse, number),
    )


def _of_the_other(parse: Parse, turn: _Turn, said: range) -> Frame | None:
    """Give a quotation to whoever spoke before the last speaker, if it was somebody else."""
    other = turn.earlier
    if other is None or not holds_quotation(parse, other):
        return None
    last, name = (
        [parse.words[at] for at in frame.source or range(0)] for frame in (turn.last, other)
    )
    return uncued(other.source, said, other.score) if name != last else None


def _last_speaker(parse: Parse, places: Places, paragraph: int) -> int | None:
    """Return the number of the frame that ends a paragraph.

    Where that is no quotation, an outer one of its sentence with a quotation comes first,
    then one whose cue does: “said Lee, who thinks of it often” is about what Lee said.
    """
    last, frames = places.last_in.get(paragraph), places.frames
    if last is None or parse.marks.inside[frames[last].content[-1].start] >= 0:
        return last
    final = parse.layout.paragraphs[paragraph].stop - 1
    numbers = places.by_sentence.get(parse.layout.sentence_of[final], ())
    outer = outermost([frames[number] for number in numbers])
    named = [numbers[at] for at in outer if frames[numbers[at]].source is not None]
    speaking = [number for number in named if holds_quotation(parse, frames[number])]
    return next(iter(speaking or named), last)


def _is_dialogue(parse: Parse, number: int) -> bool:
    """Tell whether a paragraph and the two before it are short."""
    paragraphs = parse.layout.paragraphs[max(0, number - 2) : number + 1]
    return all(len(paragraph) <= _LONGEST_LINE for paragraph in paragraphs)


def _asks(parse: Parse, frame: Frame) -> bool:
    """Tell whether somebody asked a question; what they merely said may be rhetorical."""
    if frame.lemma not in _ASKING:
        return False
    said = [at for at in frame.content[-1][-3:] if not parse.marks.roles[at]]
    return bool(said) and parse.forms[said[-1]][-1] == "?"


def _name_after(parse: Parse, pronoun: range) -> range | None:
    """Return the name that “she” stands for in “Though she left early, Ann Lee sang.”."""
    home = parse.sentence(pronoun.start)
    opens = parse.tags[home.start] == "IN" and pronoun.start == home.start + 1
    if not opens or parse.tags[pronoun.start] != "PRP" or parse.lemmas[pronoun.start] == "it":
        return None
    opening = parse.within(home[:_OPENING])
    for verb in opening.verbs:
        subject = verb.own
        if subject is None or verb.form != "finite":
            continue
        before = subject.start - 1
        before -= opening.role(before) == "close"
        if opening.word(before) == ",":
            return subject if opening.tag(subject.start) in PROPER_NOUNS else None
    return None
