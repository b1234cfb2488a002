"""Cues in the passive: “it is claimed by X that …”, “he was accused of …”, “praised by X”."""

from quoteattr.candidates.clause import Clause
from quoteattr.candidates.complements import Slot, complement_of, slot_after
from quoteattr.extents import content_from
from quoteattr.frame import QUOTE, Frame
from quoteattr.syntax import noun_phrase_from
from quoteattr.words import ADDRESSED

__all__ = ["by_agent", "impersonal_passive", "judged_by", "passive"]


def by_agent(clause: Clause) -> Frame | None:
    """Read “it is claimed by Lee that it rained” and “he was accused by Lee of theft”."""
    agent = _agent(clause)
    slot = None if agent is None else slot_after(clause.parse, agent.stop)
    if agent is None or slot is None:
        return None
    prefix = "" if slot.is_marked else "by-"
    found = _frame(clause, slot, agent, prefix)
    hangs = found is not None and found.complement == QUOTE and clause.hangs
    return None if hangs else found


def judged_by(clause: Clause) -> Frame | None:
    """Read “the plan was condemned by the union”, where the subject is what is judged."""
    agent, verb = _agent(clause), clause.verb
    if agent is None or verb.subject is None or _is_impersonal(clause):
        return None
    if slot_after(clause.parse, agent.stop) is not None:
        return None
    cue = range(verb.first, verb.stop + 1)
    return Frame((cue,), clause.verb.lemma, agent, (verb.subject,), "by")


def impersonal_passive(clause: Clause) -> Frame | None:
    """Read “it is claimed that it rained”, which nobody says."""
    return _without_agent(clause, "it-") if _is_impersonal(clause) else None


def passive(clause: Clause) -> Frame | None:
    """Read “he was accused of theft” and “she was told that it sank”.

    Of the first the content is “he” and “theft”; in the second she is the one spoken to.
    """
    return None if _is_impersonal(clause) else _without_agent(clause, "passive-")


def _is_impersonal(clause: Clause) -> bool:
    own = clause.verb.own if clause.verb.passive else None
    return own is not None and clause.parse.word(own.start) == "it"


def _agent(clause: Clause) -> range | None:
    """Return who does it, in a passive."""
    stop = clause.verb.stop
    if not clause.verb.passive or not clause.may_govern or clause.parse.word(stop) != "by":
        return None
    return noun_phrase_from(clause.parse, stop + 1)


def _without_agent(clause: Clause, prefix: str) -> Frame | None:
    if not clause.verb.passive or not clause.may_govern or _agent(clause) is not None:
        return None
    slot = slot_after(clause.parse, clause.verb.stop)
    return None if slot is None else _frame(clause, slot, None, prefix)


def _frame(clause: Clause, slot: Slot, agent: range | None, prefix: str) -> Frame | None:
    """Return the frame of a passive, with its subject as a content, an addressee, or neither."""
    parse, verb = clause.parse, clause.verb
    content = content_from(parse, slot.first, verb.head, clause=slot.is_clause)
    if content is None:
        return None
    subject = None if _is_impersonal(clause) else verb.own
    addressee = subject if verb.lemma in ADDRESSED else None
    pieces: tuple[range, ...] = (content,)
    if subject is not None and addressee is None and slot.kind != "that":
        pieces = (subject, content)
    stop = verb.stop if agent is None else verb.stop + 1
    if agent is None and slot.kind == "pp":
        stop = slot.first
    complement = prefix + complement_of(parse, slot, content)
    return Frame(
        (range(verb.first, stop),), clause.verb.lemma, agent, pieces, complement, addressee
    )
