"""Finding proper names: where they are, what part is a title, what they seem to name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.entities.name import FIRM_SUFFIXES, PARTICLES, POST_NOMINALS, SUFFIXES, Name
from quoteattr.entities.namewords import INSTITUTIONAL, NameWords
from quoteattr.model import EntityKind
from quoteattr.words import CALENDAR, PROPER_NOUNS, lemma, sense

if TYPE_CHECKING:
    from quoteattr.text import Parse
    from quoteattr.words import Lexicon

__all__ = ["NameFinder"]

# A longer run of capitals is a heading or noise; cutting it keeps the work per token bounded.
LONGEST_NAME = 12
_ARTICLES = frozenset(("the", "The", "THE"))
#: Titles that go with a first name.
_FIRST_NAME_TITLES = frozenset(
    """archduke crown dame duke emir king lady lord maharaja pope prince princess queen saint sheik
    sheikh shaikh sir sister sultan""".split()
)
_ARABIC = frozenset(("al-", "el-"))
_PLACE_PREPOSITIONS = frozenset(("in", "In", "near", "from", "across"))


@define
class NameFinder:
    """Finds the names of one text, from left to right."""

    parse: Parse
    told: NameWords = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.told = NameWords(self.lexicon)

    @property
    def lexicon(self) -> Lexicon:
        """The words by which names are told apart."""
        return self.parse.lexicon

    def find(self) -> list[Name]:
        """Return the names in order of place; no token is in two of them."""
        tags = self.parse.tags
        names: list[Name] = []
        done = 0
        for at, tag in enumerate(tags):
            if tag[:2] != "NN" or at < done or not self._opens(at):
                continue
            stop, floor = self._run_stop(at), names[-1].span.stop if names else 0
            name = self._read(self._widened(at, stop, floor), stop, floor)
            if name is not None:
                names.append(name)
            done = stop
        return names

    def _opens(self, at: int) -> bool:
        word = self.parse.forms[at]
        if word[:3] in _ARABIC and len(word) > 3:
            return word[3].isupper()
        if not word[0].isupper() or not self._may_open(at):
            return False
        lower = word.lower()
        if lower not in CALENDAR:
            return True
        return lower in self.lexicon.names and self._is_name(at + 1)

    def _may_open(self, at: int) -> bool:
        """Tell a capitalised common noun that is a name from one that opens a sentence."""
        if self.parse.tags[at] in PROPER_NOUNS:
            return True
        sentence = self.parse.sentence(at)
        first = at == sentence.start or self.parse.marks.roles[at - 1] == "open"
        return not first or (at + 1 < sentence.stop and self._is_name(at + 1))

    def _is_name(self, at: int) -> bool:
        if at >= len(self.parse.tags) or self.parse.tags[at][:2] != "NN":
            return False
        word = self.parse.forms[at]
        if not word[0].isalpha() or (
            self.parse.tags[at] not in PROPER_NOUNS and not word[0].isupper()
        ):
            return False
        lower = word.lower()
        if lower not in CALENDAR:
            return True
        before = self.parse.words[at - 1]
        led = before in self.lexicon.names or before in self.lexicon.titles
        return lower in ("may", "march") and led

    def _run_stop(self, first: int) -> int:
        """Return where the run of name words that opens at ``first`` ends."""
        listed = self._listed_stop(first)
        if listed:
            return listed
        limit = min(
            first + LONGEST_NAME,
            self.parse.sentence(first).stop,
        )
        at = first + 1
        while at < limit:
            if (
                self.parse.words[at - 1] in FIRM_SUFFIXES
                and self.parse.words[at] in self.lexicon.names
            ):
                break
            step = 1 if self._is_name(at) else self._bridge(first, at)
            if not step:
                break
            at += step
        return min(at, limit)

    def _listed_stop(self, first: int) -> int:
        """Return the end of a listed name of several words, 0 if none starts here."""
        stop = self.lexicon.name_stop(self.parse.words, first)
        return 0 if stop and self._is_name(stop) else stop

    def _bridge(self, first: int, at: int) -> int:
        """Return how many tokens at ``at`` carry a name on that are no name words themselves."""
        forms = self.parse.forms
        word = forms[at]
        if word in ("of", "for", "on", "against"):
            return self._of_bridge(first, at)
        if word == "and":
            return self._and_bridge(first, at)
        if word == "&":
            return 2 if self._is_name(at + 1) else 0
        if word == "," or self.parse.words[at] in FIRM_SUFFIXES:
            return self._suffix(at)
        if word[:3] in _ARABIC and len(word) > 3:
            return 1
        if self.parse.tags[at] == "JJ":
            return self._adjective(at)
        if self.parse.tags[at] == "POS":
            return self._possessive_bridge(at)
        if word in PARTICLES:
            return self._particles(at)
        if self.parse.marks.roles[at] == "open":
            return self._nickname(at)
        return 0

    def _particles(self, at: int) -> int:
        """Carry on *Lindsay van der Berg*."""
        forms, steps = self.parse.forms, 1
        while at + steps < len(forms) and forms[at + steps] in PARTICLES and steps < 3:
            steps += 1
        return steps if self._is_name(at + steps) else 0

    def _adjective(self, at: int) -> int:
        """Carry on *Commission on International Religious Peace*."""
        if not self.parse.forms[at][0].isupper() or not self._is_name(at + 1):
            return 0
        return 0 if self.told.is_affiliation(self.parse.words[at]) else 1

    def _suffix(self, at: int) -> int:
        """Carry on *Foods plc*, *Foods, Inc.* and *Tom Hart, Jr.*."""
        if self.parse.forms[at] != ",":
            return 1
        follows = self.parse.word(at + 1)
        return 2 if follows in SUFFIXES or follows in FIRM_SUFFIXES else 0

    def _of_bridge(self, first: int, at: int) -> int:
        """Carry on *Department of Justice* and *Secretary of State*, not *Ann Lee of Ohio*."""
        forms = self.parse.forms
        article = at + 1 < len(forms) and forms[at + 1] == "the"
        follows = at + 1 + article
        if not self._is_name(follows):
            return 0
        before = self.parse.words[at - 1]
        phrase = " ".join(forms[max(first, at - 2) : follows + 1]).lower()
        office = f"{before} of {self.parse.words[follows]}"
        if phrase in self.lexicon.titles or office in self.lexicon.titles:
            return 1 + article + 1
        singular = lemma(before, "NNS")
        if not self.lexicon.organisation_nouns.isdisjoint((before, singular)):
            return 1 + article + 1
        if before in self.lexicon.titles and any(
            self._is_name(k) and self.parse.words[k] in self.lexicon.names
            for k in range(follows + 1, min(follows + 4, len(forms)))
        ):
            return 1 + article + 1
        return 0

    def _and_bridge(self, first: int, at: int) -> int:
        """Carry on *the Central and East European Coalition*, not *the FBI and Mossad*."""
        forms = self.parse.forms
        nouns = self.lexicon.organisation_nouns
        before = forms[at - 1]
        if first == 0 or forms[first - 1] not in _ARTICLES or before.isupper():
            return 0
        if before.lower() in nouns or self.told.listed_kind((before.lower(),)) is not (
            EntityKind.UNKNOWN
        ):
            return 0
        stop = at + 1
        while stop < at + LONGEST_NAME and self._is_name(stop):
            stop += 1
        whole = stop > at + 2 and self.parse.words[stop - 1] in nouns
        return stop - at if whole else 0

    def _possessive_bridge(self, at: int) -> int:
        """Carry on *Sheriff’s Office* and *Women’s March*, not *Trump’s Cabinet*."""
        before = self.parse.words[at - 1]
        if (
            not self._is_name(at + 1)
            or self.parse.words[at + 1] not in self.lexicon.organisation_nouns
        ):
            return 0
        group = before in self.lexicon.titles or before in self.lexicon.group_nouns
        one = lemma(before, "NNS")
        several = one != before and (one in self.lexicon.titles or sense(one, "NN") == "person")
        return 2 if group or several else 0

    def _nickname(self, at: int) -> int:
        """Carry on over the nickname of *Robert “Bobby” Scott*."""
        pair = self.parse.pair(at)
        if pair.close == at + 2 and self._is_name(at + 1) and self._is_name(at + 3):
            return 3
        return 0

    def _read(self, first: int, stop: int, floor: int) -> Name | None:
        """Tell title and name apart in a run; None where the run is no name of anyone."""
        forms = self.parse.forms
        if not self.parse.forms[stop - 1][0].isalnum():
            stop -= 1
        if stop <= first:
            return None
        end = stop
        while stop > first + 2 and forms[stop - 1] in POST_NOMINALS:
            stop -= 1
        words = tuple([word.lower() for word in forms[first:stop]])
        article = self._has_article(first, stop)
        kind = self.told.listed_kind(words)
        if kind is not EntityKind.UNKNOWN:
            return Name(range(first, stop), range(first, stop), None, words, kind, "", article)
        cut = self.told.title_words(words)
        if cut == len(words) or (stop - first == 1 and self._is_adjective(first, words[0])):
            return None
        if len(words) == 1 and (words[0] in INSTITUTIONAL or self._is_shouted(first)):
            return None
        start = self._extended(first, floor) if cut else first
        title: range | None = range(start, first + cut) if cut else None
        if not cut:
            cut = self.told.stripped(words)
            title = self._small_title(first, floor)
            start = title.start if title else first
        core = range(first + cut, stop)
        words = words[cut:]
        gender = self._gender(words, title)
        person = title is not None or self._is_person(words, core)
        kind = EntityKind.PERSON if person else self._context_kind(core, article)
        placed = start > 0 and forms[start - 1] in _PLACE_PREPOSITIONS
        royal = title is not None and self.parse.words[title.stop - 1] in _FIRST_NAME_TITLES
        return Name(range(start, end), core, title, words, kind, gender, article, placed, royal)

    def _is_shouted(self, at: int) -> bool:
        """Tell the first words of an article, in capitals: *A MOTHER of three has told*."""
        return self.parse.forms[at].isupper() and sense(self.parse.words[at], "NN") == "person"

    def _widened(self, first: int, stop: int, floor: int) -> int:
        """Take the adjectives of an institution along: *Welsh Local Government Association*.

        So is a given name that the tagger took for a verb.
        """
        forms, tags, names = self.parse.forms, self.parse.tags, self.lexicon.names
        begin, opening = first, self.parse.sentence(first).start
        if first > max(floor, opening) and self._is_given(first - 1):
            return first - 1
        while begin > floor and forms[begin - 1][0].isupper() and tags[begin - 1] == "JJ":
            begin -= 1
        if begin == opening and forms[begin].lower() not in self.lexicon.nations:
            begin += begin < first
        words = tuple([word.lower() for word in forms[begin:stop]])
        if begin == first or not names.keys().isdisjoint(words):
            return first
        listed = self.told.listed_kind(words) is EntityKind.ORGANISATION
        return begin if listed or self.told.is_thing(words[-1]) else first

    def _is_given(self, at: int) -> bool:
        """Tell a given name before a last one, whatever the tagger took it for."""
        forms, names = self.parse.forms, self.lexicon.names
        alone = forms[at + 1].lower() not in names and forms[at + 1].isalpha()
        known = forms[at].lower() in names and not self.parse.times[at]
        return (
            forms[at].istitle()
            and known
            and alone
            and not self.told.ends_title((forms[at + 1].lower(),), 1)
        )

    def _has_article(self, first: int, stop: int) -> bool:
        """Tell whether *the* belongs to a name, not to a noun after it: *the Trump campaign*."""
        tags = self.parse.tags
        if not first or self.parse.forms[first - 1] not in _ARTICLES:
            return False
        return stop >= len(tags) or tags[stop] not in ("NN", "NNS", "JJ")

    def guess(self, core: range) -> Name:
        """Return a name for capitalised words that the tagger took for something else."""
        words = tuple([word.lower() for word in self.parse.forms[core.start : core.stop]])
        kind = self.told.listed_kind(words)
        return Name(core, core, None, words, kind, "", self._has_article(core.start, core.stop))

    def _is_adjective(self, at: int, word: str) -> bool:
        """Tell whether a single word is only a party's or a nation's adjective."""
        return self.parse.tags[at] == "NNP" and self.told.is_affiliation(word)

    def _extended(self, first: int, floor: int) -> int:
        """Take the nationality before a title along: *Russian President*."""
        forms = self.parse.forms
        while (
            first > floor
            and forms[first - 1][0].isupper()
            and self.parse.tags[first - 1] in ("JJ", "NN", "NNS")
        ):
            first -= 1
        return first

    def _small_title(self, first: int, floor: int) -> range | None:
        """Return the office in small letters before a name: *campaign manager Robby Mook*."""
        forms, tags = self.parse.forms, self.parse.tags
        before = forms[first - 1] if first > floor else ""
        if not before or tags[first - 1] != "NN":
            return None
        if before not in self.lexicon.roles and before not in self.lexicon.titles:
            return None
        start = first - 1
        while start > max(floor, first - 4) and tags[start - 1] == "NN":
            start -= 1
        return range(start, first)

    def _gender(self, words: tuple[str, ...], title: range | None) -> str:
        if title is not None:
            forms = self.parse.forms
            for length in range(min(2, len(title)), 0, -1):
                phrase = " ".join(forms[title.stop - length : title.stop]).lower()
                if phrase in self.lexicon.genders:
                    return self.lexicon.genders[phrase]
        if len(words) == 1 and title is not None:
            return ""
        initial = len(words) > 1 and len(words[0]) == 2 and words[0][1] == "."
        gender = self.lexicon.names.get(words[1 if initial else 0], "")
        return "" if gender == "either" else gender

    def _is_person(self, words: tuple[str, ...], core: range) -> bool:
        if len(words) > 1 and (words[0] in self.lexicon.names or words[-1] in SUFFIXES):
            return True
        parse, after = self.parse, core.stop
        if parse.form(after) not in (",", "("):
            return parse.form(after) == "who"
        follows = parse.form(after + 1)
        if follows in ("who", "whose"):
            return True
        return parse.tag(after + 1) == "CD" and len(follows) == 2

    def _context_kind(self, core: range, article: bool) -> EntityKind:
        forms = self.parse.forms
        word = forms[core.start]
        if len(core) == 1 and word.isupper() and 1 < len(word) < 7:
            return EntityKind.ORGANISATION
        if self.parse.tags[core.stop - 1] == "NNPS":
            return EntityKind.GROUP
        return EntityKind.ORGANISATION if article else EntityKind.UNKNOWN
