"""The lexicon: all that is known of cues, titles, names, organisations, places and nouns."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve, field, fields, frozen

from quoteattr.errors import LexiconError
from quoteattr.words.cues import CueEntry, parse_cues
from quoteattr.words.files import data_lines, data_text, word_set

__all__ = ["Lexicon"]

_GENDERS = ("male", "female", "either")
_MEDIA = ("agency", "network", "newspaper", "magazine", "website")
#: How entries of the same lemma are told apart: as a verb, a noun, an adjective.
_SUFFIXES = ("", "/n", "/j")
_NOUNS = ("person", "organisation", "place", "group", "unnamed", "document")
#: Phrases of several words by the first two of them.
_Phrases: TypeAlias = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]


def _fixed_cues(cues: Mapping[str, CueEntry]) -> Mapping[str, CueEntry]:
    return MappingProxyType(dict(cues))


def _fixed(words: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(words))


@frozen
class Lexicon:
    """Everything that is known of words. Immutable, its mappings too; keys in lower case.

    - ``cues``: a lemma and the entry of the cue;
    - ``titles``: a title and the form under which its variants meet (*pm*: *prime minister*);
    - ``names``: a given name and who bears it, ``male``, ``female`` or ``either``;
    - ``genders``: the gender that a title or a role noun tells;
    - ``organisations``: names that do not show that they name one;
    - ``media``: a news medium and what the paper calls it later (*reuters*: *agency*);
    - ``nations``: a country's names, adjectives and people, each with the country;
    - ``countries``: those of them that are nouns (*britain*, not *british*);
    - ``places``: a city, state or region, or its abbreviation, with its name;
    - ``roles`` and the nouns of organisations, places, groups, unnamed sources and documents.

    >>> lexicon = Lexicon.default()
    >>> str(lexicon.cues["believe"].type), lexicon.titles["pm"], lexicon.genders["spokeswoman"]
    ('belief', 'prime minister', 'female')
    >>> lexicon.media["reuters"], lexicon.nations["iranian"], "office" in lexicon.organisation_nouns
    ('agency', 'iran', True)
    """

    cues: Mapping[str, CueEntry] = field(converter=_fixed_cues)
    titles: Mapping[str, str] = field(converter=_fixed)
    names: Mapping[str, str] = field(converter=_fixed)
    genders: Mapping[str, str] = field(converter=_fixed)
    organisations: frozenset[str]
    media: Mapping[str, str] = field(converter=_fixed)
    nations: Mapping[str, str] = field(converter=_fixed)
    countries: frozenset[str]
    places: Mapping[str, str] = field(converter=_fixed)
    roles: frozenset[str]
    organisation_nouns: frozenset[str]
    place_nouns: frozenset[str]
    group_nouns: frozenset[str]
    unnamed_nouns: frozenset[str]
    document_nouns: frozenset[str]
    _openers: _Phrases = field(init=False, eq=False, repr=False)
    _phrases: _Phrases = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        verbs = [lemma for lemma, entry in self.cues.items() if entry.is_verb]
        object.__setattr__(self, "_openers", _by_first_words([*self.organisations, *self.media]))
        object.__setattr__(self, "_phrases", _by_first_words(verbs))

    @classmethod
    def default(cls) -> "Lexicon":
        """Return the lexicon that ships with the package, read at the first call.

        >>> Lexicon.default() is Lexicon.default()
        True
        """
        return _default()

    @classmethod
    def read(cls, path: str | PathLike[str]) -> "Lexicon":
        r"""Return the default lexicon with the cues of another cue file in place of its own.

        Raises `LexiconError` with the place of a line that is not of the right form, and for a
        file that is missing or no text in UTF-8.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "cues.txt"
        ...     size = path.write_text("toot\tassertion\tquote=90\n", encoding="utf-8")
        ...     list(Lexicon.read(path).cues)
        ['toot']
        """
        try:
            file = Path(path)
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, TypeError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise LexiconError(
                f"{path!s}: cannot be read ({reason}); a cue file is text in UTF-8"
            ) from error
        return evolve(cls.default(), cues=parse_cues(lines, file.name))

    def extend(
        self,
        *,
        cues: Iterable[CueEntry] = (),
        titles: Iterable[str] = (),
        names: Mapping[str, str] | None = None,
        organisations: Iterable[str] = (),
        media: Mapping[str, str] | None = None,
        nations: Mapping[str, str] | None = None,
        places: Iterable[str] = (),
        roles: Iterable[str] = (),
        nouns: Mapping[str, str] | None = None,
    ) -> "Lexicon":
        """Return a new lexicon with entries added; what is already there is replaced.

        ``names`` maps given names to ``male``, ``female`` or ``either``; ``media`` maps the
        name of a news medium to what papers call it: ``agency``, ``network``, ``newspaper``,
        ``magazine`` or ``website``; ``nations`` maps a country's adjectives, people and other
        names to the country; ``roles`` are nouns for one person; ``nouns`` maps a noun to what
        it describes: ``person``, ``organisation``, ``place``, ``group``, ``unnamed`` (a source
        kept anonymous) or ``document``. Capitals do not matter, nor does “the” before a name.
        Raises `LexiconError`, which names the entry and says what is allowed.

        >>> from quoteattr import CueEntry, CueType
        >>> toot = CueEntry("toot", CueType.ASSERTION, (("quote", 0.9), ("that", 0.9)))
        >>> lexicon = Lexicon.default().extend(cues=[toot], media={"The Ferry News": "newspaper"})
        >>> "toot" in lexicon.cues, lexicon.media["ferry news"]
        (True, 'newspaper')
        """
        countries = _words_map("nations", nations)
        kinds = _words_map("nouns", nouns, _NOUNS)
        kinds.update(dict.fromkeys(_words("roles", roles), "person"))
        lands = {land: self.nations.get(land, land) for land in map(_word, countries.values())}
        return evolve(
            self,
            cues={**self.cues, **_entries(cues)},
            titles={**{title: title for title in _words("titles", titles)}, **self.titles},
            names={**self.names, **_words_map("names", names, _GENDERS)},
            organisations=self.organisations.union(_words("organisations", organisations)),
            media={**self.media, **_words_map("media", media, _MEDIA)},
            nations={
                **{land: land for land in lands.values()},
                **self.nations,
                **{word: lands[_word(land)] for word, land in countries.items()},
            },
            countries=self.countries.union(lands.values()),
            places={**{place: place for place in _words("places", places)}, **self.places},
            roles=_regrouped(self.roles, kinds, "person"),
            organisation_nouns=_regrouped(self.organisation_nouns, kinds, "organisation"),
            place_nouns=_regrouped(self.place_nouns, kinds, "place"),
            group_nouns=_regrouped(self.group_nouns, kinds, "group"),
            unnamed_nouns=_regrouped(self.unnamed_nouns, kinds, "unnamed"),
            document_nouns=_regrouped(self.document_nouns, kinds, "document"),
        )

    def entry(self, lemma: str) -> CueEntry | None:
        """Return what is known of a lemma as a verb, a noun or an adjective that reports.

        >>> lexicon = Lexicon.default()
        >>> lexicon.entry("say").lemma, lexicon.entry("allegation").lemma, lexicon.entry("rain")
        ('say', 'allegation/n', None)
        """
        for suffix in _SUFFIXES:
            found = self.cues.get(lemma + suffix)
            if found is not None:
                return found
        return None

    def reports(self, lemma: str, *frames: str) -> float:
        """Return how reliably a lemma reports in the likeliest of some frames, 0 if it is no cue.

        >>> lexicon = Lexicon.default()
        >>> lexicon.reports("say", "that", "quote") > 0.8, lexicon.reports("rain", "that")
        (True, 0.0)
        """
        entry = self.cues.get(lemma)
        return 0.0 if entry is None else max(map(entry.share, frames))

    def place(self, name: str) -> str:
        """Return the country or place that a name in small letters stands for, else the name.

        >>> [Lexicon.default().place(name) for name in ("burmese", "ariz.", "springfield")]
        ['burma', 'arizona', 'springfield']
        """
        return self.nations.get(name) or self.places.get(name) or name

    def name_stop(self, words: Sequence[str], first: int) -> int:
        """Return where a listed name of several words that begins at ``first`` stops, else 0.

        ``words`` are those of a text in small letters.

        >>> Lexicon.default().name_stop(("the", "associated", "press", "reported"), 1)
        3
        """
        return _phrase_stop(self._openers, words, first)

    def verb_stop(self, lemmas: Sequence[str], first: int) -> int:
        """Return where a cue verb of several words that begins at ``first`` stops, else 0.

        >>> from quoteattr import CueEntry, CueType
        >>> slip = CueEntry("let slip", CueType.ASSERTION, (("that", 0.9),))
        >>> Lexicon.default().extend(cues=[slip]).verb_stop(("he", "let", "slip", "that"), 1)
        3
        """
        return _phrase_stop(self._phrases, lemmas, first)

    def __hash__(self) -> int:
        """Hash by size: equal lexicons have equal sizes."""
        return hash((len(self.cues), len(self.titles), len(self.names), len(self.media)))

    def __reduce__(self) -> tuple[Callable[..., "Lexicon"], tuple[object, ...]]:
        # Every process has the entries of the package at hand; they need not be sent to it.
        return (_default, ()) if self is _default() else (Lexicon, tuple(self._plain()))

    def _plain(self) -> Iterator[object]:
        """Yield the values of the fields; a mapping proxy cannot be pickled."""
        for each in fields(Lexicon):
            if each.init:
                value = getattr(self, each.name)
                yield value if isinstance(value, frozenset) else dict(value)


def _word(text: str) -> str:
    """Return a listed word or name as the lists have it."""
    return " ".join(text.lower().replace("’", "'").split()).removeprefix("the ")


def _words(what: str, given: Iterable[str]) -> list[str]:
    """Return words for a list, or refuse what is none."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise LexiconError(f"{what} takes a collection of strings, such as [{given!r}]")
    return [_checked(what, word) for word in given]


