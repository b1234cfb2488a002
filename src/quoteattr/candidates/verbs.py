"""Verbal cues: every verb group that reports something before or after it."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.complements import complement, introduces
from quoteattr.candidates.passives import passive
from quoteattr.candidates.speech import speech_before_cue
from quoteattr.text import Parse, Verb

__all__ = ["verb_candidates"]

#: The lexicon's entry for a verb that it does not know beside a quotation.
_ANY_VERB = "*"
#: A verb so reliable before a quotation has it wherever it stands.
_SURE = 0.5
#: Verbs that say only whether or how something is said, by the link and form of the next verb.
_LEADING = {
    ("to", "infinitive"): frozenset({"continue", "decline", "fail", "go", "refuse"}),
    ("as", "ing"): frozenset({"cite", "quote"}),
}


def _chain_start(parse: Parse, group: Verb) -> int:
    """Return where “refused to say”, “went on to say”, “was quoted as saying” begin."""
    leader, link = parse.verb_before(group.first), group.first - 1
    if leader is None or group.form not in ("infinitive", "ing"):
        return group.first
    leads = leader.lemma in _LEADING.get((parse.word(link), group.form), ())
    if leader.lemma == "go":
        leads = leads and parse.word(leader.stop) == "on"
    near = link - leader.stop <= (leader.lemma == "go")
    return leader.first if leads and near else group.first


def _introducing(parse: Parse, group: Verb) -> Iterator[Candidate]:
    """Yield “Lee replied, “No.”” of “It rained, and when asked, Lee replied, “No.””."""
    if group.passive or group.lemma not in parse.lexicon.cues:
        return
    candidate = complement(parse, group)
    if candidate is not None and candidate.frame == "quote":
        yield candidate


def _is_quoted(parse: Parse, candidate: Candidate) -> bool:
    """Tell a quotation from words that merely end in one: Calling it “a mess,” Lee left."""
    first = candidate.content[0]
    if parse.role(first.start) != "open":
        return False
    return parse.pair(first.start).outer.stop >= first.stop


def _hangs(parse: Parse, verb: Verb) -> bool:
    """Tell a doubtful verb in a clause such as “when the story broke”: its comma ends that."""
    own = verb.own
    if own is None or parse.lexicon.reports(verb.lemma, "quote") > _SURE:
        return False
    return parse.tag(own.start - 1) in ("IN", "WRB") and parse.word(own.start - 1) != "as"


def verb_candidates(parse: Parse) -> Iterator[Candidate]:
    """Yield the candidate of every verb group that may be a cue.

    A verb that the lexicon does not know is one only beside a quotation (“…!” beamed Lee).
    """
    for group in parse.verbs:
        known = group.lemma in parse.lexicon.cues
        candidate = speech_before_cue(parse, group)
        if candidate is not None and candidate.frame == "end" and introduces(parse, group):
            yield from _introducing(parse, group)
        if candidate is None and (known or introduces(parse, group)):
            candidate = passive(parse, group) if group.passive else complement(parse, group)
        if candidate is None or (candidate.frame == "quote" and _hangs(parse, group)):
            continue
        if candidate.cue.start == group.first:
            candidate = evolve(candidate, cue=range(_chain_start(parse, group), candidate.cue.stop))
        if known:
            yield candidate
        elif candidate.frame.startswith("quote") and _is_quoted(parse, candidate):
            yield evolve(candidate, lemma=_ANY_VERB)
