"""Who has been named so far: the entities of a text and the names that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.entities.name import FIRM_SUFFIXES, Name
from quoteattr.model import EntityKind
from quoteattr.words import senses

if TYPE_CHECKING:
    from quoteattr.words import Lexicon

__all__ = ["Directory", "Draft"]

# Longer lists of namesakes do not occur in articles; the bound keeps the work per name constant.
_NAMESAKES = 8
_NEAR = 150
#: A given name and two last ones.
_DOUBLE = 3
_DOMINANT = 3
#: Words that begin many names and are nobody’s alone.
_NO_FIRMS = frozenset(
    [(word,) for word in "bank first general global international national new united".split()]
)
#: What newspapers are called.
_NEWSPAPERS = frozenset(
    """chronicle courier daily echo examiner express gazette guardian herald inquirer journal mail
    mirror news observer post reporter standard tabloid telegraph times tribune weekly""".split()
)
#: An acronym so long may leave a word out.
_LONG = 3
_SMALL_WORDS = frozenset(("of", "for", "the", "and", "on", "in", "&"))


@define(eq=False)
class Draft:
    """An entity while the text is still being read."""

    kind: EntityKind
    name: str = ""
    words: tuple[str, ...] = ()
    gender: str = ""
    title: str | None = None
    bare: bool = False
    plural: bool = False
    named: int = 0
    placed: int = 0
    last: int = -1
    mentions: list[range] = field(factory=list[range])
    members: tuple[Draft, ...] = ()

    def mention(self, span: range) -> None:
        """Add a mention; the same tokens count once."""
        self.last = span.start
        if not self.mentions or self.mentions[-1] != span:
            self.mentions.append(span)

    def rename(self, name: str, words: tuple[str, ...]) -> None:
        """Keep the longer of two proper names."""
        if len(name) > len(self.name):
            self.name, self.words = name, words

    @property
    def is_thing(self) -> bool:
        """Whether the name ends in a common noun that is no person: *Gulf War*."""
        return bool(self.words) and senses(self.words[-1])[0] not in ("-", "person")

    @property
    def final_kind(self) -> EntityKind:
        """The kind, with a guess for a name: a place, an organisation by its noun, or a person."""
        if self.kind is not EntityKind.UNKNOWN or not self.words:
            return self.kind
        if 2 * self.placed > self.named:
            return EntityKind.PLACE
        several = len(self.words) > 1 and len(self.words[0]) > 1 and self.is_thing
        return EntityKind.ORGANISATION if several else EntityKind.PERSON


@define
class Directory:
    """Finds the entity of a proper name among those named before it, or opens a new one."""

    lexicon: Lexicon
    _full: dict[tuple[str, str], Draft] = field(factory=dict[tuple[str, str], Draft])
    _last: dict[str, list[Draft]] = field(factory=dict[str, list[Draft]])
    _first: dict[str, list[Draft]] = field(factory=dict[str, list[Draft]])
    _organisations: dict[str, Draft] = field(factory=dict[str, Draft])
    _initials: dict[str, Draft] = field(factory=dict[str, Draft])
    _tails: dict[str, list[Draft]] = field(factory=dict[str, list[Draft]])
    _media: dict[str, Draft] = field(factory=dict[str, Draft])
    _firms: dict[tuple[str, ...], Draft] = field(factory=dict[tuple[str, ...], Draft])

    def find(self, name: Name, surface: str, before: Draft | None) -> Draft:
        """Return the entity of ``name``, written ``surface``.

        ``before`` is the entity that the name stands in brackets after, as *UNSC* in
        *United Nations Security Council (UNSC)*.
        """
        firm = self._firm(name)
        if firm is not None:
            draft = firm
        elif name.kind is EntityKind.PERSON or (
            name.kind is EntityKind.UNKNOWN and not name.article
        ):
            draft = self._person(name)
        else:
            draft = self._namesake(name) or self._organisation(name, before)
        draft.rename(surface, name.words)
        draft.named += 1
        draft.placed += name.placed
        if name.kind is EntityKind.PERSON and draft.kind is EntityKind.UNKNOWN:
            draft.kind = EntityKind.PERSON
        if not draft.gender and (name.title is not None or len(name.parts) > 1):
            draft.gender = name.gender
        return draft

    def described(self, phrase: str, draft: Draft) -> Draft:
        """Return the organisation that is called ``phrase``, which is ``draft`` if it is new."""
        return self._organisations.setdefault(phrase, draft)

    def is_known(self, word: str) -> bool:
        """Tell whether somebody of this last or first name has been met."""
        return word in self._last or word in self._first

    def latest_medium(self, types: tuple[str, ...]) -> Draft | None:
        """Return the news medium named last that is of one of these types, or of any."""
        found = [self._media[kind] for kind in (*types, "any") if kind in self._media]
        return max(found, key=lambda draft: draft.last) if found else None

    def latest_headed(self, noun: str) -> Draft | None:
        """Return the organisation named last whose name ends in ``noun``."""
        drafts = self._tails.get(noun)
        return max(drafts, key=lambda draft: draft.last) if drafts else None

    def _is_people(self, name: Name) -> bool:
        """Tell a people from its country."""
        phrase = " ".join(name.words)
        return phrase in self.lexicon.nations and phrase not in self.lexicon.countries

    def _firm(self, name: Name) -> Draft | None:
        """Return the firm that a name is the short form of: *Larch* for *Larch Systems Inc.*.

        Who was known by the short form alone is the firm once its whole name is given.
        """
        words, known = name.words, self._firms
        if name.title is not None or name.kind is EntityKind.PERSON or name.placed:
            return None
        if words[-1] not in FIRM_SUFFIXES:
            return known.get(words) if name.kind is not EntityKind.PLACE else None
        stems: list[tuple[str, ...]] = [words[:stop] for stop in range(len(words), 0, -1)]
        draft = next((known[stem] for stem in stems[:2] if stem in known), None)
        if draft is None:
            draft = self._known_short(stems[1:]) or Draft(EntityKind.ORGANISATION)
        draft.kind, draft.gender = EntityKind.ORGANISATION, ""
        for stem in stems:
            if stem not in _NO_FIRMS and not self._is_listed(stem):
                known.setdefault(stem, draft)
        return draft

    def _known_short(self, stems: list[tuple[str, ...]]) -> Draft | None:
        """Return who was named by the start of a firm’s name before, and by nothing else."""
        for stem in stems:
            if stem in _NO_FIRMS or self._is_listed(stem):
                continue
            draft = self._organisations.get(" ".join(stem))
            namesakes: list[Draft] = [*self._last.get(stem[-1], ()), *([draft] if draft else [])]
            for one in namesakes:
                if one.words == stem and one.kind is not EntityKind.PERSON:
                    return one
        return None

    def _is_listed(self, words: tuple[str, ...]) -> bool:
        """Tell the name of a place or an adjective, which is no short form."""
        lexicon, phrase = self.lexicon, " ".join(words)
        return phrase in lexicon.countries or phrase in lexicon.places or phrase in lexicon.nations

    def _person(self, name: Name) -> Draft:
        parts = name.parts
        if len(parts) == 1:
            return self._single(name, parts[0])
        first = parts[0]
        surnames = self._surnames(parts)
        met = [self._full[first, one] for one in surnames if (first, one) in self._full]
        known = met[0] if met else self._claimed(name, first, surnames)
        if known is None:
            known = Draft(name.kind)
        known.bare = False
        _add(self._first, first, known)
        for surname in surnames:
            self._full.setdefault((first, surname), known)
            for form in _last_forms(surname):
                _add(self._last, form, known)
        return known

    def _surnames(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the last names of a person, the first of two as well: *Wanda Vázquez Garced*."""
        *_, before, last = parts
        named = before in self.lexicon.names or senses(last) != ("-", "-")
        return (last,) if len(parts) < _DOUBLE or named else (before, last)

    def _claimed(self, name: Name, first: str, surnames: tuple[str, ...]) -> Draft | None:
        """Return who was known by a last or first name alone and now gets the full one."""
        for part in (*surnames, first):
            drafts = self._last.get(part, [])
            if len(drafts) == 1 and drafts[0].bare and _fits(drafts[0], name.gender):
                return drafts[0]
        return None

    def _single(self, name: Name, word: str) -> Draft:
        gender = name.gender if name.title is not None else ""
        namesakes = self._last.get(word)
        if namesakes:
            draft = _chosen([d for d in namesakes if _fits(d, gender)], name.span.start)
        elif name.title is None:
            draft = _only(self._first.get(word, ())) or self._short_form(word)
        elif name.by_first:
            draft = _only([d for d in self._first.get(word, ()) if _fits(d, gender)])
        else:
            draft = None
        if draft is None:
            draft = Draft(name.kind, bare=True)
            _add(self._last, word, draft)
        return draft

    def _namesake(self, name: Name) -> Draft | None:
        """Return the person a listed place or organisation is the last name of: *Washington*."""
        if len(name.words) != 1 or name.placed or name.article:
            return None
        people = [d for d in self._last.get(name.words[0], ()) if not d.bare]
        return _chosen(people, name.span.start) if people else None

    def _short_form(self, word: str) -> Draft | None:
        """Return the medium whose first word this is: *Fox* for *Fox News*."""
        draft = self._organisations.get(word)
        return draft if draft is not None and draft.kind is EntityKind.ORGANISATION else None

    def _organisation(self, name: Name, before: Draft | None) -> Draft:
        words = name.words
        phrase = " ".join(words)
        people = self._is_people(name)
        key = phrase if people else self.lexicon.place(phrase)
        draft = self._organisations.get(key)
        if draft is None and len(words) == 1:
            draft = self._acronym(words[0], before)
        if draft is None:
            draft = self._by_tail(words, name.article)
        if draft is None and len(words) > 1:
            draft = self._spelt_out(words)
        if draft is None:
            draft = Draft(EntityKind.GROUP if people else name.kind, plural=people)
        self._organisations[key] = draft
        self._enter(words, draft)
        return draft

    def _acronym(self, word: str, before: Draft | None) -> Draft | None:
        named = before is not None and before.kind in (EntityKind.ORGANISATION, EntityKind.UNKNOWN)
        # The end of a longer name may stand there: “… Scientific and Cultural Organization”.
        if before is not None and named and before.words and before.words[0][0] == word[0]:
            return before
        return self._initials.get(word.replace(".", ""))

    def _spelt_out(self, words: tuple[str, ...]) -> Draft | None:
        """Return what was known by its initials and is now spelt out."""
        for initials in _initials(words):
            draft = self._organisations.get(initials)
            if draft is not None and len(draft.words) == 1:
                return draft
        return None

    def _by_tail(self, words: tuple[str, ...], article: bool) -> Draft | None:
        """Return the organisation of which this is the end: *the Times*, *Security Council*."""
        if len(words) == 1 and not article:
            return None
        for draft in reversed(self._tails.get(words[-1], ())):
            longer = len(draft.words) > len(words)
            if longer and (draft.words[-len(words) :] == words or words == (_head(draft.words),)):
                return draft
        return None

    def _enter(self, words: tuple[str, ...], draft: Draft) -> None:
        for noun in {words[-1], _head(words)}:
            _add(self._tails, noun, draft)
        phrase = " ".join(words)
        if phrase in self.lexicon.media:
            self._media[self.lexicon.media[phrase]] = draft
            self._organisations.setdefault(words[0], draft)
        elif not _NEWSPAPERS.isdisjoint(words):
            self._media["any"] = draft
        elif "." in words[-1][1:-1]:
            self._media["website"] = draft
        if len(words) > 1:
            for initials in _initials(words):
                self._initials.setdefault(initials, draft)