def _words_map(
    what: str, given: Mapping[str, str] | None, allowed: Collection[str] = ()
) -> dict[str, str]:
    """Return words with what is said of them, or refuse what cannot be said."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise LexiconError(f"{what} takes a mapping from words to what they are, not {given!r}")
    for word, value in given.items():
        if allowed and value not in allowed:
            raise LexiconError(f"{what}: {word!r} has {value!r}, not {_either(allowed)}")
        _checked(what, value)
    return {_checked(what, word): str(value) for word, value in given.items()}


def _either(allowed: Collection[str]) -> str:
    *others, last = allowed
    return f"{', '.join(others)} or {last}"


def _checked(what: str, word: object) -> str:
    if not isinstance(word, str) or not _word(word):
        raise LexiconError(f"{what} takes words and names, {word!r} is none")
    return _word(word)


def _regrouped(nouns: frozenset[str], kinds: Mapping[str, str], kind: str) -> frozenset[str]:
    """Return the nouns of a kind where some got another one: a noun has the kind given last."""
    return nouns.difference(kinds).union([noun for noun in kinds if kinds[noun] == kind])


def _entries(cues: Iterable[CueEntry]) -> dict[str, CueEntry]:
    entries: dict[str, CueEntry] = {}
    if isinstance(cues, CueEntry) or not isinstance(cues, Iterable):
        raise LexiconError("cues takes a collection of CueEntry objects, such as [CueEntry(…)]")
    for cue in cues:
        if not isinstance(cue, CueEntry):
            raise LexiconError(f"cues takes CueEntry objects, not {type(cue).__name__}")
        if cue.lemma in entries:
            raise LexiconError(f"cues has two entries for {cue.lemma!r}; put all frames into one")
        entries[cue.lemma] = cue
    return entries


def _by_first_words(phrases: Iterable[str]) -> _Phrases:
    """Return the phrases of several words by their first two, the longest first."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for words in sorted([tuple(phrase.split()) for phrase in phrases], key=len, reverse=True):
        if len(words) > 1:
            found.setdefault(words[:2], []).append(words)
    return found


