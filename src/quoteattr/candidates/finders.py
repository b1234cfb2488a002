"""From a text to its cue candidates, found sentence by sentence."""

from attrs import evolve

from quoteattr.candidates.labels import (
    byline_candidates,
    colon_candidates,
    headline_candidates,
    lead_in_candidates,
    without_lone_turns,
)
from quoteattr.candidates.nouns import nominal_candidates
from quoteattr.candidates.phrases import source_phrase_candidates
from quoteattr.candidates.verbs import verb_candidates
from quoteattr.frame import Frame
from quoteattr.syntax import stretches
from quoteattr.text import Parse

__all__ = ["find"]


def find(parse: Parse) -> list[Frame]:
    """Return what may be a report by the rules, before anything is decided."""
    candidates = list(byline_candidates(parse))
    for stretch in stretches(parse):
        view = parse.within(stretch)
        candidates += colon_candidates(view)
        candidates += headline_candidates(view)
        candidates += lead_in_candidates(view)
        candidates += source_phrase_candidates(view)
        candidates += verb_candidates(view)
        candidates += nominal_candidates(view)
    found = without_lone_turns(parse, candidates)
    return [evolve(one, score=parse.lexicon.reports(one.lemma, one.complement)) for one in found]
