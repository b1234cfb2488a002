"""Nouns and adjectives that report: “her claim that …”, “Lee’s call for …”, “is afraid of …”."""

from collections.abc import Iterator, Mapping

from quoteattr.extents import content_from
from quoteattr.frame import Frame
from quoteattr.syntax import noun_phrase_from, noun_phrase_to
from quoteattr.text import Parse
from quoteattr.words import NOUN_LINKS

__all__ = ["adjective", "noun"]

_AGENT_LINKS = frozenset("of by from among".split())
_FOLLOWING = NOUN_LINKS | _AGENT_LINKS
_AFTER_AGENT = frozenset("that to for about".split())
_COPULAS = frozenset({"be", "remain", "become", "feel"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "RB", "CD"})
_NOUNS: Mapping[str, str] = {"NN": "/n", "NNS": "/n"}
_ADJECTIVES: Mapping[str, str] = {"JJ": "/j"}


def noun(parse: Parse) -> Iterator[Frame]:
    """Yield “Lee’s claim that …”, “they made the claim that …”, “the claim by Lee that …”."""
    for index, lemma in _cues(parse, _NOUNS):
        link, prefix = index + 1, "bare-"
        source = _owner(parse, index)
        if source is not None:
            prefix = ""
        elif (source := _doer(parse, index)) is not None:
            prefix = "do-"
        elif (source := _agent(parse, link)) is not None:
            prefix, link = "", source.stop
        begin = index
        while parse.tag(begin - 1) in ("JJ", "RB"):
            begin -= 1
        yield from _linked(parse, range(begin, index + 1), lemma, source, link, prefix)


def adjective(parse: Parse) -> Iterator[Frame]:
    """Yield “Lee is afraid of …”, “voters were sure that …”."""
    for index, lemma in _cues(parse, _ADJECTIVES):
        source = _bearer(parse, index)
        prefix = "bare-" if source is None else ""
        yield from _linked(parse, range(index, index + 1), lemma, source, index + 1, prefix)


def _cues(parse: Parse, suffixes: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the nouns or the adjectives that the lexicon knows as cues, with a link after them."""
    cues, tags, lemmas = parse.lexicon.cues, parse.tags, parse.lemmas
    for index in [at for at in parse.bounds if tags[at] in suffixes]:
        lemma = lemmas[index] + suffixes[tags[index]]
        if lemma in cues and parse.word(index + 1) in _FOLLOWING:
            yield index, lemma


def _linked(
    parse: Parse, cue: range, lemma: str, source: range | None, link: int, prefix: str
) -> Iterator[Frame]:
    """Yield the frame of a cue whose content begins at or after the word at ``link``."""
    word = parse.word(link)
    if word not in NOUN_LINKS:
        return
    clausal = word == "that" or (word == "to" and parse.tag(link + 1) in ("VB", "RB"))
    first = link if clausal else link + 1
    content = content_from(parse, first, cue.stop - 1, clause=word == "that")
    if content is not None:
        adjoins = link == cue.stop and not clausal
        whole = range(cue.start, link + 1) if adjoins else cue
        yield Frame((whole,), lemma, source, (content,), prefix + word)


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
