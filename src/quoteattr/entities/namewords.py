"""What the words of a name tell by themselves: its kind, and which of them are a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.entities.name import FIRM_SUFFIXES, POST_NOMINALS, SUFFIXES
from quoteattr.model import EntityKind
from quoteattr.words import PARTIES, sense, senses

if TYPE_CHECKING:
    from quoteattr.words import Lexicon

__all__ = ["INSTITUTIONAL", "NameWords"]

#: Names of several words that begin so and have no given name are no person's.
INSTITUTIONAL = frozenset(
    "american british central european federal general global international national new north"
    " royal south united world".split()
)
_DOMAIN = re.compile(r"\w\.(?:com|org|net|co\.\w\w|\w\w)\Z")
_TITLE_LENGTH = 4
#: A given name and a last one.
_FULL = 2


@frozen
class NameWords:
    """Reads the words of names, in small letters, by the lists of a lexicon."""

    lexicon: Lexicon

    def listed_kind(self, words: tuple[str, ...]) -> EntityKind:
        """Return the kind that the lists or the last word tell, else unknown."""
        phrase = " ".join(words)
        last = words[-1]
        if phrase in self.lexicon.media or phrase in self.lexicon.organisations:
            return EntityKind.ORGANISATION
        if phrase in self.lexicon.countries or phrase in self.lexicon.places:
            return EntityKind.PLACE
        if " " in phrase and last in FIRM_SUFFIXES:
            return EntityKind.ORGANISATION
        if last in self.lexicon.organisation_nouns or self._names_office(words):
            return EntityKind.ORGANISATION
        if words[0] in INSTITUTIONAL and len(words) > 1 and last not in self.lexicon.titles:
            return EntityKind.UNKNOWN if self.title_words(words) else EntityKind.ORGANISATION
        if _DOMAIN.search(last) or (len(words) == 1 and last.endswith("news")):
            return EntityKind.ORGANISATION
        if (
            len(words) > 1
            and last in self.lexicon.place_nouns
            and words[0] not in self.lexicon.names
        ):
            return EntityKind.PLACE
        return EntityKind.UNKNOWN

    def is_affiliation(self, word: str) -> bool:
        """Tell the adjective or the member of a nation or a party."""
        return word in PARTIES or word in self.lexicon.nations

    def is_thing(self, word: str) -> bool:
        """Tell the noun of an institution, an event or a work from a title or a last name."""
        titled = word in self.lexicon.titles or word in self.lexicon.roles
        return not titled and senses(word)[0] not in ("-", "person")

    def title_words(self, words: tuple[str, ...]) -> int:
        """Return how many words of a run are the title before its name; all, if it is one."""
        titles, names = self.lexicon.titles, self.lexicon.names
        whole = self.ends_title(words, len(words))
        given = words[0] in names
        if whole and not (given and len(words) == 2):
            return len(words)
        if given and words[0] not in titles:
            return 0
        for cut in range(len(words) - 1, 0, -1):
            if self.ends_title(words, cut) and words[cut] not in SUFFIXES:
                return 0 if cut == 1 and given else self._past_of(words, cut)
        return 0

    def ends_title(self, words: tuple[str, ...], stop: int) -> bool:
        """Tell whether the words before ``stop`` end in a title."""
        titles = self.lexicon.titles
        return words[stop - 1] in titles or any(
            " ".join(words[stop - length : stop]) in titles
            for length in range(2, min(_TITLE_LENGTH, stop) + 1)
        )

    def stripped(self, words: tuple[str, ...]) -> int:
        """Return how many words before a full name are not its own: *Democrat Al Gore*."""
        lexicon = self.lexicon
        cut = next((at for at, word in enumerate(words[:-1]) if word in lexicon.names), 0)
        starts = (stop for stop in (3, 2) if " ".join(words[:stop]) in lexicon.countries)
        told = words[next(starts, 0) : cut]
        if all(map(self._is_before_name, told)) and not self._is_institution(words[:cut]):
            return cut
        # Nobody need know the given name where two words are left: *Broadcaster Piers Dorn*.
        cut = next((at for at, word in enumerate(words) if not self._is_personal(word)), 0)
        return cut if len(words) - cut == _FULL else 0

    def _names_office(self, words: tuple[str, ...]) -> bool:
        """Tell whether *X of Y* is an organisation: its first part ends in such a noun."""
        for joint in ("of", "for", "on"):
            if joint in words:
                head = words[words.index(joint) - 1]
                tail = words[words.index(joint) + 1 :]
                return head in self.lexicon.organisation_nouns and not any(
                    word in self.lexicon.titles for word in tail
                )
        return False

    def _past_of(self, words: tuple[str, ...], cut: int) -> int:
        """Step over the office of *Minister of Foreign Affairs Sergei Lavrov*."""
        if words[cut] not in ("of", "for"):
            return cut
        for at in range(cut + 2, len(words)):
            if words[at] in self.lexicon.names:
                return at
        return min(len(words), cut + 2)

    def _is_before_name(self, word: str) -> bool:
        """Tell what may stand before a full name and is no part of it, however it is written."""
        lexicon, noun = self.lexicon, word.rpartition("-")[2]
        return (
            self.is_affiliation(word)
            or word.upper() in POST_NOMINALS
            or word in lexicon.countries
            or noun in lexicon.roles
            or noun in lexicon.titles
            or sense(noun, "NN") != "-"
        )

    def _is_institution(self, words: tuple[str, ...]) -> bool:
        """Tell words that end in the noun of an institution, whose name goes on."""
        return bool(words) and words[-1] in self.lexicon.organisation_nouns

    def _is_personal(self, word: str) -> bool:
        """Tell a noun for a person, which may stand before a name as a title does."""
        noun = word.rpartition("-")[2]
        known = noun in self.lexicon.roles or noun in self.lexicon.titles
        return (known or sense(noun, "NN") == "person") and word not in self.lexicon.names
