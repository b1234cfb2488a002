"""Why an attribution is there: sentences for people, each signed by the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quoteattr.candidates import FINDERS
from quoteattr.extents import CORRECTIONS
from quoteattr.model import Evidence, Source
from quoteattr.quotations import PLACERS

if TYPE_CHECKING:
    from quoteattr.entities import Resolution
    from quoteattr.frame import Frame
    from quoteattr.text import Parse

__all__ = ["evidence_for"]

#: The room of each rule, and what it says to people.
_RULES: Mapping[str, tuple[str, str]] = {
    **{rule.name: ("candidates", rule.note) for rule in FINDERS},
    **{rule.name: ("extents", rule.note) for rule in CORRECTIONS},
    **{rule.name: ("quotations", rule.note) for rule in PLACERS},
}
_LEARNED = "No rule reads this as a report: the model does, by what it learned from articles."
_NOBODY = "Nobody is named as its speaker."


def evidence_for(
    parse: Parse, frame: Frame, speaker: Source | None, resolution: Resolution
) -> tuple[Evidence, ...]:
    """Return what rules, model and entities say for a frame, the earliest first."""
    where = parse.tokens.spans(frame.cue or frame.content[:1])
    found = [Evidence(*_RULES[name], where, name) for name in frame.rules[:1]]
    if frame.stage == "chosen" and not (found and found[0].stage == "candidates"):
        found.insert(0, Evidence("choice", _LEARNED, where))
    found += [Evidence("choice", note) for note in frame.notes]
    found += [Evidence(*_RULES[name], (), name) for name in frame.rules[1:]]
    if speaker is None:
        found.append(Evidence("assembly", _NOBODY))
    elif frame.source is not None and frame.source in resolution.notes:
        found.append(Evidence("entities", resolution.notes[frame.source], (speaker.span,)))
    return tuple(found)
