"""Cues that come before what they report: “he said that …”, “she called it a “mess””."""

from attrs import evolve, frozen

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.speech import with_apposition
from quoteattr.extents import content_from
from quoteattr.syntax import noun_phrase_from, past_adjuncts, past_time
from quoteattr.text import Parse, Verb
from quoteattr.words import ADDRESSED, CONTENT_PREPOSITIONS, FINITE, NOUNS

__all__ = ["CLAUSAL", "Slot", "complement", "frame_name", "introduces", "slot_after"]

_QUESTIONS = frozenset("how why what whether when where who which if whom".split())
_COMPLEMENTISERS = frozenset({"IN", "DT", "WDT", "WRB", "WP"})
CLAUSAL = frozenset({"that", "quote", "wh", "colon"})
_PREDICATES = frozenset({"DT", "JJ", "PRP$", "``", "VBG", "PDT"})
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


def introduces(parse: Parse, verb: Verb) -> bool:
    """Tell whether a verb leads straight up to quoted speech (“Hill shot back, “Never …””)."""
    forms = parse.forms
    stop = verb.stop
    for at in range(stop, min(stop + _NEAR, parse.bounds.stop)):
        if parse.word(at) in (",", ":"):
            return parse.role(at + 1) == "open" and forms[min(at + 2, len(forms) - 1)][0].isupper()
        if parse.tag(at)[:2] in ("VB", "MD"):
            return False
    return False


def complement(parse: Parse, group: Verb) -> Candidate | None:
    """Read what follows a verb: a clause, a quotation, an infinitive, a noun phrase."""
    after = cue_stop = _cue_stop(parse, group)
    source = group.subject
    if source is None and group.form in _PAST and group.first <= parse.bounds.start + 1:
        source = _inverted_opening(parse, after)
        after = after if source is None else source.stop
    addressee = None
    if group.lemma in ADDRESSED:
        addressee = _addressee(parse, after)
        after = after if addressee is None else _past_title(parse, addressee.stop)
    slot = slot_after(parse, after)
    shown = group.lemma == "show" and slot.frame not in _SHOWN
    if addressee is not None and (shown or slot.frame == "none"):
        slot, addressee = _slot_at(parse, group.stop), None
    slot = _past_insertion(parse, group, past_adjuncts(parse, after)) or slot
    if slot.frame == "none" or (slot.frame == "zero" and group.lemma in _NAMING):
        return None
    first = slot.first
    if slot.frame.startswith("pp-") and addressee is None:
        cue_stop = first
    elif slot.frame.startswith("pp-"):
        first, slot = first - 1, evolve(slot, frame=f"np-{slot.frame[3:]}")
    content = content_from(parse, first, group.head, clause=slot.clause)
    if content is not None and source is not None and source.start in content:
        content = _before_source(parse, content, source)
    if content is None:
        return None
    frame, cue = frame_name(parse, slot, content), range(group.first, cue_stop)
    return Candidate(group.lemma, frame, cue, source, (content,), f"{frame} complement", addressee)


def _past_insertion(parse: Parse, verb: Verb, comma: int) -> Slot | None:
    """Step over what is set off between a sure cue and a quotation.

    Such is “in capital letters” in “She wrote on her page, in capital letters, “I’m leaving.””.
    """
    forms = parse.forms
    if parse.word(comma) != "," or parse.tag(comma + 1) not in _INSERTED:
        return None
    if parse.lexicon.reports(verb.lemma, "quote") <= _SURE:
        return None
    for at in range(comma + 2, min(comma + _FAR, parse.bounds.stop - 2)):
        if parse.role(at):
            return None
        if parse.word(at) in (",", ":"):
            leads = parse.role(at + 1) == "open" and forms[at + 2][0].isupper()
            return Slot("quote", at + 1, clause=True) if leads else None
    return None


def _before_source(parse: Parse, content: range, source: range) -> range | None:
    """Cut “a mistake” off “Conceding a mistake, Lee left.”, where the source comes after it."""
    stop = source.start
    while stop > content.start and parse.word(stop - 1) == ",":
        stop -= 1
    return range(content.start, stop) if stop > content.start else None


def _cue_stop(parse: Parse, group: Verb) -> int:
    """Return the index after the verb with its particle: “laid out”, “put it bluntly”."""
    if group.lemma == "put it":
        return past_time(parse, group.stop)
    return group.stop + (parse.tag(group.stop) == "RP")


def frame_name(parse: Parse, slot: Slot, content: range) -> str:
    """Name the frame; quotation marks in a phrase make it a frame of its own."""
    if not slot.clause and any(parse.role(index) == "open" for index in content):
        return f"{slot.frame.partition('-')[0]}-quoted"
    return slot.frame


def _inverted_opening(parse: Parse, index: int) -> range | None:
    """Return the speaker of “Said Ellis: “…””, the verb being the first word."""
    phrase = noun_phrase_from(parse, index, parse.bounds.stop)
    if phrase is None:
        return None
    for found in (with_apposition(parse, phrase), phrase):
        if parse.word(found.stop) in (",", ":") and parse.role(found.stop + 1) == "open":
            return found
    return None


