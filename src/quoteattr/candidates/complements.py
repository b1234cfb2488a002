"""What stands after a verb: its addressee, and a clause, a quotation or a phrase for a content."""

from typing import Literal, TypeAlias

from attrs import frozen

from quoteattr.syntax import is_name_like, noun_phrase_from, past_adjuncts, past_time
from quoteattr.text import Parse, Verb
from quoteattr.words import ADDRESSED, COMMON_NOUNS, CONTENT_PREPOSITIONS, DASHES, FINITE, NOUNS

__all__ = [
    "After",
    "Slot",
    "complement_of",
    "cue_stop",
    "introduces",
    "read_after",
    "slot_after",
]

#: A quotation, a clause with “that”, with a question word,
#: after a colon, with none of these.
Clausal: TypeAlias = Literal["quote", "that", "wh", "colon", "zero"]
#: An infinitive, a preposition, a gerund, an adjective, a noun phrase and what follows that.
Phrasal: TypeAlias = Literal["to", "pp", "ing", "adj", "np", "np-to", "np-pred", "np-pronoun"]

_QUESTIONS = frozenset("how why what whether when where who which if whom".split())
_COMPLEMENTISERS = frozenset({"IN", "DT", "WDT", "WRB", "WP"})
_QUESTION_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
_INFINITIVE = frozenset({"VB", "RB", "``"})
_NOTHING = frozenset({"CC", "-RRB-", "-LRB-", ":"})
_MARKED = frozenset({"that", "quote", "wh", "colon"})
_CLAUSES = _MARKED | {"zero"}
_BEFORE_QUOTATION = DASHES | {",", ":"}
_PREDICATES = frozenset({"DT", "JJ", "PRP$", "``", "VBG", "PDT"})
_AFTER_PRONOUN = _PREDICATES - {"VBG", "PDT"} | {"TO"}
_LATER_PART = frozenset({"CD", "DT", "PRP", "PRP$", "JJ"})
#: Only before such a clause does “show” have somebody who is shown it: “polls show Lee ahead”.
_SHOWN = frozenset({"that", "wh"})
#: Pronouns that are nobody's subject: “who chose them will win”.
_OBJECTS = frozenset("him me them us".split())
#: The subject of a clause may belong to one of so many verbs: “said the men who left lied”.
_INNER = 3
#: No title of a programme is longer: “told CNN’s “The Situation Room With Ann Lee””.
_TITLE = 8
#: So far from a gerund the verb of its clause is looked for: “said helping them all was right”.
_GERUND = 8
#: So many adverbs, and the word after them, are looked at.
_MANNER = 4
#: No more words stand between a verb and the comma before what it introduces.
_NEAR = 4


@frozen
class Slot:
    """What stands in the place of the content: its kind and its first token.

    A phrase that begins with a preposition has that too.
    """

    kind: Clausal | Phrasal
    first: int
    preposition: str = ""

    @property
    def is_clause(self) -> bool:
        """Whether it is a clause or a quotation, and no mere phrase."""
        return self.kind in _CLAUSES

    @property
    def is_marked(self) -> bool:
        """Whether its first word, or a mark, says what it is."""
        return self.kind in _MARKED


@frozen
class After:
    """What follows a verb: who is spoken to, where that ends, and what may be the content."""

    addressee: range | None
    stop: int
    slot: Slot | None


def introduces(parse: Parse, verb: Verb) -> bool:
    """Tell whether a verb leads straight up to quoted speech (“Hill shot back, “Never …””)."""
    forms, stop = parse.forms, verb.stop
    for at in range(stop, min(stop + _NEAR, parse.bounds.stop)):
        if forms[at] in (",", ":"):
            return parse.role(at + 1) == "open" and forms[min(at + 2, len(forms) - 1)][0].isupper()
        if parse.tags[at][:2] in ("VB", "MD"):
            return False
    return False


def read_after(parse: Parse, verb: Verb) -> After:
    """Read what follows a verb that is no passive."""
    stop, addressee = cue_stop(parse, verb), None
    if verb.lemma in ADDRESSED:
        addressee = _addressee(parse, stop)
        stop = stop if addressee is None else _past_title(parse, addressee.stop)
    slot = slot_after(parse, stop)
    shown = verb.lemma == "show" and (slot is None or slot.kind not in _SHOWN)
    if addressee is not None and (shown or slot is None):
        return After(None, stop, _slot_at(parse, verb.stop))
    return After(addressee, stop, slot)


def cue_stop(parse: Parse, verb: Verb) -> int:
    """Return the index after the verb with its particle: “laid out”, “put it bluntly”."""
    if verb.lemma == "put it":
        return past_time(parse, verb.stop)
    return verb.stop + (parse.tag(verb.stop) == "RP")


def complement_of(parse: Parse, slot: Slot, content: range) -> str:
    """Name the complement; quotation marks in a phrase make it one of its own."""
    if not slot.is_clause and any(parse.role(index) == "open" for index in content):
        return f"{slot.kind.partition('-')[0]}-quoted"
    return f"{slot.kind}-{slot.preposition}" if slot.preposition else slot.kind


