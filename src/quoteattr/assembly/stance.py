"""How an attribution stands to its content: negated, hedged, hypothetical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.model import Certainty, CueType, Polarity
from quoteattr.words import AUXILIARIES

if TYPE_CHECKING:
    from quoteattr.frame import Frame
    from quoteattr.text import Parse

__all__ = ["stance"]

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "rarely"))
_NEGATIVE_CUES = frozenset(("deny", "decline", "refuse", "disavow"))
_WITHHOLDING = frozenset(("decline", "refuse", "fail", "forget", "omit", "deny", "neglect"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "no-one"))
_HEDGES = frozenset(
    "allegedly apparently evidently presumably purportedly reportedly seemingly supposedly".split()
)
_SEEMING = frozenset(("seem", "appear"))
_BEFORE_CUES = AUXILIARIES | _SEEMING | _WITHHOLDING
# “She would later say” looks ahead from the past: she said it.
_AFTERWARDS = frozenset(("later", "eventually", "subsequently"))
_MODALS = frozenset(("would", "could", "might", "may", "should"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_GROUP_TAGS = frozenset(("MD", "RB", "TO"))
_LONGEST_GROUP = 6
_IMPERSONAL = frozenset(("it", "what"))


def stance(parse: Parse, frame: Frame) -> tuple[Polarity, Certainty]:
    """Tell whether the source did report the content, and how certain the report itself is."""
    if not frame.cue:
        return Polarity.POSITIVE, Certainty.ASSERTED
    group = _verb_group(parse, frame)
    return _polarity(parse, frame, group), _certainty(parse, frame, group)


def _polarity(parse: Parse, frame: Frame, group: list[int]) -> Polarity:
    """Count negations: two cancel each other."""
    forms, lemmas = parse.forms, parse.lemmas
    negations = sum(parse.words[at] in _NEGATIONS for at in group)
    negations += frame.lemma in _NEGATIVE_CUES
    negations += _is_withheld(parse, frame, group)
    if frame.source is not None:
        negations += parse.words[frame.source.start] in _NOBODY
    after = frame.cue[-1].stop
    if after + 1 < len(forms) and parse.words[after] == "nothing":
        negations += lemmas[after + 1] in ("about", "of", "to", "on")
    return Polarity.NEGATIVE if negations % 2 else Polarity.POSITIVE


def _certainty(parse: Parse, frame: Frame, group: list[int]) -> Certainty:
    """Tell a report that is hedged, or only supposed."""
    forms, lemmas = parse.forms, parse.lemmas
    foretold = any(parse.words[at] in _AFTERWARDS for at in group)
    supposed = any(lemmas[at] in _MODALS for at in group) and not foretold
    if supposed or _is_conditional(parse, frame):
        return Certainty.HYPOTHETICAL
    after = frame.cue[-1].stop
    nearby = [*group, *range(max(0, group[0] - 1), group[0]), *range(after, after + 1)]
    if any(parse.words[at] in _HEDGES for at in nearby if at < len(forms)):
        return Certainty.HEDGED
    if any(lemmas[at] in _SEEMING for at in group) and lemmas[group[-1]] not in _SEEMING:
        return Certainty.HEDGED
    return Certainty.HEDGED if _is_agentless(parse, frame, group) else Certainty.ASSERTED


def _verb_group(parse: Parse, frame: Frame) -> list[int]:
    """Return the tokens of the cue and of the auxiliaries and adverbs before it."""
    tags, lemmas = parse.tags, parse.lemmas
    first = frame.cue[0].start
    floor = max(parse.sentence(first).start, first - _LONGEST_GROUP)
    start = first
    while start > floor and (
        tags[start - 1] in _GROUP_TAGS
        or (tags[start - 1][:2] == "VB" and lemmas[start - 1] in _BEFORE_CUES)
    ):
        if frame.source is not None and start - 1 in frame.source:
            break
        start -= 1
    return [*range(start, first), *[at for part in frame.cue for at in part]]


def _is_withheld(parse: Parse, frame: Frame, group: list[int]) -> bool:
    """Tell *declined to say*, *denied saying* and *without saying* from *said*."""
    lemmas = parse.lemmas
    head = next((at for at in reversed(group) if lemmas[at] == frame.lemma), group[-1])
    if any(at != head and lemmas[at] in _WITHHOLDING for at in group):
        return True
    before = group[0] - 1
    return before >= 0 and lemmas[before] == "without"


def _is_conditional(parse: Parse, frame: Frame) -> bool:
    """Tell whether *if* or *unless* opens the clause of the cue."""
    opening = min(
        [part.start for part in frame.cue] + ([frame.source.start] if frame.source else [])
    )
    return opening > 0 and parse.words[opening - 1] in _CONDITIONS


def _is_agentless(parse: Parse, frame: Frame, group: list[int]) -> bool:
    """Tell whether the cue is a passive that names nobody: *is said to*, *it is claimed*."""
    tags, lemmas, forms = parse.tags, parse.lemmas, parse.forms
    head = next((at for at in reversed(group) if tags[at] == "VBN"), -1)
    if head < 0 or not any(lemmas[at] == "be" for at in group if at < head):
        return False
    after = frame.cue[-1].stop
    agent = after < len(forms) and forms[after] == "by"
    if agent or frame.type is CueType.EVENTUALITY:
        return False
    if frame.source is None:
        return True
    return len(frame.source) == 1 and parse.words[frame.source.start] in _IMPERSONAL
