"""Cues that come before what they report: “he said that …”, “she called it a “mess””."""

from attrs import evolve, frozen

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.speech import with_apposition
from quoteattr.extents import content_from
from quoteattr.syntax import NOUNS, Clauses, noun_phrase_from, past_adjuncts, past_time
from quoteattr.words import ADDRESSED

__all__ = ["CLAUSAL", "Slot", "complement", "frame_name", "introduces", "slot_after"]

_QUESTIONS = frozenset("how why what whether when where who which if whom".split())
_PREPOSITIONS = frozenset(
    "about against as at by for from in into of on over to toward towards with".split()
)
_COMPLEMENTISERS = frozenset({"IN", "DT", "WDT", "WRB", "WP"})
CLAUSAL = frozenset({"that", "quote", "wh", "colon"})
_PREDICATES = frozenset({"DT", "JJ", "PRP$", "``", "VBG", "PDT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST = frozenset({"finite", "participle"})
#: Only before such a clause does “show” have somebody who is shown it: “polls show Lee ahead”.
_SHOWN = frozenset({"that", "wh"})
#: What may begin an insertion, how far it may reach, and how sure a cue must be before it.
_INSERTED = frozenset({"IN", "TO", "WRB"})
_FAR, _SURE = 16, 0.5
#: Pronouns that are nobody's subject: “who chose them will win”.
_OBJECTS = frozenset("him me them us".split())
#: Verbs that govern no clause: “a fish called the pike moved in”.
_NAMING = frozenset({"call", "dub", "name", "nickname"})
_INNER = 3
_TITLE = 8
_GERUND = 8
_NEAR = 4


@frozen
class Slot:
    """What stands in the place of the content: its frame, its first token, if it is a clause."""

    frame: str
    first: int
    clause: bool = False


def introduces(view: Clauses, number: int) -> bool:
    """Tell whether a verb leads straight up to quoted speech (“Hill shot back, “Never …””)."""
    words = view.tagged.tokens.words
    stop = view.groups[number].stop
    for at in range(stop, min(stop + _NEAR, view.sentence.stop)):
        if view.word(at) in (",", ":"):
            return view.role(at + 1) == "open" and words[min(at + 2, len(words) - 1)][0].isupper()
        if view.tag(at)[:2] in ("VB", "MD"):
            return False
    return False


def complement(view: Clauses, number: int) -> Candidate | None:
    """Read what follows a verb: a clause, a quotation, an infinitive, a noun phrase."""
    group = view.groups[number]
    after = cue_stop = _cue_stop(view, number)
    source = view.subjects[number]
    if source is None and group.form in _PAST and group.first <= view.sentence.start + 1:
        source = _inverted_opening(view, after)
        after = after if source is None else source.stop
    addressee = None
    if group.lemma in ADDRESSED:
        addressee = _addressee(view, after)
        after = after if addressee is None else _past_title(view, addressee.stop)
    slot = slot_after(view, after)
    shown = group.lemma == "show" and slot.frame not in _SHOWN
    if addressee is not None and (shown or slot.frame == "none"):
        slot, addressee = _slot_at(view, group.stop), None
    slot = _past_insertion(view, number, past_adjuncts(view, after)) or slot
    if slot.frame == "none" or (slot.frame == "zero" and group.lemma in _NAMING):
        return None
    first = slot.first
    if slot.frame.startswith("pp-") and addressee is None:
        cue_stop = first
    elif slot.frame.startswith("pp-"):
        first, slot = first - 1, evolve(slot, frame=f"np-{slot.frame[3:]}")
    content = content_from(view, first, group.head, clause=slot.clause)
    if content is not None and source is not None and source.start in content:
        content = _before_source(view, content, source)
    if content is None:
        return None
    frame, cue = frame_name(view, slot, content), range(group.first, cue_stop)
    return Candidate(group.lemma, frame, cue, source, (content,), f"{frame} complement", addressee)


def _past_insertion(view: Clauses, number: int, comma: int) -> Slot | None:
    """Step over what is set off between a sure cue and a quotation.

    Such is “in capital letters” in “She wrote on her page, in capital letters, “I’m leaving.””.
    """
    entry, words = view.entry(number), view.tagged.tokens.words
    if view.word(comma) != "," or view.tag(comma + 1) not in _INSERTED:
        return None
    if entry is None or entry.share("quote") <= _SURE:
        return None
    for at in range(comma + 2, min(comma + _FAR, view.sentence.stop - 2)):
        if view.role(at):
            return None
        if view.word(at) in (",", ":"):
            leads = view.role(at + 1) == "open" and words[at + 2][0].isupper()
            return Slot("quote", at + 1, clause=True) if leads else None
    return None


def _before_source(view: Clauses, content: range, source: range) -> range | None:
    """Cut “a mistake” off “Conceding a mistake, Lee left.”, where the source comes after it."""
    stop = source.start
    while stop > content.start and view.word(stop - 1) == ",":
        stop -= 1
    return range(content.start, stop) if stop > content.start else None


def _cue_stop(view: Clauses, number: int) -> int:
    """Return the index after the verb with its particle: “laid out”, “put it bluntly”."""
    group = view.groups[number]
    if group.lemma == "put" and view.word(group.stop) == "it":
        return past_time(view, group.stop + 1)
    return group.stop + (view.tag(group.stop) == "RP")


def frame_name(view: Clauses, slot: Slot, content: range) -> str:
    """Name the frame; quotation marks in a phrase make it a frame of its own."""
    if not slot.clause and any(view.role(index) == "open" for index in content):
        return f"{slot.frame.partition('-')[0]}-quoted"
    return slot.frame


def _inverted_opening(view: Clauses, index: int) -> range | None:
    """Return the speaker of “Said Ellis: “…””, the verb being the first word."""
    phrase = noun_phrase_from(view.tagged, index, view.sentence.stop)
    if phrase is None:
        return None
    for found in (with_apposition(view, phrase), phrase):
        if view.word(found.stop) in (",", ":") and view.role(found.stop + 1) == "open":
            return found
    return None


def _addressee(view: Clauses, first: int) -> range | None:
    """Return who is spoken to, without the subject that may follow at once.

    In “told the Post four aides had left” the clause begins at the number, in “told Reuters
    talks had failed” where the name ends, in “told police shots were fired” at the next noun.
    """
    phrase = noun_phrase_from(view.tagged, first, view.sentence.stop)
    if phrase is None or view.finite_from(phrase.stop, phrase.stop + 1) is None:
        return phrase
    tags = [view.tag(index) for index in phrase]
    for at in range(1, len(tags)):
        begins = tags[at] in ("CD", "DT", "PRP", "PRP$", "JJ") and tags[at - 1] in NOUNS
        if begins or (tags[at - 1] == "NNP" and "NNP" not in tags[at:] and tags[at] in NOUNS):
            return range(phrase.start, phrase.start + at)
    for at in range(1, len(tags)):
        if tags[at - 1] in ("NN", "NNS") and tags[at] in NOUNS:
            return range(phrase.start, phrase.start + at)
    return phrase


def _past_title(view: Clauses, index: int) -> int:
    """Step over the quoted name of a programme in “told NBC’s “Today” that …”."""
    if view.tag(index - 1) != "POS" or view.role(index) != "open":
        return index
    pair = view.tagged.marks.pairs[view.tagged.marks.inside[index]]
    return index if pair.close is None or pair.close > index + _TITLE else pair.close + 1


def slot_after(view: Clauses, index: int) -> Slot:
    """Find the complement, right after the cue or behind adverbials (“said in Rome that”)."""
    far = _slot_at(view, past_adjuncts(view, index))
    if far.frame in CLAUSAL:
        return far
    near = _slot_at(view, past_time(view, index))
    return far if far.frame == "zero" and near.frame == "none" else near


def _slot_at(view: Clauses, index: int) -> Slot:
    """Name the complement that begins at ``index``."""
    word, tag = view.word(index), view.tag(index)
    if index >= view.body_stop:
        return _next_sentence(view, index)
    if view.role(index) == "open":
        return Slot("none" if _is_title(view, index) else "quote", index, clause=True)
    if word in (",", ":", "--", "—") and view.role(index + 1) == "open":
        return Slot("quote", index + 1, clause=True)
    if word == ":":
        return Slot("colon", index + 1, clause=True)
    if tag in _COMPLEMENTISERS and (word == "that" or word in _QUESTIONS):
        return Slot("that" if word == "that" else "wh", index, clause=True)
    if tag == "TO" and view.tag(index + 1) in ("VB", "RB", "``"):
        return Slot("to", index)
    if word in _PREPOSITIONS and tag in ("IN", "TO"):
        return Slot(f"pp-{word}", index + 1)
    if word in (",", ";") or view.role(index) == "close" or tag in ("CC", "-RRB-", "-LRB-", ":"):
        return Slot("none", index)
    return _gerund(view, index) if tag == "VBG" else _phrase_or_clause(view, index)


def _next_sentence(view: Clauses, index: int) -> Slot:
    """Look for the content of “The mayor tweeted.” in a quotation that is the next sentence."""
    first = view.sentence.stop
    layout, marks = view.tagged.layout, view.tagged.marks
    alone = len(view.groups) == 1 and view.own(0) is not None
    if view.role(first) != "open" or index != view.body_stop or not alone:
        return Slot("none", index)
    pair = marks.pairs[marks.inside[first]]
    whole = pair.close is not None and view.tagged.tokens.words[pair.stop - 1][-1] in ".!?…"
    paragraph = layout.paragraphs[layout.paragraph_of[first]]
    leads = whole and paragraph.start == view.sentence.start
    return Slot("quote" if leads else "none", first, clause=True)


def _is_title(view: Clauses, opening: int) -> bool:
    """Tell “sings “Harvest Home”” from “said “no””: capitals alone, and no stop inside."""
    marks, words = view.tagged.marks, view.tagged.tokens.words
    inner = marks.pairs[marks.inside[opening]].inner
    return len(inner) > 1 and all(words[at][0].isupper() for at in inner)


def _gerund(view: Clauses, index: int) -> Slot:
    """Tell “said helping them was right”, a clause, from “mentioned helping them”."""
    for at in range(index + 1, min(index + _GERUND, view.body_stop)):
        if view.tag(at) in _FINITE:
            return Slot("zero", index, clause=True)
        if view.word(at) in (",", ";") or view.role(at) or view.tag(at) in ("WP", "WDT", "CC"):
            break
    return Slot("ing", index)


def _phrase_or_clause(view: Clauses, index: int) -> Slot:
    """Tell “said the plan failed”, a clause without “that”, from “called the plan mad”."""
    tag = view.tag(index)
    modified = tag in ("VBN", "VBD") and view.tag(index + 1) in (*NOUNS, "JJ")
    phrase = noun_phrase_from(view.tagged, index + modified, view.sentence.stop)
    if phrase is None:
        return Slot("adj" if tag[:2] in ("JJ", "VB", "RB") else "none", index)
    if _has_verb(view, phrase, index):
        return Slot("zero", index, clause=True)
    if tag == "PRP" and view.word(phrase.stop) == ":" and view.role(phrase.stop + 1) == "open":
        return Slot("quote", phrase.stop + 1, clause=True)
    following = view.tag(phrase.stop)
    if tag == "PRP" and following not in _PREDICATES - {"VBG", "PDT"} and following != "TO":
        return Slot("np-pronoun", index)
    if following in _PREDICATES:
        return Slot("np-pred", index)
    if following == "TO" and view.tag(phrase.stop + 1) in ("VB", "RB", "``"):
        return Slot("np-to", index)
    return Slot("np", index)


def _has_verb(view: Clauses, phrase: range, index: int) -> bool:
    """Tell whether the noun phrase at ``index`` is the subject of a finite verb."""
    number = view.finite_from(phrase.start, view.body_stop)
    if number is None or view.word(index) in _OBJECTS:
        return False
    if view.groups[number].first == phrase.stop:
        return True
    subjects = [view.own(at) for at in range(number, min(number + _INNER, len(view.groups)))]
    return any(
        subject is not None and index <= subject.start <= phrase.start + 1 for subject in subjects
    )
