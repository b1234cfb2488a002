"""The word lists by which names and descriptions are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from quoteattr.words.files import data_lines, word_set

__all__ = ["Gazetteer", "gazetteer"]

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december jan. feb. mar. apr. jun. jul. aug."
    " sept. sep. oct. nov. dec. mon. tue. tues. wed. thu. thurs. fri. sat. sun. christmas easter"
    " thanksgiving ramadan a.m. p.m. am pm est edt gmt".split()
)
PARTIES = frozenset(
    "republican democratic democrat republicans democrats gop conservative labour liberal tory"
    " independent green libertarian rep. sen.".split()
)


@frozen
class Gazetteer:
    """What each listed word stands for; every key is in lower case.

    - ``titles``: a title and the form under which its variants meet (*pm*: *prime minister*);
    - ``genders``: the gender that a title or a role noun tells;
    - ``media``: a news medium and what the paper calls it later (*reuters*: *agency*);
    - ``nations``: a country's names, adjectives and people, each with the country;
    - ``countries``: those of them that are nouns (*britain*, not *british*);
    - ``openers``: the first words of listed organisations of several words, with the rests.

    >>> lists = gazetteer()
    >>> lists.titles["pm"], lists.genders["spokeswoman"], lists.nations["iranian"]
    ('prime minister', 'female', 'iran')
    """

    titles: Mapping[str, str]
    genders: Mapping[str, str]
    roles: frozenset[str]
    organisation_nouns: frozenset[str]
    place_nouns: frozenset[str]
    group_nouns: frozenset[str]
    unnamed_nouns: frozenset[str]
    document_nouns: frozenset[str]
    organisations: frozenset[str]
    media: Mapping[str, str]
    nations: Mapping[str, str]
    countries: frozenset[str]
    places: Mapping[str, str]
    openers: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def gazetteer() -> Gazetteer:
    """Read the packaged lists, once per process.

    >>> "office" in gazetteer().organisation_nouns
    True
    """
    titles: dict[str, str] = {}
    genders: dict[str, str] = {}
    for entry in data_lines("titles.txt"):
        title, rest = _columns(entry)
        canonical, gender = _columns(rest)
        titles[title] = canonical or title
        if gender:
            genders[title] = gender
    roles: list[str] = []
    for entry in data_lines("roles.txt"):
        role, gender = _columns(entry)
        roles.append(role)
        if gender:
            genders[role] = gender
    media = dict([_columns(entry) for entry in data_lines("media.txt")])
    organisations = word_set("organisations.txt")
    openers: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in sorted([*organisations, *media], key=len, reverse=True):
        words = tuple(name.split())
        if len(words) > 1:
            openers[words[0]] = (*openers.get(words[0], ()), words[1:])
    return Gazetteer(
        titles=titles,
        genders=genders,
        roles=frozenset(roles),
        organisation_nouns=word_set("organisation_nouns.txt"),
        place_nouns=word_set("place_nouns.txt"),
        group_nouns=word_set("group_nouns.txt"),
        unnamed_nouns=word_set("unnamed_nouns.txt"),
        document_nouns=word_set("document_nouns.txt"),
        organisations=organisations,
        media=media,
        nations=_synonyms("nations.txt"),
        countries=_countries(),
        places=_synonyms("places.txt"),
        openers=openers,
    )


def _columns(entry: str) -> tuple[str, str]:
    """Cut an entry at its first tab; what follows may be empty."""
    first, _, rest = entry.partition("\t")
    return first, rest


def _synonyms(name: str) -> dict[str, str]:
    """Map every word of a line to the first one: all names of a place to one of them."""
    forms: dict[str, str] = {}
    for entry in data_lines(name):
        words = entry.replace("=", "").split("\t")
        forms.update(dict.fromkeys(words, words[0]))
    return forms


def _countries() -> frozenset[str]:
    rows = [entry.split("\t") for entry in data_lines("nations.txt")]
    others = {word[1:] for row in rows for word in row[1:] if word[0] == "="}
    return frozenset(row[0] for row in rows) | others
