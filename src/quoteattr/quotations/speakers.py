"""Who speaks where no verb says so: named before a quotation, or in the line below it."""

from attrs import frozen

from quoteattr.candidates import lead_in_cue, leading_clause, main_clause
from quoteattr.extents import is_stray_mark
from quoteattr.syntax import Clauses, noun_phrase_from, noun_phrase_to, read_clauses
from quoteattr.text import MarkPair, Tagged
from quoteattr.words import Lexicon

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
_TENSES = frozenset({"VBD", "VBZ", "VBP"})
_VERBAL = _TENSES | {"VB", "MD"}


@frozen
class Announcer:
    """Who announces a quotation, the verb, its lemma, and all words that do."""

    source: range
    verb: int
    cue: range
    lemma: str


def announcer(view: Clauses) -> Announcer | None:
    """Read “Lee was blunt:” and “Transcript as follows:”, a sentence that ends in a colon.

    It is the subject of the verb of speech before the colon, or of the main clause.
    """
    colon = view.sentence.stop - 1
    if [view.word(colon - 2), view.word(colon - 1)] == ["as", "follows"]:
        text = noun_phrase_to(view.tagged, colon - 3, view.sentence.start)
        cue = range(colon - 2, colon)
        return None if text is None else Announcer(text, colon - 1, cue, "follow")
    found = leading_clause(view, colon) or main_clause(view, colon)
    if found is None:
        return None
    subject, verb = found
    return Announcer(subject, verb.head, lead_in_cue(view, verb, colon), verb.lemma)


def name_after(tagged: Tagged, lexicon: Lexicon, pronoun: range) -> range | None:
    """Return the name that “she” stands for in “Though she left early, Ann Lee sang.”."""
    home = tagged.layout.sentences[tagged.layout.sentence_of[pronoun.start]]
    opens = tagged.pos[home.start] == "IN" and pronoun.start == home.start + 1
    if not opens or tagged.pos[pronoun.start] != "PRP" or tagged.lemmas[pronoun.start] == "it":
        return None
    view = read_clauses(tagged, lexicon, home[:_OPENING])
    for number, group in enumerate(view.groups):
        subject = view.own(number)
        if subject is None or group.form != "finite":
            continue
        before = subject.start - 1
        before -= view.role(before) == "close"
        if view.word(before) == ",":
            return subject if view.tag(subject.start) in ("NNP", "NNPS") else None
    return None


def speaking_subject(tagged: Tagged, pair: MarkPair) -> range | None:
    """Return whom the short sentence before a quotation is about: “She rose. “Enough!””."""
    layout, pos = tagged.layout, tagged.pos
    home = layout.sentence_of[pair.open]
    paragraph = layout.paragraphs[layout.paragraph_of[pair.open]]
    if pair.open == paragraph.start or pair.open != layout.sentences[home].start:
        return None
    before = layout.sentences[home - 1]
    quoted = any(tagged.marks.roles[index] for index in before)
    subject = noun_phrase_from(tagged, before.start, before.stop)
    if quoted or len(before) > _BRIEF or subject is None or subject.stop >= before.stop:
        return None
    person = pos[subject.start] == "PRP" and tagged.lemmas[subject.start] != "it"
    named = person or "NNP" in pos[subject.start : subject.stop]
    return subject if named and pos[subject.stop] in _TENSES | {"MD", "RB"} else None


def named_after(view: Clauses) -> Announcer | None:
    """Read “That is how Lee put it”, “Those were the words of Lee” and “So said Lee”.

    ``view`` is the sentence after a quotation.
    """
    start = view.sentence.start
    if view.word(start) in _THUS:
        speaker = noun_phrase_from(view.tagged, start + 2, view.sentence.stop)
        number = view.number_before(start + 2)
        if speaker is None or number is None or view.groups[number].head != start + 1:
            return None
        return _said(view, number, speaker)
    if view.word(start) not in _POINTERS or start + 1 == view.sentence.stop:
        return None
    if view.tagged.lemmas[start + 1] != "be":
        return None
    for number, group in enumerate(view.groups):
        speaker = view.own(number)
        linked = speaker is not None and view.word(speaker.start - 1) in ("how", "what")
        if speaker is not None and linked and group.first < start + _BRIEF:
            return _said(view, number, speaker)
    words = start + 3
    if [view.word(at) for at in range(start + 2, start + 5)] == ["the", "words", "of"]:
        speaker = noun_phrase_from(view.tagged, start + 5, view.sentence.stop)
        cue = range(words, words + 2)
        return None if speaker is None else Announcer(speaker, words, cue, "word")
    return None


def _said(view: Clauses, number: int, speaker: range) -> Announcer | None:
    """Return the speaker if the verb is one of speech."""
    entry, group = view.entry(number), view.groups[number]
    if entry is None or max(entry.share("quote"), entry.share("quote-end")) <= _SURE:
        return None
    return Announcer(speaker, group.head, range(group.first, group.stop), group.lemma)


def credit_below(tagged: Tagged, pair: MarkPair) -> range | None:
    """Return the name that makes up the line below a quotation, within its marks.

    The marks of a quotation are paired in its paragraph, so it is left open there, and the
    closing mark is alone at the end of the line.
    """
    layout, pos, words = tagged.layout, tagged.pos, tagged.tokens.words
    number = layout.paragraph_of[pair.open] + 1
    if pair.close is not None or number == len(layout.paragraphs):
        return None
    line = layout.paragraphs[number]
    closed = is_stray_mark(tagged, line.stop - 1) and pair.outer.stop == line.start
    if not closed or len(line) > _CREDIT or pos[line.start] not in ("NNP", "NNPS"):
        return None
    name = line[: -1 - (words[line.stop - 2] == ".")]
    return None if any(pos[at] in _VERBAL for at in name) else name
