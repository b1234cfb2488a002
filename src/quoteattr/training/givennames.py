"""Given names of many languages: whom a country named so, and those of the package Faker.

A word that means something else as well is none, for a sentence may begin with it: only names
that hardly ever stand in small letters, and that no list has for a place, a people or a firm,
are worth knowing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from unicodedata import name as name_of

from attrs import frozen

from quoteattr.errors import ExtraError
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.senses import WordNet
from quoteattr.words import CALENDAR, PARTIES
from quoteattr.words.lexicon import Lexicon

__all__ = ["Bearers", "given_name_lines", "read_births", "read_faker"]

#: A name that fewer children got is left out.
_LEAST = 300
#: A name that is a word or a place too, or a frequent last name, needs so many bearers.
_WORD, _LAST = 200_000, 30_000
#: So large a share of the bearers are of one gender where the name tells it.
_SHARE = 0.9
#: A name of a list counts like so many children; one of two letters is an abbreviation as often.
_LISTED, _SHORTEST = 300, 3
#: A word that is so often in small letters is no name.
_SMALL = 3
_WORDS = re.compile(r"(?<!\w)[a-z]+(?!\w)")
_NAME = re.compile(r"\w[\w'’-]+")
_ATTRIBUTES = {
    "first_names_female": "female",
    "first_romanized_names_female": "female",
    "first_names_male": "male",
    "first_romanized_names_male": "male",
}


@frozen
class Bearers:
    """How many girls and boys bear each name, and which names are last names as well."""

    female: Mapping[str, int]
    male: Mapping[str, int]
    last: frozenset[str] = frozenset()


def read_births(paths: Iterable[Path]) -> Bearers:
    """Return how many children got each name: lines such as ``Mary,F,7065``, a file a year.

    Raises `CorpusError` for a line that is none.
    """
    counts: dict[str, Counter[str]] = {"F": Counter(), "M": Counter()}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            name, _, rest = line.partition(",")
            sex, _, times = rest.partition(",")
            if sex not in counts or not times.isdigit():
                raise CorpusError(f"{path.name}, line {number}: not a name, F or M, and a number")
            counts[sex][name.lower()] += int(times)
    return Bearers(counts["F"], counts["M"])


def read_faker() -> Bearers:
    """Return the names that Faker has for many languages, in Latin letters.

    Raises `ExtraError` where Faker is not installed.
    """
    try:
        person = import_module("faker.providers.person")
    except ImportError as error:
        raise ExtraError("given names need Faker; install it with: pip install faker") from error
    counts: dict[str, Counter[str]] = {"female": Counter(), "male": Counter()}
    last: set[str] = set()
    for module in iter_modules(person.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for attribute, gender in _ATTRIBUTES.items():
            names = {name.split()[0] for name in getattr(provider, attribute, ())}
            counts[gender].update(name.lower() for name in names if _is_latin(name))
        if module.name == "en_US":
            last.update(name.lower() for name in provider.last_names)
    return Bearers(counts["female"], counts["male"], frozenset(last))


def _is_latin(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    latin = all(name_of(letter, "").startswith("LATIN") for letter in letters)
    return latin and name[0].isupper() and _NAME.fullmatch(name) is not None


def given_name_lines(
    births: Bearers, listed: Bearers, wordnet: WordNet, lexicon: Lexicon, texts: Iterable[str]
) -> Iterator[str]:
    """Yield who bears them and the names, tab-separated.

    ``lexicon`` tells the words that are something else, ``texts`` those in small letters.
    """
    small: Counter[str] = Counter()
    for text in texts:
        small.update(_WORDS.findall(text))
    others = _others(lexicon)
    found: dict[str, list[str]] = {"either": [], "female": [], "male": []}
    for name in sorted({*births.female, *births.male, *listed.female, *listed.male}):
        born = births.female.get(name, 0) + births.male.get(name, 0)
        known = name in listed.female or name in listed.male
        enough = born >= _LEAST or known
        word = _is_word(wordnet, name) and born < _WORD
        last = name in listed.last and born < _LAST
        if not enough or word or last or len(name) < _SHORTEST or small[name] >= _SMALL:
            continue
        if name not in others:
            found[_gender(births, listed, name)].append(name)
    for gender, names in found.items():
        yield f"{gender}\t{' '.join(names)}"


def _others(lexicon: Lexicon) -> set[str]:
    """Return the words that are known for something else than people."""
    lists = (
        *(lexicon.places, lexicon.countries, lexicon.nations, lexicon.media, lexicon.titles),
        *(lexicon.organisations, lexicon.organisation_nouns, lexicon.place_nouns, lexicon.roles),
        *(lexicon.group_nouns, CALENDAR, PARTIES),
    )
    return {word for words in lists for word in words}


def _is_word(wordnet: WordNet, name: str) -> bool:
    """Tell a word of another meaning than a person of that name."""
    if name in wordnet.senses["v"] or name in wordnet.senses["j"]:
        return True
    return name in wordnet.senses["n"] and wordnet.labels(name, "n", "1")[0] != "person"


def _gender(births: Bearers, listed: Bearers, name: str) -> str:
    female = births.female.get(name, 0) + _LISTED * listed.female.get(name, 0)
    male = births.male.get(name, 0) + _LISTED * listed.male.get(name, 0)
    for gender, count in (("female", female), ("male", male)):
        if count >= _SHARE * (female + male):
            return gender
    return "either"
