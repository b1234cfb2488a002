"""Who speaks where no verb says so: named before a quotation, or in the line below it."""

from attrs import frozen

from quoteattr.candidates import lead_in_cue, leading_clause, main_clause
from quoteattr.extents import is_stray_mark
from quoteattr.syntax import noun_phrase_from, noun_phrase_to
from quoteattr.text import MarkPair, Parse, Verb
from quoteattr.words import TENSED

__all__ = [
    "Announcer",
    "announcer",
    "credit_below",
    "name_after",
    "named_after",
    "speaking_subject",
]

#: A sentence that names a speaker has no more tokens, and a line that credits one has not.
_BRIEF, _CREDIT = 15, 14
#: A name that a pronoun before it stands for is looked for in so many tokens of its sentence.
_OPENING = 100
_SURE = 0.5
_THUS = frozenset({"so", "thus"})
_POINTERS = frozenset({"that", "this", "these", "those", "such"})
_VERBAL = TENSED | {"VB", "MD"}


@frozen
class Announcer:
    """Who announces a quotation, the verb, its lemma, and all words that do."""

    source: range
    verb: int
    cue: range
    lemma: str


def announcer(parse: Parse) -> Announcer | None:
    """Read “Lee was blunt:” and “Transcript as follows:”, a sentence that ends in a colon.

    It is the subject of the verb of speech before the colon, or of the main clause.
    """
    colon = parse.bounds.stop - 1
    if [parse.word(colon - 2), parse.word(colon - 1)] == ["as", "follows"]:
        text = noun_phrase_to(parse, colon - 3, parse.bounds.start)
        cue = range(colon - 2, colon)
        return None if text is None else Announcer(text, colon - 1, cue, "follow")
    found = leading_clause(parse, colon) or main_clause(parse, colon)
    if found is None:
        return None
    subject, verb = found
    return Announcer(subject, verb.head, lead_in_cue(parse, verb, colon), verb.lemma)


def name_after(parse: Parse, pronoun: range) -> range | None:
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
            return subject if opening.tag(subject.start) in ("NNP", "NNPS") else None
    return None


def speaking_subject(parse: Parse, pair: MarkPair) -> range | None:
    """Return whom the short sentence before a quotation is about: “She rose. “Enough!””."""
    layout, tags = parse.layout, parse.tags
    home = layout.sentence_of[pair.open]
    paragraph = parse.paragraph(pair.open)
    if pair.open == paragraph.start or pair.open != layout.sentences[home].start:
        return None
    before = layout.sentences[home - 1]
    quoted = any(parse.marks.roles[index] for index in before)
    subject = noun_phrase_from(parse, before.start, before.stop)
    if quoted or len(before) > _BRIEF or subject is None or subject.stop >= before.stop:
        return None
    person = tags[subject.start] == "PRP" and parse.lemmas[subject.start] != "it"
    named = person or "NNP" in tags[subject.start : subject.stop]
    return subject if named and tags[subject.stop] in TENSED | {"MD", "RB"} else None


def named_after(parse: Parse) -> Announcer | None:
    """Read “That is how Lee put it”, “Those were the words of Lee” and “So said Lee”.

    ``parse`` is the sentence after a quotation.
    """
    start = parse.bounds.start
    if parse.word(start) in _THUS:
        speaker = noun_phrase_from(parse, start + 2, parse.bounds.stop)
        verb = parse.verb_before(start + 2)
        if speaker is None or verb is None or verb.head != start + 1:
            return None
        return _said(parse, verb, speaker)
    if parse.word(start) not in _POINTERS or start + 1 == parse.bounds.stop:
        return None
    if parse.lemmas[start + 1] != "be":
        return None
    for verb in parse.verbs:
        speaker = verb.own
        linked = speaker is not None and parse.word(speaker.start - 1) in ("how", "what")
        if speaker is not None and linked and verb.first < start + _BRIEF:
            return _said(parse, verb, speaker)
    words = start + 3
    if [parse.word(at) for at in range(start + 2, start + 5)] == ["the", "words", "of"]:
        speaker = noun_phrase_from(parse, start + 5, parse.bounds.stop)
        cue = range(words, words + 2)
        return None if speaker is None else Announcer(speaker, words, cue, "word")
    return None


def _said(parse: Parse, verb: Verb, speaker: range) -> Announcer | None:
    """Return the speaker if the verb is one of speech."""
    if parse.lexicon.reports(verb.lemma, "quote", "quote-end") <= _SURE:
        return None
    return Announcer(speaker, verb.head, range(verb.first, verb.stop), verb.lemma)


def credit_below(parse: Parse, pair: MarkPair) -> range | None:
    """Return the name that makes up the line below a quotation, within its marks.

    The marks of a quotation are paired in its paragraph, so it is left open there, and the
    closing mark is alone at the end of the line.
    """
    layout, tags, forms = parse.layout, parse.tags, parse.forms
    number = layout.paragraph_of[pair.open] + 1
    if pair.close is not None or number == len(layout.paragraphs):
        return None
    line = layout.paragraphs[number]
    closed = is_stray_mark(parse, line.stop - 1) and pair.outer.stop == line.start
    if not closed or len(line) > _CREDIT or tags[line.start] not in ("NNP", "NNPS"):
        return None
    name = line[: -1 - (forms[line.stop - 2] == ".")]
    return None if any(tags[at] in _VERBAL for at in name) else name