def _addressee(parse: Parse, first: int) -> range | None:
    """Return who is spoken to, without the subject that may follow at once.

    In “told the Post four aides had left” the clause begins at the number, in “told Reuters
    talks had failed” where the name ends, in “told police shots were fired” at the next noun.
    """
    phrase = noun_phrase_from(parse, first, parse.bounds.stop)
    if phrase is None or parse.finite_from(phrase.stop, phrase.stop + 1) is None:
        return phrase
    tags = [parse.tag(index) for index in phrase]
    for at in range(1, len(tags)):
        begins = tags[at] in ("CD", "DT", "PRP", "PRP$", "JJ") and tags[at - 1] in NOUNS
        if begins or (tags[at - 1] == "NNP" and "NNP" not in tags[at:] and tags[at] in NOUNS):
            return range(phrase.start, phrase.start + at)
    for at in range(1, len(tags)):
        if tags[at - 1] in ("NN", "NNS") and tags[at] in NOUNS:
            return range(phrase.start, phrase.start + at)
    return phrase


def _past_title(parse: Parse, index: int) -> int:
    """Step over the quoted name of a programme in “told NBC’s “Today” that …”."""
    if parse.tag(index - 1) != "POS" or parse.role(index) != "open":
        return index
    pair = parse.pair(index)
    return index if pair.close is None or pair.close > index + _TITLE else pair.close + 1


def slot_after(parse: Parse, index: int) -> Slot:
    """Find the complement, right after the cue or behind adverbials (“said in Rome that”)."""
    far = _slot_at(parse, past_adjuncts(parse, index))
    if far.frame in CLAUSAL:
        return far
    near = _slot_at(parse, past_time(parse, index))
    return far if far.frame == "zero" and near.frame == "none" else near


def _slot_at(parse: Parse, index: int) -> Slot:
    """Name the complement that begins at ``index``."""
    word, tag = parse.word(index), parse.tag(index)
    if index >= parse.body_stop:
        return _next_sentence(parse, index)
    if parse.role(index) == "open":
        return Slot("none" if _is_title(parse, index) else "quote", index, clause=True)
    if parse.form(index) in (",", ":", "--", "—") and parse.role(index + 1) == "open":
        return Slot("quote", index + 1, clause=True)
    if word == ":":
        return Slot("colon", index + 1, clause=True)
    if tag in _COMPLEMENTISERS and (word == "that" or word in _QUESTIONS):
        return Slot("that" if word == "that" else "wh", index, clause=True)
    if tag == "TO" and parse.tag(index + 1) in ("VB", "RB", "``"):
        return Slot("to", index)
    if word in CONTENT_PREPOSITIONS and tag in ("IN", "TO"):
        return Slot(f"pp-{word}", index + 1)
    if word in (",", ";") or parse.role(index) == "close" or tag in ("CC", "-RRB-", "-LRB-", ":"):
        return Slot("none", index)
    return _gerund(parse, index) if tag == "VBG" else _phrase_or_clause(parse, index)


def _next_sentence(parse: Parse, index: int) -> Slot:
    """Look for the content of “The mayor tweeted.” in a quotation that is the next sentence."""
    first = parse.bounds.stop
    alone = len(parse.verbs) == 1 and parse.verbs[0].own is not None
    if parse.role(first) != "open" or index != parse.body_stop or not alone:
        return Slot("none", index)
    pair = parse.pair(first)
    whole = pair.close is not None and parse.forms[pair.stop - 1][-1] in ".!?…"
    paragraph = parse.paragraph(first)
    leads = whole and paragraph.start == parse.bounds.start
    return Slot("quote" if leads else "none", first, clause=True)


def _is_title(parse: Parse, opening: int) -> bool:
    """Tell “sings “Harvest Home”” from “said “no””: capitals alone, and no stop inside."""
    forms = parse.forms
    inner = parse.pair(opening).inner
    return len(inner) > 1 and all(forms[at][0].isupper() for at in inner)


def _gerund(parse: Parse, index: int) -> Slot:
    """Tell “said helping them was right”, a clause, from “mentioned helping them”."""
    for at in range(index + 1, min(index + _GERUND, parse.body_stop)):
        if parse.tag(at) in FINITE:
            return Slot("zero", index, clause=True)
        if parse.word(at) in (",", ";") or parse.role(at) or parse.tag(at) in ("WP", "WDT", "CC"):
            break
    return Slot("ing", index)


def _phrase_or_clause(parse: Parse, index: int) -> Slot:
    """Tell “said the plan failed”, a clause without “that”, from “called the plan mad”."""
    tag = parse.tag(index)
    modified = tag in ("VBN", "VBD") and parse.tag(index + 1) in (*NOUNS, "JJ")
    phrase = noun_phrase_from(parse, index + modified, parse.bounds.stop)
    if phrase is None:
        return Slot("adj" if tag[:2] in ("JJ", "VB", "RB") else "none", index)
    if _has_verb(parse, phrase, index):
        return Slot("zero", index, clause=True)
    if tag == "PRP" and parse.word(phrase.stop) == ":" and parse.role(phrase.stop + 1) == "open":
        return Slot("quote", phrase.stop + 1, clause=True)
    following = parse.tag(phrase.stop)
    if tag == "PRP" and following not in _PREDICATES - {"VBG", "PDT"} and following != "TO":
        return Slot("np-pronoun", index)
    if following in _PREDICATES:
        return Slot("np-pred", index)
    if following == "TO" and parse.tag(phrase.stop + 1) in ("VB", "RB", "``"):
        return Slot("np-to", index)
    return Slot("np", index)


def _has_verb(parse: Parse, phrase: range, index: int) -> bool:
    """Tell whether the noun phrase at ``index`` is the subject of a finite verb."""
    verb = parse.finite_from(phrase.start, parse.body_stop)
    if verb is None or parse.word(index) in _OBJECTS:
        return False
    if verb.first == phrase.stop:
        return True
    number = parse.number_of(verb)
    subjects = [near.own for near in parse.verbs[number : number + _INNER]]
    return any(
        subject is not None and index <= subject.start <= phrase.start + 1 for subject in subjects
    )