def _phrase_stop(phrases: _Phrases, words: Sequence[str], first: int) -> int:
    for phrase in phrases.get(tuple(words[first : first + 2]), ()):
        stop = first + len(phrase)
        if tuple(words[first:stop]) == phrase:
            return stop
    return 0


@cache
def _default() -> Lexicon:
    titles, roles, nations = _rows("titles.txt"), _rows("roles.txt"), _rows("nations.txt")
    others = [word[1:] for row in nations for word in row if word[0] == "="]
    genders = {row[0]: row[2] for row in titles if len(row) > 2}
    return Lexicon(
        cues=parse_cues(data_text("cues.txt").splitlines(), "cues.txt"),
        titles={row[0]: "".join(row[1:2]) or row[0] for row in titles},
        names=_given_names() | {row[0]: row[1] for row in _rows("names.txt")},
        genders={**genders, **{row[0]: row[1] for row in roles if len(row) > 1}},
        organisations=word_set("organisations.txt"),
        media={row[0]: row[1] for row in _rows("media.txt")},
        nations={word.lstrip("="): row[0] for row in nations for word in row},
        countries=frozenset([*[row[0] for row in nations], *others]),
        places={word: row[0] for row in _rows("places.txt") for word in row},
        roles=frozenset([row[0] for row in roles]),
        organisation_nouns=word_set("organisation_nouns.txt"),
        place_nouns=word_set("place_nouns.txt"),
        group_nouns=word_set("group_nouns.txt"),
        unnamed_nouns=word_set("unnamed_nouns.txt"),
        document_nouns=word_set("document_nouns.txt"),
    )


def _rows(name: str) -> list[list[str]]:
    """Return the entries of a packaged list, cut at their tabs."""
    return [entry.split("\t") for entry in data_lines(name)]


def _given_names() -> dict[str, str]:
    """Return given names of many languages with who bears them."""
    rows = _rows("given_names.txt")
    return {name: gender for gender, names in rows for name in names.split()}
