"""Offices and roles: who holds which, and whom *the president of Iran* means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.entities.directory import Draft

if TYPE_CHECKING:
    from quoteattr.text import Parse

__all__ = ["Role", "RoleIndex", "RoleReader"]

_HOLDERS = 8
_NEAR = 80
_LONGEST_TITLE = 4
_FORMER = frozenset(("former", "ex", "onetime", "late", "then"))
# *The general* is no attorney general, *the president* no vice president.
_NOT_SHORTENED = frozenset(("attorney general", "solicitor general", "surgeon general"))
_LESSER = ("vice", "deputy", "lieutenant", "assistant", "associate")
_COURTESY = frozenset(("mr.", "mrs.", "ms.", "sir", "dr."))


@frozen
class Role:
    """An office and what narrows it down: *president* with *iran*; ``former`` or not."""

    office: str
    narrowed: frozenset[str] = frozenset()
    former: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The offices under which this one may be taken up again, the exact one first."""
        short = self.office.rpartition(" ")[2]
        if (
            short == self.office
            or self.office in _NOT_SHORTENED
            or (self.office.startswith(_LESSER))
        ):
            return (self.office,)
        return (self.office, short)


@define
class RoleReader:
    """Reads roles off the tokens of one text."""

    parse: Parse

    def read(self, head: int, floor: int, ceiling: int) -> Role | None:
        """Return the role whose office ends at token ``head``, None if it is no office.

        Tokens from ``floor`` on may narrow it down, and an *of Iran* before ``ceiling``.
        """
        forms = self.parse.forms
        start, office = self._office(head, floor)
        if not office:
            return None
        narrowed = {self._place(forms[at]) for at in range(floor, start) if _identifies(forms[at])}
        former = any(self.parse.words[at] in _FORMER for at in range(max(0, floor - 1), start))
        after = head + 1
        if after + 1 < ceiling and forms[after] in ("of", "from", "for"):
            narrowed |= {
                self._place(forms[at])
                for at in range(after + 1, min(after + 5, ceiling))
                if _identifies(forms[at]) and self.parse.words[at] != "the"
            }
        return Role(office, frozenset(narrowed), former)

    def _office(self, head: int, floor: int) -> tuple[int, str]:
        """Return where the office that ends at ``head`` starts, and its common form."""
        forms, titles = self.parse.forms, self.parse.lexicon.titles
        for length in range(min(_LONGEST_TITLE, head - floor + 1), 0, -1):
            start = head - length + 1
            phrase = " ".join(forms[start : head + 1]).lower()
            if phrase in titles:
                return start, titles[phrase]
        lemma = self.parse.lemmas[head]
        if lemma in self.parse.lexicon.roles:
            return head, lemma
        return head, ""

    def _place(self, word: str) -> str:
        return self.parse.lexicon.place(word.lower())


@define
class RoleIndex:
    """Who has been given which role so far."""

    _holders: dict[str, list[tuple[Draft, Role]]] = field(
        factory=dict[str, list[tuple[Draft, Role]]]
    )

    def add(self, role: Role, draft: Draft) -> None:
        """Remember that ``draft`` holds ``role``."""
        if role.office in _COURTESY:
            return
        for key in role.keys:
            holders = self._holders.setdefault(key, [])
            if (draft, role) not in holders:
                holders.append((draft, role))
                if len(holders) > _HOLDERS:
                    del holders[0]

    def find(self, role: Role, at: int) -> Draft | None:
        """Return whom the role means at token ``at``: its only holder, or the only one near."""
        holders: list[Draft] = []
        known: dict[int, set[str]] = {}
        for draft, held in self._holders.get(role.office, ()):
            if held.former == role.former:
                known.setdefault(id(draft), set()).update(held.narrowed)
                if draft not in holders:
                    holders.append(draft)
        fitting = [draft for draft in holders if role.narrowed <= known[id(draft)]]
        if len(fitting) > 1:
            fitting = [draft for draft in fitting if at - draft.last <= _NEAR]
        return fitting[0] if len(fitting) == 1 else None


def _identifies(word: str) -> bool:
    """Tell whether a word narrows a role down to few people: names, parties."""
    return word[0].isupper() and word.lower() not in ("the", "a", "an", "former")
