"""From tagged text to what the patterns read in it: verbs, subjects and cue candidates."""

from attrs import frozen

from quoteattr.candidates.candidates import Candidate
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
from quoteattr.syntax import VerbGroup, read_clauses
from quoteattr.text import Tagged
from quoteattr.words import Lexicon

__all__ = ["Reading", "Verb", "read_patterns"]

#: A “sentence” longer than this many tokens is no sentence; it is read in stretches.
_LONGEST = 250


@frozen
class Verb:
    """A verb group with its subject, which may be ``shared`` with an earlier verb."""

    group: VerbGroup
    subject: range | None
    shared: bool


@frozen
class Reading:
    """What the patterns read in a text: cue candidates and verbs."""

    candidates: tuple[Candidate, ...]
    verbs: tuple[Verb, ...]


def read_patterns(tagged: Tagged, lexicon: Lexicon) -> Reading:
    """Read a text whose tags are mended, sentence by sentence."""
    candidates = list(byline_candidates(tagged))
    verbs: list[Verb] = []
    for sentence in tagged.layout.sentences:
        for start in range(sentence.start, sentence.stop, _LONGEST):
            stretch = range(start, min(start + _LONGEST, sentence.stop))
            view = read_clauses(tagged, lexicon, stretch)
            verbs += map(Verb, view.groups, view.subjects, view.shared)
            candidates += colon_candidates(view)
            candidates += headline_candidates(view)
            candidates += lead_in_candidates(view)
            candidates += source_phrase_candidates(view)
            candidates += verb_candidates(view)
            candidates += nominal_candidates(view)
    return Reading(tuple(without_lone_turns(tagged, candidates)), tuple(verbs))
