"""Entities of sources that are described and not named: *the newswire*, *a spokesman*."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.entities.descriptions import (
    DEFINITE,
    INDEFINITE,
    MEDIA_NOUNS,
    QUANTIFIERS,
    SINGULAR_QUANTIFIERS,
    described_kind,
    description_stop,
    issuer,
    issuer_within,
    plain_text,
)
from quoteattr.entities.directory import Directory, Draft
from quoteattr.entities.offices import RoleIndex, RoleReader
from quoteattr.entities.sourcephrases import Phrase
from quoteattr.model import EntityKind

if TYPE_CHECKING:
    from quoteattr.text import Parse

__all__ = ["Describer", "Finding"]

#: What issues documents, beside whoever has a name.
_MAKERS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.UNNAMED)
_KEYLESS = frozenset(("the", "a", "an", "this", "that", "these", "those"))


@frozen
class Finding:
    """Whom a mention means, and how that was found where it needs telling.

    ``kind`` is what the mention itself is where that differs from the entity: a statement
    is a document though it speaks for an office.
    """

    draft: Draft | None
    kind: EntityKind | None = None
    note: str = ""

    @property
    def source_kind(self) -> EntityKind:
        """What the source is."""
        if self.kind is not None:
            return self.kind
        return self.draft.final_kind if self.draft is not None else EntityKind.UNKNOWN


@define
class Describer:
    """Finds the entities of descriptions, those met before included."""

    parse: Parse
    directory: Directory
    roles: RoleReader
    holders: RoleIndex
    _known: dict[tuple[object, ...], Draft] = field(factory=dict[tuple[object, ...], Draft])
    _headed: dict[tuple[str, str], Draft] = field(factory=dict[tuple[str, str], Draft])

    def describe(
        self, phrase: Phrase, owner: Draft | None, ask: Callable[[range], Finding] | None
    ) -> Finding:
        """Return what a phrase without a name as its head means.

        ``owner`` is whose it is (*Netanyahu’s office*); ``ask`` finds the entity of another
        range, here of who issued a document.
        """
        head = phrase.head
        word = self.parse.words[head]
        first = self.parse.words[phrase.span.start]
        if phrase.partitive or (word in QUANTIFIERS and len(phrase.core) == 1):
            kind = EntityKind.UNNAMED if word in SINGULAR_QUANTIFIERS else EntityKind.GROUP
            return Finding(self._new(phrase, kind))
        medium = self._medium(phrase, word, first)
        if medium is not None:
            return Finding(medium, None, f"“the {word}” stands for {medium.name}.")
        kind = described_kind(self.parse, head)
        if kind is EntityKind.DOCUMENT:
            return self._document(phrase, owner, first, ask)
        if kind is EntityKind.PERSON or kind is EntityKind.UNNAMED:
            return self._person(phrase, kind, owner, first)
        return Finding(self._same(phrase, kind, owner))

    def group(self, span: range, members: tuple[Draft, ...]) -> Draft:
        """Return the entity of a joint source; the same members are the same group."""
        key = ("group", *[id(member) for member in members]) if members else ("text", span)
        draft = self._known.get(key)
        if draft is None:
            forms = self.parse.forms
            clauses = (at for at in span[1:] if forms[at] in ("who", "which", "that", "("))
            stop = next(clauses, span.stop)
            while stop > span.start + 1 and not forms[stop - 1][-1].isalnum():
                stop -= 1
            name = plain_text(self.parse.tokens, range(span.start, stop))
            draft = self._known[key] = Draft(EntityKind.GROUP, name, members=members)
        return draft

    def stop(self, phrase: Phrase) -> int:
        """Return where the description ends within the phrase."""
        return max(phrase.core.stop, description_stop(self.parse, phrase.span))

    def _medium(self, phrase: Phrase, word: str, first: str) -> Draft | None:
        """Return what *the newswire* or *the department* takes up."""
        if first != "the" or len(phrase.core) != 2:
            return None
        found = [self.directory.latest_headed(word)]
        if word in MEDIA_NOUNS:
            found.append(self.directory.latest_medium(MEDIA_NOUNS[word]))
        drafts = [draft for draft in found if draft is not None]
        return max(drafts, key=lambda draft: draft.last) if drafts else None

    def _person(self, phrase: Phrase, kind: EntityKind, owner: Draft | None, first: str) -> Finding:
        indefinite = first in INDEFINITE
        role = self.roles.read(phrase.head, phrase.core.start, self.stop(phrase))
        if role is not None and not indefinite and owner is None:
            held = self.holders.find(role, phrase.head)
            if held is not None:
                return Finding(held, None, f"“{role.office}” stands for {held.name}.")
        if indefinite:
            return Finding(self._new(phrase, EntityKind.UNNAMED))
        named_before = first in DEFINITE or owner is not None
        if self.parse.words[phrase.head] in self.parse.lexicon.unnamed_nouns:
            kind = EntityKind.UNNAMED
        draft = self._same(phrase, kind, owner)
        draft.gender = draft.gender or self._gender(phrase.head)
        if role is not None and named_before:
            self.holders.add(role, draft)
        return Finding(draft)

    def _document(
        self,
        phrase: Phrase,
        owner: Draft | None,
        first: str,
        ask: Callable[[range], Finding] | None,
    ) -> Finding:
        if owner is not None:
            return Finding(owner, EntityKind.DOCUMENT, f"It was issued by {owner.name}.")
        lemma = self.parse.lemmas[phrase.head]
        key = ("document", lemma)
        named = issuer_within(self.parse, phrase.head, phrase.span.stop)
        maker = ask(named).draft if named is not None and ask is not None else None
        if maker is not None and (maker.words or maker.kind in _MAKERS):
            self._known[key] = maker
            return Finding(maker, EntityKind.DOCUMENT, f"It was issued by {maker.name}.")
        if first not in DEFINITE:
            self._known.pop(key, None)
        elif key not in self._known and ask is not None:
            span = issuer(self.parse, lemma, phrase.span.start)
            draft = ask(span).draft if span is not None else None
            if draft is not None and draft.kind is not EntityKind.DOCUMENT:
                self._known[key] = draft
        draft = self._known.get(key)
        if draft is None:
            draft = self._known[key] = self._new(phrase, EntityKind.DOCUMENT)
        issued = draft.kind is not EntityKind.DOCUMENT
        return Finding(
            draft, EntityKind.DOCUMENT, f"It was issued by {draft.name}." if issued else ""
        )

    def _same(self, phrase: Phrase, kind: EntityKind, owner: Draft | None) -> Draft:
        """Return the entity of a description, the same for the same words."""
        key: tuple[object, ...]
        headed = (self.parse.lemmas[phrase.head], self.parse.tags[phrase.head])
        before = self._headed.get(headed) if owner is None else None
        if before is not None and self._is_bare(phrase):
            return before
        if before is not None and headed[1] == "NNS" and _says_no_more(before.name):
            before.rename(self._text(phrase), ())
            return before
        if owner is not None:
            key = ("owned", id(owner), self.parse.lemmas[phrase.head])
        else:
            described = range(phrase.span.start, self.stop(phrase))
            key = ("text", *[w for at in described if (w := self.parse.words[at]) not in _KEYLESS])
        draft = self._known.get(key)
        if draft is None:
            draft = self._new(phrase, kind)
            if owner is None and kind in (EntityKind.ORGANISATION, EntityKind.GROUP):
                draft = self.directory.described(" ".join(map(str, key[1:])), draft)
            self._known[key] = draft
        elif not draft.words:
            draft.rename(self._text(phrase), ())
        return draft

    def _new(self, phrase: Phrase, kind: EntityKind) -> Draft:
        draft = Draft(kind, self._text(phrase))
        draft.gender = self._gender(phrase.head)
        draft.plural = self.parse.tags[phrase.head] in ("NNS", "NNPS")
        self._headed[self.parse.lemmas[phrase.head], self.parse.tags[phrase.head]] = draft
        return draft

    def _is_bare(self, phrase: Phrase) -> bool:
        """Tell *the official* and *officials*, which take up somebody of whom more was said."""
        described = range(phrase.span.start, self.stop(phrase))
        if len(described) == 1:
            return self.parse.tags[phrase.head] == "NNS"
        return len(described) == 2 and self.parse.words[phrase.span.start] in DEFINITE

    def _text(self, phrase: Phrase) -> str:
        return plain_text(self.parse.tokens, range(phrase.span.start, self.stop(phrase)))

    def _gender(self, head: int) -> str:
        return self.parse.lexicon.genders.get(self.parse.words[head], "")


def _says_no_more(name: str) -> bool:
    """Tell the name of a group that says no more than what it is: *the officials*."""
    return sum(word.lower() not in _KEYLESS for word in name.split()) == 1
