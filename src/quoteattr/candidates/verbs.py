"""Verbal cues: every verb group that reports something before or after it."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.complements import complement, introduces
from quoteattr.candidates.passives import passive
from quoteattr.candidates.speech import speech_before_cue
from quoteattr.syntax import Clauses

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


def _chain_start(view: Clauses, number: int) -> int:
    """Return where “refused to say”, “went on to say”, “was quoted as saying” begin."""
    group = view.groups[number]
    if not number or group.form not in ("infinitive", "ing"):
        return group.first
    leader, link = view.groups[number - 1], group.first - 1
    leads = leader.lemma in _LEADING.get((view.word(link), group.form), ())
    if leader.lemma == "go":
        leads = leads and view.word(leader.stop) == "on"
    near = link - leader.stop <= (leader.lemma == "go")
    return leader.first if leads and near else group.first


def _introducing(view: Clauses, number: int) -> Iterator[Candidate]:
    """Yield “Lee replied, “No.”” of “It rained, and when asked, Lee replied, “No.””."""
    group = view.groups[number]
    if group.passive or group.lemma not in view.lexicon.cues:
        return
    candidate = complement(view, number)
    if candidate is not None and candidate.frame == "quote":
        yield candidate


def _is_quoted(view: Clauses, candidate: Candidate) -> bool:
    """Tell a quotation from words that merely end in one: Calling it “a mess,” Lee left."""
    first, marks = candidate.content[0], view.tagged.marks
    if view.role(first.start) != "open":
        return False
    return marks.pairs[marks.inside[first.start]].outer.stop >= first.stop


def _hangs(view: Clauses, number: int) -> bool:
    """Tell a doubtful verb in a clause such as “when the story broke”: its comma ends that."""
    own, entry = view.own(number), view.entry(number)
    if own is None or (entry is not None and entry.share("quote") > _SURE):
        return False
    return view.tag(own.start - 1) in ("IN", "WRB") and view.word(own.start - 1) != "as"


def verb_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield the candidate of every verb group that may be a cue.

    A verb that the lexicon does not know is one only beside a quotation (“…!” beamed Lee).
    """
    for number, group in enumerate(view.groups):
        known = group.lemma in view.lexicon.cues
        candidate = speech_before_cue(view, number)
        if candidate is not None and candidate.frame == "end" and introduces(view, number):
            yield from _introducing(view, number)
        if candidate is None and (known or introduces(view, number)):
            candidate = passive(view, number) if group.passive else complement(view, number)
        if candidate is None or (candidate.frame == "quote" and _hangs(view, number)):
            continue
        if candidate.cue.start == group.first:
            candidate = evolve(candidate, cue=range(_chain_start(view, number), candidate.cue.stop))
        if group.lemma == "put":
            yield evolve(candidate, lemma="put it")
        elif known:
            yield candidate
        elif candidate.frame.startswith("quote") and _is_quoted(view, candidate):
            yield evolve(candidate, lemma=_ANY_VERB)
