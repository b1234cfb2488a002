"""What a source that is described and not named seems to be, and who issued a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.model import EntityKind
from quoteattr.words import DASHES, NOUNS, PROPER_NOUNS, TENSED

if TYPE_CHECKING:
    from quoteattr.text import Parse, Tokens
    from quoteattr.words import Lexicon

__all__ = [
    "DEFINITE",
    "INDEFINITE",
    "MEDIA_NOUNS",
    "QUANTIFIERS",
    "SINGULAR_QUANTIFIERS",
    "described_kind",
    "description_stop",
    "issuer",
    "issuer_within",
    "plain_text",
]

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
INDEFINITE = frozenset(("a", "an", "another", "one", "no", "any", "some", "every", "each"))
QUANTIFIERS = frozenset(
    "some many most several few others all both those these more none two three four five six"
    " tens dozens hundreds thousands millions neither majority half".split()
)
SINGULAR_QUANTIFIERS = frozenset("one another someone somebody everyone no-one anyone".split())
#: What newspapers call a medium after they have named it, and the media it may stand for.
MEDIA_NOUNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("newswire", "wire", "agency"), ("agency",)),
    **dict.fromkeys(("network", "broadcaster", "channel", "station"), ("network",)),
    **dict.fromkeys(("newspaper", "paper", "daily", "tabloid"), ("newspaper",)),
    "magazine": ("magazine",),
    **dict.fromkeys(("website", "site"), ("website",)),
    **dict.fromkeys(("outlet", "publication"), ("website", "newspaper", "magazine", "network")),
}
# A guess for rare nouns, right more often than not where a source is expected.
_PERSONAL_ENDINGS = ("ist", "man", "woman", "person", "ian", "er", "or", "ee")
_PLURAL_ENDINGS = ("ists", "men", "women", "persons", "ians", "ers", "ors", "ees")
_FARTHEST_DOCUMENT = 400
_VERBS = TENSED | {"VBN"}
_PHRASE_TAGS = NOUNS | {"DT", "JJ", "POS", "PRP$", "PRP", "CD"}
_BETWEEN = frozenset(("RB", "MD", "RP"))
_LONGEST_SUBJECT = 10
_LONGEST_DESCRIPTION = 12
_ENDS = DASHES | {",", "(", "who", "which", "that", "whose", ":"}


def plain_text(tokens: Tokens, span: range) -> str:
    """Return the text of some tokens on one line: a name does not depend on where lines end."""
    return " ".join(tokens.span(span.start, span.stop).text.split())


def described_kind(parse: Parse, head: int) -> EntityKind:
    """Return what the noun at token ``head`` describes, as far as the lexicon knows."""
    word, tag = parse.words[head], parse.tags[head]
    lemma = parse.lemmas[head]
    if parse.times[head]:
        return EntityKind.UNKNOWN
    lexicon = parse.lexicon
    after = "".join(parse.forms[head + 1 : head + 2])
    if word in lexicon.document_nouns or f"{word}-{after}" in lexicon.document_nouns:
        return EntityKind.DOCUMENT
    if tag in ("NNS", "NNPS"):
        return _plural_kind(word, lemma, lexicon)
    if word in lexicon.roles or word in lexicon.titles:
        return EntityKind.PERSON
    if word in lexicon.unnamed_nouns:
        return EntityKind.UNNAMED
    if word in lexicon.organisation_nouns:
        return EntityKind.ORGANISATION
    if word in lexicon.group_nouns or tag == "CD" or word == "%":
        return EntityKind.GROUP
    if word in lexicon.place_nouns:
        return EntityKind.PLACE
    if parse.forms[head].isupper() and 1 < len(word) < 7:
        return EntityKind.ORGANISATION
    return EntityKind.PERSON if word.endswith(_PERSONAL_ENDINGS) else EntityKind.UNKNOWN


def _plural_kind(word: str, lemma: str, lexicon: Lexicon) -> EntityKind:
    if word in lexicon.unnamed_nouns:
        return EntityKind.UNNAMED
    if word in lexicon.organisation_nouns:
        return EntityKind.ORGANISATION
    several = (lexicon.roles, lexicon.titles, lexicon.organisation_nouns)
    if word in lexicon.group_nouns or any(lemma in nouns for nouns in several):
        return EntityKind.GROUP
    return EntityKind.GROUP if word.endswith(_PLURAL_ENDINGS) else EntityKind.UNKNOWN


def description_stop(parse: Parse, span: range) -> int:
    """Return where a description ends: before the first comma, bracket or relative clause."""
    forms = parse.forms
    limit = min(span.stop, span.start + _LONGEST_DESCRIPTION)
    return next((at for at in range(span.start + 1, limit) if forms[at] in _ENDS), limit)


def issuer_within(parse: Parse, head: int, stop: int) -> range | None:
    """Return who a document is from, by the phrase itself: *a poll published by YouGov*.

    ``head`` is the document, and nothing from ``stop`` on belongs to the phrase.
    """
    forms, tags = parse.forms, parse.tags
    for at in range(head + 1, stop - 1):
        word = forms[at]
        if word in _ENDS:
            return None
        if word in ("by", "from") or (word == "in" and tags[at + 1] in PROPER_NOUNS):
            return range(at + 1, stop)
    return None


def issuer(parse: Parse, lemma: str, before: int) -> range | None:
    """Return who issued the document that a later mention at ``before`` takes up.

    *Netanyahu’s office provided a statement … the translated statement read* gives
    *Netanyahu’s office*; None if the document is not spoken of before.
    """
    lemmas, tags = parse.lemmas, parse.tags
    for at in range(before - 1, max(-1, before - _FARTHEST_DOCUMENT), -1):
        if lemmas[at] == lemma and tags[at] == "NN":
            return _subject(parse, at)
    return None


def _subject(parse: Parse, document: int) -> range | None:
    """Return the subject of the clause whose verb stands before the document."""
    tags = parse.tags
    floor = parse.sentence(document).start
    verb = document - 1
    while verb > max(floor, document - 7) and tags[verb] not in _VERBS:
        verb -= 1
    if tags[verb] not in _VERBS:
        return None
    stop = verb
    while stop > floor and (tags[stop - 1] in _VERBS or tags[stop - 1] in _BETWEEN):
        stop -= 1
    start = stop
    while start > max(floor, stop - _LONGEST_SUBJECT) and tags[start - 1] in _PHRASE_TAGS:
        start -= 1
    return range(start, stop) if start < stop else None