def _addressee(parse: Parse, first: int) -> range | None:
    """Return who is spoken to, without the subject that may follow at once.

    In “told the Post four aides had left” the clause begins at the number, in “told Reuters
    talks had failed” where the name ends, in “told police shots were fired” at the next noun.
    """
    if parse.tag(first) in _QUESTION_TAGS:
        return None
    phrase = noun_phrase_from(parse, first)
    if phrase is None or parse.finite_from(phrase.stop, phrase.stop + 1) is None:
        return phrase
    tags = parse.tags[phrase.start : phrase.stop]
    for at in range(1, len(tags)):
        begins = tags[at] in _LATER_PART and tags[at - 1] in NOUNS
        if begins or (tags[at - 1] == "NNP" and "NNP" not in tags[at:] and tags[at] in NOUNS):
            return range(phrase.start, phrase.start + at)
    for at in range(1, len(tags)):
        if tags[at - 1] in COMMON_NOUNS and tags[at] in NOUNS:
            return range(phrase.start, phrase.start + at)
    return phrase


def _past_title(parse: Parse, index: int) -> int:
    """Step over the quoted name of a programme in “told NBC’s “Today” that …”."""
    if parse.tag(index - 1) != "POS" or parse.role(index) != "open":
        return index
    pair = parse.pair(index)
    return index if pair.close is None or pair.close > index + _TITLE else pair.close + 1


def slot_after(parse: Parse, index: int) -> Slot | None:
    """Find the complement, right after the cue or behind adverbials (“said in Rome that”).

    A relative clause after one is no complement: “wrote in a note that was found later”.
    """
    timed = past_time(parse, index)
    behind = past_adjuncts(parse, timed)
    how = _past_manner(parse, behind)
    if parse.word(how) == "that":
        behind = how
    relative = parse.tag(behind) == "WDT" and parse.tag(behind + 1) in FINITE
    far = None if relative and behind > timed else _slot_at(parse, behind)
    if behind == timed or (far is not None and far.is_marked):
        return far
    near = _slot_at(parse, timed)
    return far if far is not None and far.kind == "zero" and near is None else near


def _past_manner(parse: Parse, index: int) -> int:
    """Step over the “very clearly” of “was told very clearly that it must stop”."""
    for at in range(index, index + _MANNER):
        if parse.tag(at) != "RB":
            return at
    return index


def _slot_at(parse: Parse, index: int) -> Slot | None:
    """Name the complement that begins at ``index``."""
    word, tag = parse.word(index), parse.tag(index)
    if index >= parse.body_stop:
        return None
    if parse.role(index) == "open":
        return None if is_name_like(parse, parse.pair(index)) else Slot("quote", index)
    if parse.form(index) in _BEFORE_QUOTATION and parse.role(index + 1) == "open":
        return Slot("quote", index + 1)
    if word == ":":
        return Slot("colon", index + 1)
    if tag in _COMPLEMENTISERS and (word == "that" or word in _QUESTIONS):
        return Slot("that" if word == "that" else "wh", index)
    if tag == "TO" and parse.tag(index + 1) in _INFINITIVE:
        return Slot("to", index)
    if word in CONTENT_PREPOSITIONS and tag in ("IN", "TO"):
        return Slot("pp", index + 1, word)
    if word in (",", ";") or parse.role(index) == "close" or tag in _NOTHING:
        return None
    return _gerund(parse, index) if tag == "VBG" else _phrase_or_clause(parse, index)


def _gerund(parse: Parse, index: int) -> Slot:
    """Tell “said helping them was right”, a clause, from “mentioned helping them”."""
    for at in range(index + 1, min(index + _GERUND, parse.body_stop)):
        if parse.tag(at) in FINITE:
            return Slot("zero", index)
        if parse.word(at) in (",", ";") or parse.role(at) or parse.tag(at) in ("WP", "WDT", "CC"):
            break
    return Slot("ing", index)


def _phrase_or_clause(parse: Parse, index: int) -> Slot | None:
    """Tell “said the plan failed”, a clause without “that”, from “called the plan mad”."""
    tag = parse.tag(index)
    modified = tag in ("VBN", "VBD") and parse.tag(index + 1) in (*NOUNS, "JJ")
    phrase = noun_phrase_from(parse, index + modified)
    if phrase is None:
        return Slot("adj", index) if tag[:2] in ("JJ", "VB", "RB") else None
    if _has_verb(parse, phrase, index):
        return Slot("zero", index)
    if tag == "PRP" and parse.word(phrase.stop) == ":" and parse.role(phrase.stop + 1) == "open":
        return Slot("quote", phrase.stop + 1)
    following = parse.tag(phrase.stop)
    if tag == "PRP" and following not in _AFTER_PRONOUN:
        return Slot("np-pronoun", index)
    if following in _PREDICATES:
        return Slot("np-pred", index)
    if following == "TO" and parse.tag(phrase.stop + 1) in _INFINITIVE:
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
