"""Nouns and adjectives that report: “her claim that …”, “Lee’s call for …”, “is afraid of …”."""

from collections.abc import Iterator

from quoteattr.extents import content_from
from quoteattr.frame import Frame
from quoteattr.syntax import noun_phrase_from, noun_phrase_to
from quoteattr.text import Parse
from quoteattr.words import NOUN_LINKS

__all__ = ["nominal_candidates"]

_AGENT_LINKS = frozenset("of by from among".split())
_AFTER_AGENT = frozenset("that to for about".split())
_COPULAS = frozenset({"be", "remain", "become", "feel"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "RB", "CD"})
_SUFFIXES = {"NN": "/n", "NNS": "/n", "JJ": "/j"}


def nominal_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield the candidate of every noun and adjective that the lexicon knows as a cue."""
    cues, tags, lemmas = parse.lexicon.cues, parse.tags, parse.lemmas
    for index in parse.bounds:
        suffix = _SUFFIXES.get(tags[index])
        if suffix is not None and f"{lemmas[index]}{suffix}" in cues:
            candidate = _nominal(parse, index, f"{lemmas[index]}{suffix}")
            if candidate is not None:
                yield candidate


def _nominal(parse: Parse, index: int, lemma: str) -> Frame | None:
    link, prefix = index + 1, ""
    if lemma.endswith("/j"):
        source = _bearer(parse, index)
    else:
        source = _owner(parse, index)
        if source is None and (done := _doer(parse, index)) is not None:
            source, prefix = done, "do-"
        if source is None and (agent := _agent(parse, link)) is not None:
            source, link = agent, agent.stop
    word = parse.word(link)
    if word not in NOUN_LINKS:
        return None
    clausal = word == "that" or (word == "to" and parse.tag(link + 1) in ("VB", "RB"))
    first = link if clausal else link + 1
    content = content_from(parse, first, index, clause=word == "that")
    if content is None:
        return None
    begin = index
    while lemma.endswith("/n") and parse.tag(begin - 1) in ("JJ", "RB"):
        begin -= 1
    adjoins = link == index + 1 and not clausal
    frame = f"{prefix if source is not None else 'bare-'}{word}"
    cue = range(begin, link + 1 if adjoins else index + 1)
    return Frame((cue,), lemma, source, (content,), frame, rules=("noun or adjective",))


def _before_modifiers(parse: Parse, index: int) -> int:
    """Return the token left of the adjectives before the noun at ``index``."""
    before = index - 1
    while parse.tag(before) in _MODIFIERS:
        before -= 1
    return before


def _owner(parse: Parse, index: int) -> range | None:
    """Return whose claim it is: “her”, “Lee’s”."""
    before = _before_modifiers(parse, index)
    if parse.tag(before) == "PRP$":
        return range(before, before + 1)
    if parse.tag(before) == "POS":
        return noun_phrase_to(parse, before - 1)
    return None


def _doer(parse: Parse, index: int) -> range | None:
    """Return who makes a claim in “they made the claim that …”: the subject of the verb."""
    before = _before_modifiers(parse, index)
    before -= parse.tag(before) == "DT"
    verb = parse.verb_with(before)
    return None if verb is None else verb.subject


def _agent(parse: Parse, link: int) -> range | None:
    """Return whose belief it is in “the belief among voters that …”."""
    if parse.word(link) not in _AGENT_LINKS:
        return None
    agent = noun_phrase_from(parse, link + 1)
    return agent if agent is not None and parse.word(agent.stop) in _AFTER_AGENT else None


def _bearer(parse: Parse, index: int) -> range | None:
    """Return who is afraid: the subject of the copula before an adjective."""
    before = _before_modifiers(parse, index)
    for verb in parse.verbs:
        if before <= verb.stop <= index and verb.lemma in _COPULAS:
            return verb.subject
    return None
