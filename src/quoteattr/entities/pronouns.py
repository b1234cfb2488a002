"""Whom a pronoun means: the recently mentioned people, organisations and groups."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from attrs import define, evolve, field, frozen

from quoteattr.entities.directory import Draft
from quoteattr.model import EntityKind

__all__ = ["GENDERED", "Candidate", "Recent"]

GENDERED = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
# What a mention at most that far back counts; measured on articles, not a law of language.
_REMEMBERED = 24
_FARTHEST = 12
_PER_SENTENCE = 0.9
_PER_RANK = 0.3
_SUBJECT = 0.8
_SOURCE = 0.6
_SURE_GENDER = 0.5
_QUOTED = 2.0
_UNNAMED = 1.0
_UNTOLD = 1.0
_THING = 1.5
_PLACED = 0.7
_OWN_WORDS = 2.5
_OFTEN = 5
# Whoever is not known to be a person has to fit so well.
_LEAST = -3.0


@frozen
class Candidate:
    """A mention that a later pronoun may mean."""

    draft: Draft
    at: int
    sentence: int
    quoted: bool
    subject: bool
    source: bool = False

    @property
    def weight(self) -> float:
        """How much the place of the mention speaks for it."""
        return (
            (_SUBJECT if self.subject else 0.0)
            + (_SOURCE if self.source else 0.0)
            - (_QUOTED if self.quoted else 0.0)
            - (_UNNAMED if self.draft.kind is EntityKind.UNNAMED else 0.0)
            - (_UNTOLD if self.draft.kind is EntityKind.UNKNOWN else 0.0)
            - (_THING if self.draft.kind is EntityKind.UNKNOWN and self.draft.is_thing else 0.0)
        )


@define
class Recent:
    """The last mentions of people and of other entities, of bounded length.

    ``turn_of`` is whose turn it is in a transcript: nobody says *he* of himself.
    """

    turn_of: Draft | None = None
    people: deque[Candidate] = field(factory=lambda: deque(maxlen=_REMEMBERED))
    others: deque[Candidate] = field(factory=lambda: deque(maxlen=_REMEMBERED))

    def add(self, candidate: Candidate) -> None:
        """Remember a mention as the latest one."""
        kind = candidate.draft.final_kind
        people = kind in (EntityKind.PERSON, EntityKind.UNNAMED) and not candidate.draft.plural
        (self.people if people else self.others).append(candidate)

    def speak(self, draft: Draft, sentence: int) -> None:
        """Remember that the last mention of somebody, in that sentence, was a source."""
        for candidates in (self.people, self.others):
            for number in range(len(candidates) - 1, -1, -1):
                candidate = candidates[number]
                if candidate.draft is draft or candidate.sentence < sentence:
                    if candidate.draft is draft and candidate.sentence == sentence:
                        candidates[number] = evolve(candidate, source=True)
                    break

    def person(self, gender: str, sentence: int, quoted: bool) -> Draft | None:
        """Return whom *he* or *she* means, None if nobody fits well enough.

        A person whose gender was not known has it from then on, unless somebody quoted says so.
        """
        best, best_score = None, -99.0
        met: set[int] = set()
        for candidate in reversed(self.people):
            draft = candidate.draft
            if sentence - candidate.sentence > _FARTHEST:
                break
            if draft is self.turn_of or (draft.gender and draft.gender != gender):
                continue
            met.add(id(draft))
            score = (
                candidate.weight
                + _across(candidate, quoted)
                + (_SURE_GENDER if draft.gender else 0.0)
                - _PER_SENTENCE * (sentence - candidate.sentence)
                - _PER_RANK * len(met)
            )
            if score > best_score:
                best, best_score = draft, score
        if best is None or (best_score < _LEAST and best.kind is not EntityKind.PERSON):
            return None
        if not quoted:
            best.gender = best.gender or gender
        return best

    def other(self, kinds: tuple[EntityKind, ...], sentence: int) -> Draft | None:
        """Return what *it* or *they* means, None if nothing of these kinds is near."""
        best, best_score = None, -99.0
        near = sorted([*self.others, *self.people], key=lambda one: -one.at)
        for rank, candidate in enumerate(near):
            draft = candidate.draft
            if sentence - candidate.sentence > 2:
                break
            if not _may_be(draft, kinds):
                continue
            score = (
                candidate.weight
                - (_PLACED if draft.final_kind is EntityKind.PLACE else 0.0)
                - sentence
                + candidate.sentence
                - _PER_RANK * rank
            )
            if score > best_score:
                best, best_score = draft, score
        return best

    def named(self, fits: Callable[[Draft], bool], sentence: int) -> Draft | None:
        """Return the entity that *the company* may take up, of those that fit, if any is near."""
        best, best_score = None, -99.0
        near = sorted([*self.others, *self.people], key=lambda one: -one.at)
        for rank, candidate in enumerate(near):
            draft = candidate.draft
            if sentence - candidate.sentence > _FARTHEST:
                break
            if not fits(draft):
                continue
            often = min(_OFTEN, len(draft.mentions))
            score = (
                candidate.weight
                + _PER_RANK * often
                - _PER_RANK * (sentence - candidate.sentence + rank)
            )
            if score > best_score:
                best, best_score = draft, score
        return best


def _may_be(draft: Draft, kinds: tuple[EntityKind, ...]) -> bool:
    """Tell what is of some kinds; several only where no unknown kind is wanted: *they*."""
    if EntityKind.UNKNOWN not in kinds:
        return draft.final_kind in kinds or draft.plural
    if draft.kind is EntityKind.UNKNOWN:
        return bool(draft.words) and not draft.gender and not draft.plural
    return draft.final_kind in kinds and not draft.plural


def _across(candidate: Candidate, quoted: bool) -> float:
    """Weigh a pronoun inside quotation marks: who is quoted seldom says *he* of himself."""
    if not quoted:
        return 0.0
    if candidate.quoted:
        return _QUOTED
    return -_OWN_WORDS if candidate.source else 0.0
