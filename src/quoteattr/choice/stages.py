"""From a text to frames: roles, hypotheses, decisions, conflicts settled."""

from quoteattr.candidates import find, frozen_id
from quoteattr.choice.conflicts import settle
from quoteattr.choice.cuetypes import type_of
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.choice.inner import inner_frames
from quoteattr.choice.model import Model
from quoteattr.choice.readings import Readings
from quoteattr.choice.reasons import reasons
from quoteattr.choice.refining import refined
from quoteattr.choice.roles import read_roles
from quoteattr.choice.verdicts import THRESHOLD, Decision, decide
from quoteattr.frame import Frame
from quoteattr.text import Parse, runs_of

__all__ = ["find_frames"]

_LEARNED = "read by what was learned, not by a pattern"


def find_frames(parse: Parse, model: Model, threshold: float) -> list[Frame]:
    """Find the cues of a text with their sources and contents, in order of their cues.

    ``threshold``, from 0 to 1, is how likely a decision must be right to count.
    """
    columns = columns_of(parse, find(parse))
    roles = read_roles(columns, model.roles)
    readings = Readings(columns, roles, model.chains)
    decisions = decide(columns, roles, readings, model)
    # Conflicts are settled alike under every threshold, so that a higher one finds no more.
    settled = settle(decisions, min(threshold, THRESHOLD))
    frames = [_frame(columns, one, model) for one in settled if one.probability >= threshold]
    taken = frozenset([index for one in settled for index in one.hypothesis.cue])
    return sorted([*frames, *inner_frames(columns, frames, taken)], key=_place)


def _place(frame: Frame) -> int:
    return frame.cue[0].start


def _frame(columns: Columns, decision: Decision, model: Model) -> Frame:
    context = decision.example.context
    hypothesis = refined(columns, context, decision.hypothesis)
    lemma = context.lemma
    if context.pattern is not None and context.pattern.lemma != "*":
        lemma = context.pattern.lemma.partition("/")[0]
    pattern = hypothesis.pattern
    return Frame(
        cue=tuple(runs_of(hypothesis.cue)),
        lemma=lemma,
        type=type_of(columns, context, lemma, (hypothesis.cue, hypothesis.content), model.types),
        source=runs_of(hypothesis.source)[0] if hypothesis.source else None,
        content=tuple(runs_of(hypothesis.content)),
        addressee=hypothesis.addressee,
        rules=pattern.rules if pattern else (),
        score=model.confidence(decision.probability),
        notes=(frozen_id(pattern) if pattern else _LEARNED, *reasons(decision, model.facts)),
    )