def _head(words: tuple[str, ...]) -> str:
    """Return the noun that a name hangs on: *commission* in *Commission on Religious Peace*."""
    joints = (at for at, word in enumerate(words[1:]) if word in ("of", "for", "on", "against"))
    return words[next(joints, -1)]


def _initials(words: tuple[str, ...]) -> set[str]:
    """Return the acronyms that a name may have, with and without its small words."""
    own = [word for word in words if word not in _SMALL_WORDS and word not in ("u.s.", "us")]
    short = "".join([word[0] for word in own])
    # The CDC are the Centers for Disease Control and Prevention.
    less = {short[:-1]} if len(short) > _LONG else set[str]()
    return {"".join([word[0] for word in words]), short} | less


def _last_forms(last: str) -> set[str]:
    """Return the forms of a last name: *al-assad* also as *assad*, *van der berg* as *berg*."""
    forms = {last, last.rpartition(" ")[2]}
    forms |= {form[3:] for form in forms if form[:3] in ("al-", "el-") and len(form) > 3}
    return forms


def _add(index: dict[str, list[Draft]], key: str, draft: Draft) -> None:
    drafts = index.setdefault(key, [])
    if draft not in drafts:
        drafts.append(draft)
        if len(drafts) > _NAMESAKES:
            del drafts[0]


def _fits(draft: Draft, gender: str) -> bool:
    return not gender or not draft.gender or gender == draft.gender


def _only(drafts: list[Draft] | tuple[Draft, ...]) -> Draft | None:
    return drafts[0] if len(drafts) == 1 else None


def _chosen(drafts: list[Draft], at: int) -> Draft | None:
    """Choose among namesakes: the only one near, else the one named far more often.

    A wrong merge is worse than a missing one: otherwise the name stands for itself.
    """
    if len(drafts) < 2:
        return _only(drafts)
    full = [draft for draft in drafts if not draft.bare]
    near = [draft for draft in full if at - draft.last <= _NEAR]
    if len(near) == 1:
        return near[0]
    ranked = sorted(near or full, key=lambda draft: -len(draft.mentions))
    if len(ranked) == 1:
        return ranked[0]
    if ranked and len(ranked[0].mentions) >= _DOMINANT * len(ranked[1].mentions):
        return ranked[0]
    return next((draft for draft in drafts if draft.bare), None)
