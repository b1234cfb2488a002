"""Who is spoken to: “told reporters that …”, read by the pattern of the cue."""

from attrs import evolve

from quoteattr.frames.cuecontext import CueContext
from quoteattr.frames.hypotheses import Hypothesis

__all__ = ["addressed"]


def addressed(context: CueContext, hypothesis: Hypothesis) -> Hypothesis:
    """Return a hypothesis with the addressee that the pattern of its cue names, if any.

    It is taken out of the cue and of the content, where it stands at the edge of either:
    people who annotate draw that line now here, now there.
    """
    addressee = context.pattern.addressee if context.pattern else None
    if hypothesis.addressee is not None or addressee is None:
        return hypothesis
    told = tuple(addressee)
    cue, content = hypothesis.cue, hypothesis.content
    if cue[-len(told) :] == told and len(cue) > len(told):
        cue = cue[: -len(told)]
    if content[: len(told)] == told and len(content) > len(told):
        content = content[len(told) :]
    if not {*hypothesis.source, *cue, *content}.isdisjoint(told):
        return hypothesis
    return evolve(hypothesis, cue=cue, content=content, addressee=addressee)
