"""Cues that come before what they report: “he said that …”, “she called it a “mess””."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.candidates.announcements import announces
from quoteattr.candidates.clause import Clause
from quoteattr.candidates.complements import Slot, complement_of, cue_stop
from quoteattr.extents import content_from
from quoteattr.frame import END, QUOTE, Frame
from quoteattr.syntax import noun_phrase_from, past_adjuncts, with_apposition
from quoteattr.text import Parse, Verb

__all__ = [
    "clause_after_cue",
    "clause_or_quotation",
    "infinitive",
    "insertion",
    "opening_verb",
    "preposition",
    "quotation_after_cue",
    "unknown_verb",
    "verb_chain",
    "verb_object",
]

_QUOTATION = frozenset({"quote"})
_MARKED = frozenset({"that", "wh", "colon"})
_CLAUSES = _MARKED | {"zero"}
_INFINITIVES = frozenset({"to", "np-to"})
_OBJECTS = frozenset({"np", "np-pred", "np-pronoun", "ing", "adj"})
_PAST = frozenset({"finite", "participle"})
#: What may begin an insertion, and how far it may reach.
_INSERTED, _FAR = frozenset({"IN", "TO", "WRB"}), 16
#: Verbs that govern no clause: “a fish called the pike moved in”.
_NAMING = frozenset({"call", "dub", "name", "nickname"})
#: Verbs that say only whether or how something is said, by the link and form of the next verb.
_LEADING = {
    ("to", "infinitive"): frozenset({"continue", "decline", "fail", "go", "refuse"}),
    ("as", "ing"): frozenset({"cite", "quote"}),
}


def opening_verb(clause: Clause) -> Frame | None:
    """Read “Said Ellis: “It rained.””, the verb being the first word."""
    parse, verb = clause.parse, clause.verb
    opens = verb.first <= parse.bounds.start + 1 and verb.form in _PAST
    if not opens or verb.subject is not None or clause.after is None:
        return None
    phrase = noun_phrase_from(parse, cue_stop(parse, verb))
    if phrase is None:
        return None
    for source in (with_apposition(parse, phrase), phrase):
        mark = source.stop + 1
        if parse.word(source.stop) in (",", ":") and parse.role(mark) == "open":
            found = _governed(clause, Slot("quote", mark))
            return None if found is None else evolve(found, source=source, addressee=None)
    return None


def insertion(clause: Clause) -> Frame | None:
    """Step over what is set off between a verb of speech and a quotation.

    Such is “in capital letters” in “She wrote on her page, in capital letters, “I’m leaving.””.
    """
    parse, forms = clause.parse, clause.parse.forms
    if clause.after is None or not announces(parse, clause.verb.lemma):
        return None
    comma = past_adjuncts(parse, clause.after.stop)
    if parse.word(comma) != "," or parse.tag(comma + 1) not in _INSERTED:
        return None
    for at in range(comma + 2, min(comma + _FAR, parse.bounds.stop - 2)):
        if parse.role(at):
            return None
        if forms[at] in (",", ":"):
            leads = parse.role(at + 1) == "open" and forms[at + 2][0].isupper()
            return _governed(clause, Slot("quote", at + 1)) if leads else None
    return None


def quotation_after_cue(clause: Clause) -> Frame | None:
    """Read “Lee said, “It rained.”” and “Lee told them: “It rained.””."""
    found = _of_kind(clause, _QUOTATION)
    return None if found is None or clause.hangs else found


def clause_after_cue(clause: Clause) -> Frame | None:
    """Read “Lee said that it rained”, “Lee said it rained” and “Lee asked if it rained”."""
    return _of_kind(clause, _MARKED if clause.verb.lemma in _NAMING else _CLAUSES)


def infinitive(clause: Clause) -> Frame | None:
    """Read “Lee wants to go” and “Lee asked Coe to go”."""
    return _of_kind(clause, _INFINITIVES)


def preposition(clause: Clause) -> Frame | None:
    """Read “Lee warned of rain” and “Lee told us about it”."""
    after, slot = clause.after, clause.slot
    if after is None or slot is None or slot.kind != "pp":
        return None
    if after.addressee is not None:
        slot = Slot("np", slot.first - 1, slot.preposition)
    return _governed(clause, slot)


def verb_object(clause: Clause) -> Frame | None:
    """Read “Lee praised it”, “Lee called it “mad”” and “Lee mentioned leaving”."""
    return _of_kind(clause, _OBJECTS)


def clause_or_quotation(clause: Clause, frame: Frame) -> Iterator[Frame]:
    """Yield “Lee replied, “No.”” too of “It rained, and when asked, Lee replied, “No.””."""
    doubtful = frame.complement == END and clause.introduces
    if doubtful and clause.verb.lemma in clause.parse.lexicon.cues:
        quotation = _of_kind(clause, _QUOTATION)
        if quotation is not None:
            yield quotation
    yield frame


def verb_chain(clause: Clause, frame: Frame) -> Iterator[Frame]:
    """Let “refused to say”, “went on to say”, “was quoted as saying” begin with the first verb."""
    leader = _leader(clause.parse, clause.verb)
    if leader is None or frame.first != clause.verb.first:
        yield frame
    else:
        yield evolve(frame, cue=(range(leader.first, frame.last + 1),))


def _leader(parse: Parse, verb: Verb) -> Verb | None:
    """Return the verb “refused” of “refused to say”."""
    link = verb.first - 1
    leading = _LEADING.get((parse.word(link), verb.form))
    leader = None if leading is None else parse.verb_before(verb.first)
    if leading is None or leader is None or leader.lemma not in leading:
        return None
    if leader.lemma == "go":
        return leader if parse.word(leader.stop) == "on" and link <= leader.stop + 1 else None
    return leader if link <= leader.stop else None


def unknown_verb(clause: Clause, frame: Frame) -> Iterator[Frame]:
    """Let a verb that the lexicon does not know report a quotation beside it: “…!” beamed Lee."""
    unlisted = frame.lemma not in clause.parse.lexicon.cues
    quotes = frame.complement.startswith(QUOTE) and _is_quoted(clause.parse, frame)
    yield evolve(frame, lemma="*") if unlisted and quotes else frame


def _is_quoted(parse: Parse, frame: Frame) -> bool:
    """Tell a quotation from words that merely end in one: Calling it “a mess,” Lee left."""
    first = frame.content[0]
    if parse.role(first.start) != "open":
        return False
    return parse.pair(first.start).outer.stop >= first.stop


def _of_kind(clause: Clause, kinds: frozenset[str]) -> Frame | None:
    """Return the frame of a verb with what stands after it, if that is of one of some kinds."""
    slot = clause.slot
    return None if slot is None or slot.kind not in kinds else _governed(clause, slot)


def _governed(clause: Clause, slot: Slot) -> Frame | None:
    """Return the frame of a verb with what stands after it."""
    parse, verb, after = clause.parse, clause.verb, clause.after
    content = content_from(parse, slot.first, verb.head, clause=slot.is_clause)
    source = verb.subject
    if content is not None and source is not None and source.start in content:
        content = _before_source(parse, content, source)
    if content is None or after is None:
        return None
    cue = range(verb.first, slot.first if slot.kind == "pp" else cue_stop(parse, verb))
    complement = complement_of(parse, slot, content)
    return Frame((cue,), clause.verb.lemma, source, (content,), complement, after.addressee)


def _before_source(parse: Parse, content: range, source: range) -> range | None:
    """Cut “a mistake” off “Conceding a mistake, Lee left.”, where the source comes after it."""
    stop = source.start
    while stop > content.start and parse.word(stop - 1) == ",":
        stop -= 1
    return range(content.start, stop) if stop > content.start else None
