"""Adverbs that report without saying who does: “reportedly”, “allegedly”."""

from attrs import evolve

from quoteattr.extents.correcting import Correction
from quoteattr.frame import Frame, Rule
from quoteattr.text import Parse, joined, tokens_of, without
from quoteattr.words import HEARSAY

__all__ = ["HEARSAY_CUE", "HEARSAY_IN_CUE"]

#: So often must a verb report, where “that” follows it, for an adverb to be a part of it.
_REPORTS = 0.5


def _hearsay_cue(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Give all around “reportedly” to what is reported: nobody is named who reports it.

    Right before a verb of reporting it only doubts that report: Lee reportedly said.
    """
    if frame.lemma not in HEARSAY:
        return frame
    cue = _adverbs(parse, frame)
    if _reports_beside(parse, cue):
        return None
    rest = without(frame.cue, cue)
    if not cue or not (rest or frame.source):
        return frame
    named = (frame.source,) if frame.source else ()
    content = joined([*frame.content, *rest, *named])
    return evolve(frame, cue=cue, source=None, content=content)


def _hearsay_in_cue(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave “reportedly” to itself beside another cue: Lee reportedly said."""
    if frame.lemma in HEARSAY:
        return frame
    cue = without(frame.cue, _adverbs(parse, frame))
    return evolve(frame, cue=cue) if cue and cue != frame.cue else frame


def _reports_beside(parse: Parse, adverbs: tuple[range, ...]) -> bool:
    """Tell adverbs right before a verb that mostly reports where “that” follows it."""
    after = adverbs[-1].stop if adverbs else len(parse.words)
    if after >= len(parse.words) or not parse.tags[after].startswith("VB"):
        return False
    entry = parse.lexicon.cues.get(parse.lemmas[after])
    return entry is not None and entry.share("that") >= _REPORTS


def _adverbs(parse: Parse, frame: Frame) -> tuple[range, ...]:
    found = [index for index in tokens_of(frame.cue) if parse.words[index] in HEARSAY]
    return tuple([range(index, index + 1) for index in found])


HEARSAY_CUE = Rule[Correction](
    "hearsay cue",
    "The adverb of hearsay names nobody: all around it is what is reported.",
    "[Lee] <has reportedly> {left}. ⇒ {Lee has} <reportedly> {left}.",
    _hearsay_cue,
)
HEARSAY_IN_CUE = Rule[Correction](
    "hearsay in cue",
    "The adverb of hearsay is a report of its own, not a part of the cue beside it.",
    "[Lee] <reportedly said> {that it rained}. ⇒ [Lee] reportedly <said> {that it rained}.",
    _hearsay_in_cue,
)
