"""Cues in the passive: “it is claimed by X that …”, “he was accused of …”, “praised by X”."""

from quoteattr.candidates.complements import CLAUSAL, Slot, frame_name, slot_after
from quoteattr.extents import content_from
from quoteattr.frame import Frame
from quoteattr.syntax import noun_phrase_from
from quoteattr.text import Parse, Verb
from quoteattr.words import ADDRESSED

__all__ = ["passive"]


def passive(parse: Parse, group: Verb) -> Frame | None:
    """Read a verb in the passive; only an agent after “by” is its source.

    Of “he was accused of theft” the content is “he” and “theft”; in “she was told that it
    sank” she is the one spoken to.
    """
    subject, agent = group.own, None
    if parse.word(group.stop) == "by":
        agent = noun_phrase_from(parse, group.stop + 1)
    slot = slot_after(parse, group.stop if agent is None else agent.stop)
    impersonal = subject is not None and parse.word(subject.start) == "it"
    if slot.frame == "none":
        return None if agent is None or impersonal else _judged_by(group, agent)
    content = content_from(parse, slot.first, group.head, clause=slot.clause)
    if content is None:
        return None
    addressed = group.lemma in ADDRESSED and not impersonal
    pieces: tuple[range, ...] = (content,)
    if subject is not None and not impersonal and not addressed and slot.frame != "that":
        pieces = (subject, content)
    name = frame_name(parse, slot, content)
    if agent is None:
        name = f"it-{name}" if impersonal else f"passive-{name}"
    elif slot.frame not in CLAUSAL:
        name = f"by-{name}"
    cue = range(group.first, _cue_stop(group.stop, slot, agent))
    addressee = subject if addressed else None
    return Frame((cue,), group.lemma, agent, pieces, name, addressee, rules=("passive",))


def _cue_stop(stop: int, slot: Slot, agent: range | None) -> int:
    if agent is not None:
        return stop + 1
    return slot.first if slot.frame.startswith("pp-") else stop


def _judged_by(group: Verb, agent: range) -> Frame | None:
    """Read “the plan was condemned by the union”, where the subject is what is judged."""
    if group.subject is None:
        return None
    cue = range(group.first, group.stop + 1)
    return Frame((cue,), group.lemma, agent, (group.subject,), "by", rules=("judged by",))
