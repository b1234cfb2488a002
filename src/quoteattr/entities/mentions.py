"""One pass over a text: names, pronouns and the mentions asked for, in the order they end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.entities.describer import Describer, Finding
from quoteattr.entities.descriptions import (
    MEDIA_NOUNS,
    QUANTIFIERS,
    SINGULAR_QUANTIFIERS,
    described_kind,
    plain_text,
)
from quoteattr.entities.directory import Directory, Draft
from quoteattr.entities.institutions import BODIES, FIRMS, is_body, may_be_firm
from quoteattr.entities.name import Name
from quoteattr.entities.namefinder import NameFinder
from quoteattr.entities.offices import RoleIndex, RoleReader
from quoteattr.entities.pronouns import GENDERED, Candidate, Recent
from quoteattr.entities.sourcephrases import Phrase, PhraseReader
from quoteattr.model import EntityKind
from quoteattr.words import FINITE, RELATIVES

if TYPE_CHECKING:
    from quoteattr.text import Parse

__all__ = ["Finding", "Reading"]

_COURTESY = frozenset(("mr.", "mr", "mrs.", "mrs", "ms.", "ms", "miss", "mister"))
_FIRST_PERSON = {
    **dict.fromkeys(("i", "me", "my", "myself", "mine"), EntityKind.PERSON),
    **dict.fromkeys(("we", "us", "our", "ourselves", "ours"), EntityKind.GROUP),
    **dict.fromkeys(("you", "your", "yours", "yourself"), EntityKind.UNKNOWN),
}
_PLURAL = frozenset(("they", "them", "their", "themselves", "theirs"))
_NEUTER = frozenset(("it", "its", "itself"))
_GROUPS = (EntityKind.GROUP, EntityKind.ORGANISATION)
_THINGS = (
    EntityKind.ORGANISATION,
    EntityKind.DOCUMENT,
    EntityKind.PLACE,
    EntityKind.UNKNOWN,
)
#: So many words *the chemical company* may have.
_LONGEST_FIRM = 5
_APPOSITION = 8
_LONGEST_CONJUNCTION = 3


@define
class Reading:
    """What is known while a text is read; `read` is called once."""

    parse: Parse
    finder: NameFinder
    names: list[Name]
    name_at: Mapping[int, Name]
    directory: Directory
    phrases: PhraseReader
    roles: RoleReader
    holders: RoleIndex
    describer: Describer
    recent: Recent = field(factory=Recent)
    _named: dict[int, Draft] = field(factory=dict[int, Draft])
    _pronouns: dict[int, Draft] = field(factory=dict[int, Draft])
    _subjects: Mapping[int, range] = field(factory=dict[int, range])
    _has_turns: bool = False
    _ends: dict[int, Draft] = field(factory=dict[int, Draft])

    @classmethod
    def of(cls, parse: Parse) -> Reading:
        """Find the names of a text and prepare to read it."""
        finder = NameFinder(parse)
        names = finder.find()
        name_at = {at: name for name in names for at in name.span}
        directory, holders = Directory(parse.lexicon), RoleIndex()
        roles = RoleReader(parse)
        describer = Describer(parse, directory, roles, holders)
        phrases = PhraseReader(parse, name_at)
        return cls(parse, finder, names, name_at, directory, phrases, roles, holders, describer)

    def read(self, mentions: Sequence[range]) -> dict[range, Finding]:
        """Return whom each of the ranges means."""
        asked = {span for span in mentions if span}
        # In the order of the text: what a set gives first may differ from run to run.
        subjects = dict.fromkeys(verb.subject for verb in self.parse.verbs if verb.subject)
        self._subjects = {at: subject for subject in subjects for at in subject}
        findings: dict[range, Finding] = {}
        for _, order, span, name in self._events(asked):
            if name is not None:
                self._meet(name)
            elif order == 1:
                self._meet_pronoun(span.start)
            else:
                findings[span] = self._find(span)
                draft = findings[span].draft
                if draft is not None:
                    self._ends[span.stop] = draft
                    self.recent.speak(draft, self.parse.layout.sentence_of[span.start])
        return findings

    def _events(self, asked: set[range]) -> list[tuple[int, int, range, Name | None]]:
        """Return names, pronouns and mentions asked for by where they end."""
        events: list[tuple[int, int, range, Name | None]] = [
            (name.span.stop, 0, name.span, name) for name in self.names
        ]
        events += [
            (at + 1, 1, range(at, at + 1), None)
            for at, tag in enumerate(self.parse.tags)
            if (tag == "PRP" or tag == "PRP$") and self.parse.words[at] in GENDERED
        ]
        events += [(span.stop, 2, span, None) for span in asked]
        # A shorter mention that ends with a longer one is read before it.
        events.sort(key=lambda event: (event[0], event[1], -event[2].start))
        return events

    def _meet(self, name: Name) -> None:
        tokens = self.parse.tokens
        surface = plain_text(tokens, name.core)
        draft = self.directory.find(name, surface, self._bracketed(name))
        span = name.span
        if draft.kind is not EntityKind.PERSON and name.article:
            span = range(span.start - 1, span.stop)
            if not draft.name.startswith("the "):
                draft.rename(f"the {surface}", name.words)
        draft.mention(span)
        self._named[name.core.start] = draft
        self._entitle(name, draft)
        self._remember(draft, span)

    def _bracketed(self, name: Name) -> Draft | None:
        """Return the entity before an acronym in brackets: *Security Council (UNSC)*."""
        forms, start = self.parse.forms, name.span.start
        if len(name.words) > 1 or start < 2 or forms[start - 1] != "(":
            return None
        before = self.name_at.get(start - 2)
        return self._named.get(before.core.start) if before is not None else None

    def _entitle(self, name: Name, draft: Draft) -> None:
        """Take up the office before or after a name."""
        forms = self.parse.forms
        if name.title is not None:
            first, stop = name.title.start, name.title.stop
            role = self.roles.read(stop - 1, first, stop)
            if role is not None:
                self.holders.add(role, draft)
            title = plain_text(self.parse.tokens, range(first, stop))
            if title.lower() not in _COURTESY and len(title) > len(draft.title or ""):
                draft.title = title
        stop = name.span.stop
        if stop + 1 < len(forms) and forms[stop] == ",":
            self._appose(stop + 1, draft)

    def _appose(self, first: int, draft: Draft) -> None:
        """Take up the office after a comma: *Jim Prosser, a Twitter spokesman,*."""
        tags, forms = self.parse.tags, self.parse.forms
        if (
            tags[first] not in ("DT", "NN", "JJ")
            and self.parse.words[first] not in self.parse.lexicon.nations
        ):
            return
        limit = min(len(tags), first + _APPOSITION)
        at = first
        while at < limit and tags[at] in ("DT", "NN", "JJ", "NNP", "NNPS", "POS", "HYPH"):
            at += 1
        if at == first or (at < limit and forms[at] not in (",", "of", "for", "at", "in", "from")):
            return
        role = self.roles.read(at - 1, first, limit)
        if role is None:
            return
        self.holders.add(role, draft)
        if draft.kind is EntityKind.UNKNOWN:
            draft.kind = EntityKind.PERSON
        if not draft.gender:
            draft.gender = self.parse.lexicon.genders.get(self.parse.words[at - 1], "")

    def _remember(self, draft: Draft, span: range) -> None:
        if self._opens_turn(span):
            # One alone may be a heading.
            self.recent.turn_of = draft if self._has_turns else None
            self._has_turns = True
        self.recent.add(
            Candidate(
                draft=draft,
                at=span.start,
                sentence=self.parse.layout.sentence_of[span.start],
                quoted=self.parse.marks.inside[span.start] >= 0,
                subject=self._is_subject(span),
            )
        )

    def _is_subject(self, span: range) -> bool:
        """Tell a subject from what stands inside of one: *Ann Lee, head of Larch, said*."""
        subject = self._subjects.get(span.start)
        if subject is None:
            return self.parse.tag(span.stop) in FINITE
        return span.start <= subject.start + 1

    def _opens_turn(self, span: range) -> bool:
        """Tell *Ann Lee:* at the start of a paragraph."""
        return (
            self.parse.form(span.stop) == ":" and self.parse.paragraph(span.start)[0] == span.start
        )

    def _meet_pronoun(self, at: int) -> None:
        gender = GENDERED[self.parse.words[at]]
        quoted = self.parse.marks.inside[at] >= 0
        draft = self.recent.person(gender, self.parse.layout.sentence_of[at], quoted)
        if draft is None:
            return
        self._pronouns[at] = draft
        draft.mention(range(at, at + 1))
        self._remember(draft, range(at, at + 1))

    def _find(self, span: range, depth: int = 0) -> Finding:
        phrase = self.phrases.read(span)
        if phrase.conjuncts and depth < _LONGEST_CONJUNCTION:
            return self._joint(phrase, depth)
        pronoun = self._pronoun(phrase)
        if pronoun is not None:
            return pronoun
        if phrase.name is not None:
            draft = self._named.get(phrase.name.core.start)
            if draft is not None:
                self._widen(draft, phrase.name, phrase)
                return Finding(draft)
        guessed = self._guessed(phrase)
        if guessed is not None:
            self._meet(guessed)
            return Finding(self._named[guessed.core.start])
        named = self._medium(phrase) or self._institution(phrase)
        if named is not None:
            named.mention(phrase.span)
            self._remember(named, phrase.span)
            return _meant(
                named, EntityKind.ORGANISATION, plain_text(self.parse.tokens, phrase.core)
            )
        finding = self.describer.describe(phrase, self._owner(phrase), self._asker(depth))
        draft = finding.draft
        # A statement is not its issuer: it gives its entity, but is no mention of it.
        if draft is not None and finding.kind in (None, draft.kind):
            span = range(phrase.span.start, self.describer.stop(phrase))
            draft.mention(span)
            self._remember(draft, span)
        return finding

    def _medium(self, phrase: Phrase) -> Draft | None:
        """Return the medium of *Time magazine*."""
        head, before = phrase.head, phrase.head - 1
        if before < phrase.core.start or self.parse.words[head] not in MEDIA_NOUNS:
            return None
        name = self.name_at.get(before)
        if name is None or name.kind is EntityKind.PERSON or name.kind is EntityKind.PLACE:
            return None
        return self._named.get(name.core.start)

    def _institution(self, phrase: Phrase) -> Draft | None:
        """Return the firm that *the chemical company* takes up, the latest that was named."""
        words, core = self.parse.words, phrase.core
        if words[core.start] != "the" or not 1 < len(core) <= _LONGEST_FIRM:
            return None
        if phrase.span.stop > core.stop or any(at in self.name_at for at in core):
            return None
        sentence = self.parse.layout.sentence_of[core.start]
        if words[phrase.head] in FIRMS:
            return self.recent.named(partial(may_be_firm, self.parse.lexicon), sentence)
        if words[phrase.head] in BODIES:
            return self.recent.named(is_body, sentence)
        return None

    def _guessed(self, phrase: Phrase) -> Name | None:
        """Return a name that the tagger overlooked: one met before, or a capitalised unknown."""
        forms, head = self.parse.forms, phrase.head
        word = forms[head]
        if not word[0].isupper() or head in self._named or phrase.partitive:
            return None
        if word.lower() in QUANTIFIERS or word.lower() in SINGULAR_QUANTIFIERS:
            return None
        if self.parse.times[head]:
            return None
        alone = len(phrase.core) == 1
        known = alone and self.directory.is_known(word.lower())
        kind = described_kind(self.parse, head)
        if not known and kind is not EntityKind.UNKNOWN:
            return None
        first = head
        while (
            first > phrase.core.start
            and forms[first - 1][0].isupper()
            and (self.parse.tags[first - 1] not in ("DT", "PRP$", "IN"))
        ):
            first -= 1
        return self.finder.guess(range(first, head + 1))

    def _asker(self, depth: int) -> Callable[[range], Finding] | None:
        """Return how to find out who issued a document; not for an issuer itself."""
        return None if depth else lambda span: self._find(span, depth + 1)

    def _widen(self, draft: Draft, name: Name, phrase: Phrase) -> None:
        """Let the phrase asked for stand for the name in it among the mentions."""
        stop = self.describer.stop(phrase)
        wide = range(phrase.span.start, max(stop, name.span.stop))
        for at in range(len(draft.mentions) - 1, max(-1, len(draft.mentions) - 8), -1):
            mention = draft.mentions[at]
            if wide.start <= mention.start and mention.stop <= wide.stop:
                draft.mentions[at] = wide
                return

    def _joint(self, phrase: Phrase, depth: int) -> Finding:
        members: list[Draft] = []
        for part in phrase.conjuncts:
            draft = self._find(part, depth + 1).draft
            if draft is not None and draft not in members:
                members += [each for each in draft.members or (draft,) if each not in members]
        group = self.describer.group(phrase.span, tuple(members))
        group.mention(phrase.span)
        self._remember(group, phrase.span)
        return Finding(group)

    def _pronoun(self, phrase: Phrase) -> Finding | None:
        if len(phrase.core) > 1 and self.parse.tags[phrase.head] != "PRP":
            return None
        at = phrase.head
        word = self.parse.words[at]
        if word in GENDERED and at == phrase.span.stop - 1:
            return _meant(self._pronouns.get(at), EntityKind.PERSON, word)
        if word in _FIRST_PERSON:
            return Finding(None, _FIRST_PERSON[word], f"Whom “{word}” means was left open.")
        if word in _PLURAL:
            return self._other(_GROUPS, at, word, EntityKind.GROUP)
        if word in _NEUTER:
            return self._other(_THINGS, at, word, EntityKind.UNKNOWN)
        if word in RELATIVES and len(phrase.span) == 1:
            return self._relative(at, word)
        return None

    def _other(
        self, kinds: tuple[EntityKind, ...], at: int, word: str, otherwise: EntityKind
    ) -> Finding:
        draft = self.recent.other(kinds, self.parse.layout.sentence_of[at])
        if draft is not None:
            draft.mention(range(at, at + 1))
        return _meant(draft, otherwise, word)

    def _relative(self, at: int, word: str) -> Finding:
        """Return the entity that a relative clause is about: *Clinton, who said …*."""
        forms, tags = self.parse.forms, self.parse.tags
        before = at - 1
        if before > 0 and forms[before] == ",":
            before -= 1
        name = self.name_at.get(before)
        if name is not None:
            return _meant(self._named.get(name.core.start), EntityKind.UNKNOWN, word)
        if before + 1 in self._ends:
            return _meant(self._ends[before + 1], EntityKind.UNKNOWN, word)
        if word not in ("who", "whom"):
            return Finding(None, EntityKind.UNKNOWN, f"Nothing near is what “{word}” may mean.")
        plural = before >= 0 and tags[before] in ("NNS", "NNPS", "DT")
        kind = EntityKind.GROUP if plural else EntityKind.PERSON
        return Finding(None, kind, f"“{word}” takes up no name.")

    def _owner(self, phrase: Phrase) -> Draft | None:
        """Return whose office, campaign or letter the phrase speaks of."""
        first = self._pronouns.get(phrase.span.start)
        if first is not None:
            return first
        before = phrase.head - 1
        if before >= phrase.span.start and (
            self.parse.tags[before] == "POS" or self.parse.words[before] in MEDIA_NOUNS
        ):
            before -= 1
        name = self.name_at.get(before) if before >= phrase.span.start else None
        return self._named.get(name.core.start) if name is not None else None


def _meant(draft: Draft | None, otherwise: EntityKind, word: str) -> Finding:
    if draft is None:
        return Finding(None, otherwise, f"Nobody near is whom “{word}” may mean.")
    return Finding(draft, None, f"“{word}” stands for {draft.name}.")
