"""Who speaks where no verb says so: named before a quotation or in the line below it."""

from attrs import evolve, frozen

from quoteattr.candidates import lead_in_cue, leading_clause, main_clause
from quoteattr.extents import is_stray_mark
from quoteattr.frame import Frame
from quoteattr.quotations.places import Places, in_last_sentence, uncued
from quoteattr.syntax import noun_phrase_from, noun_phrase_to
from quoteattr.text import Parse
from quoteattr.words import PROPER_NOUNS, TENSED

__all__ = ["announced", "credit_below", "reported_before", "speaker_before"]

#: A longer sentence before a quotation has more to say than who speaks next.
_BRIEF_SENTENCE = 15
#: A line that credits a quotation is a name with an office, no sentence.
_CREDIT_LINE = 14
_VERBAL = TENSED | {"VB", "MD"}


@frozen
class _Announcer:
    """Who announces a quotation, the verb, its lemma, and all words that do."""

    source: range
    verb: int
    cue: range
    lemma: str


def credit_below(parse: Parse, _: Places, said: range) -> Frame | None:
    """Let the name that makes up the line below a quotation, within its marks, speak.

    The marks of a quotation are paired in its paragraph, so it is left open there, and the
    closing mark is alone at the end of the line.
    """
    layout, tags, forms = parse.layout, parse.tags, parse.forms
    number = layout.paragraph_of[said.start] + 1
    if parse.pair(said.start).close is not None or number == len(layout.paragraphs):
        return None
    line = layout.paragraphs[number]
    closed = is_stray_mark(parse, line.stop - 1) and said.stop == line.start
    if not closed or len(line) > _CREDIT_LINE or tags[line.start] not in PROPER_NOUNS:
        return None
    name = line[: -1 - (forms[line.stop - 2] == ".")]
    return None if any(tags[at] in _VERBAL for at in name) else uncued(name, said)


def speaker_before(parse: Parse, _: Places, said: range) -> Frame | None:
    """Let whoever the short sentence before is about speak: “She rose. “Enough!””."""
    layout, tags = parse.layout, parse.tags
    home = layout.sentence_of[said.start]
    paragraph = parse.paragraph(said.start)
    if said.start == paragraph.start or said.start != layout.sentences[home].start:
        return None
    before = layout.sentences[home - 1]
    quoted = any(parse.marks.roles[index] for index in before)
    subject = noun_phrase_from(parse, before.start, before.stop)
    if quoted or len(before) > _BRIEF_SENTENCE or subject is None or subject.stop >= before.stop:
        return None
    person = tags[subject.start] == "PRP" and parse.lemmas[subject.start] != "it"
    named = person or "NNP" in tags[subject.start : subject.stop]
    acts = tags[subject.stop] in TENSED | {"MD", "RB"}
    return uncued(subject, said) if named and acts else None


def reported_before(parse: Parse, places: Places, said: range) -> int | None:
    """Return the report that a paragraph ends with, if a colon comes last: “He said it was so:”."""
    before = _ending_in_colon(parse, said)
    number = places.last_in.get(parse.layout.paragraph_of[said.start] - 1)
    if before is None or number is None:
        return None
    return number if in_last_sentence(parse, places.frames[number], before) else None


def announced(parse: Parse, places: Places, said: range) -> Frame | None:
    """Let whoever a paragraph that ends in a colon is about speak: “Lee went on:”."""
    before = _ending_in_colon(parse, said)
    if before is None:
        return None
    found = _announcer(parse.within(parse.sentence(before.stop - 1)))
    if found is None or places.with_cue_at(parse, found.verb) is not None:
        return None
    return _said_by(found, said)


def _ending_in_colon(parse: Parse, said: range) -> range | None:
    """Return the paragraph before a quotation that opens one, if it ends in a colon."""
    layout = parse.layout
    number = layout.paragraph_of[said.start]
    if number == 0 or said.start != layout.paragraphs[number].start:
        return None
    before = layout.paragraphs[number - 1]
    last = before.stop - 1
    return before if parse.forms[last] == ":" and parse.marks.inside[last] < 0 else None


def _announcer(parse: Parse) -> _Announcer | None:
    """Read “Lee was blunt:” and “Transcript as follows:”, a sentence that ends in a colon.

    It is the subject of the verb of speech before the colon, or of the main clause.
    """
    colon = parse.bounds.stop - 1
    if [parse.word(colon - 2), parse.word(colon - 1)] == ["as", "follows"]:
        text = noun_phrase_to(parse, colon - 3)
        cue = range(colon - 2, colon)
        return None if text is None else _Announcer(text, colon - 1, cue, "follow")
    found = leading_clause(parse, colon) or main_clause(parse, colon)
    if found is None:
        return None
    subject, verb = found
    return _Announcer(subject, verb.head, lead_in_cue(parse, verb, colon), verb.lemma)


def _said_by(found: _Announcer, said: range) -> Frame:
    """Return the frame of an announcer whose words a quotation is."""
    return evolve(uncued(found.source, said), cue=(found.cue,), lemma=found.lemma)
