"""Nouns and adjectives that report: “her claim that …”, “Lee’s call for …”, “is afraid of …”."""

from collections.abc import Iterator

from quoteattr.candidates.candidates import Candidate
from quoteattr.extents import content_from
from quoteattr.syntax import Clauses, noun_phrase_from, noun_phrase_to

__all__ = ["nominal_candidates"]

_LINKS = frozenset("that of for to about on against from by with in over as".split())
_AGENT_LINKS = frozenset("of by from among".split())
_AFTER_AGENT = frozenset("that to for about".split())
_COPULAS = frozenset({"be", "remain", "become", "feel"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "RB", "CD"})
_SUFFIXES = {"NN": "/n", "NNS": "/n", "JJ": "/j"}


def nominal_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield the candidate of every noun and adjective that the lexicon knows as a cue."""
    cues, pos, lemmas = view.lexicon.cues, view.tagged.pos, view.tagged.lemmas
    for index in view.sentence:
        suffix = _SUFFIXES.get(pos[index])
        if suffix is not None and f"{lemmas[index]}{suffix}" in cues:
            candidate = _nominal(view, index, f"{lemmas[index]}{suffix}")
            if candidate is not None:
                yield candidate


def _nominal(view: Clauses, index: int, lemma: str) -> Candidate | None:
    link, prefix = index + 1, ""
    if lemma.endswith("/j"):
        source = _bearer(view, index)
    else:
        source = _owner(view, index)
        if source is None and (done := _doer(view, index)) is not None:
            source, prefix = done, "do-"
        if source is None and (agent := _agent(view, link)) is not None:
            source, link = agent, agent.stop
    word = view.word(link)
    if word not in _LINKS:
        return None
    clausal = word == "that" or (word == "to" and view.tag(link + 1) in ("VB", "RB"))
    first = link if clausal else link + 1
    content = content_from(view, first, index, clause=word == "that")
    if content is None:
        return None
    begin = index
    while lemma.endswith("/n") and view.tag(begin - 1) in ("JJ", "RB"):
        begin -= 1
    adjoins = link == index + 1 and not clausal
    frame = f"{prefix if source is not None else 'bare-'}{word}"
    cue = range(begin, link + 1 if adjoins else index + 1)
    return Candidate(lemma, frame, cue, source, (content,), f"{word} after a noun or adjective")


def _before_modifiers(view: Clauses, index: int) -> int:
    """Return the token left of the adjectives before the noun at ``index``."""
    before = index - 1
    while view.tag(before) in _MODIFIERS:
        before -= 1
    return before


def _owner(view: Clauses, index: int) -> range | None:
    """Return whose claim it is: “her”, “Lee’s”."""
    before = _before_modifiers(view, index)
    if view.tag(before) == "PRP$":
        return range(before, before + 1)
    if view.tag(before) == "POS":
        return noun_phrase_to(view.tagged, before - 1, view.sentence.start)
    return None


def _doer(view: Clauses, index: int) -> range | None:
    """Return who makes a claim in “they made the claim that …”: the subject of the verb."""
    before = _before_modifiers(view, index)
    before -= view.tag(before) == "DT"
    for group, subject in zip(view.groups, view.subjects, strict=True):
        if group.head == before:
            return subject
    return None


def _agent(view: Clauses, link: int) -> range | None:
    """Return whose belief it is in “the belief among voters that …”."""
    if view.word(link) not in _AGENT_LINKS:
        return None
    agent = noun_phrase_from(view.tagged, link + 1, view.sentence.stop)
    return agent if agent is not None and view.word(agent.stop) in _AFTER_AGENT else None


def _bearer(view: Clauses, index: int) -> range | None:
    """Return who is afraid: the subject of the copula before an adjective."""
    before = _before_modifiers(view, index)
    for group, subject in zip(view.groups, view.subjects, strict=True):
        if before <= group.stop <= index and group.lemma in _COPULAS:
            return subject
    return None
