"""The parts of a source phrase: its head, its conjuncts, its appositions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import define, frozen

from quoteattr.entities.name import POST_NOMINALS, Name
from quoteattr.words import COMMON_NOUNS, DASHES, NOUNS

if TYPE_CHECKING:
    from quoteattr.text import Parse

__all__ = ["Phrase", "PhraseReader"]

_MOST_CONJUNCTS = 8
#: So many words an office before a name may have.
_LONGEST_OFFICE = 5
_NOMINAL = NOUNS | {"PRP", "CD", "DT", "JJ", "JJS"}
_BREAK_TAGS = frozenset(
    ("IN", "TO", "WP", "WDT", "WRB", "WP$", "VBD", "VBZ", "VBP", "MD", ",", ":", "-LRB-", ".")
)
_BREAK_WORDS = DASHES | {"(", "[", ",", ";", ":", "-"}
_PARTICIPLES = frozenset(("VBN", "VBG"))
_EDGES = frozenset((",", ".", ";", ":", "``", "''", "(", ")", "-LRB-", "-RRB-", "POS", "CC", "RB"))
_PARTITIVE = frozenset(
    "one some many most several few all both each any none half two three four five number group"
    " majority lot couple dozen dozens hundreds thousands handful pair team".split()
)


@frozen
class Phrase:
    """A source phrase: the tokens asked for, trimmed, and what stands where in it.

    ``core`` ends before the first preposition, clause or comma; ``head`` is its last token;
    ``name`` the proper name that the head belongs to, if any; ``conjuncts`` the sources of
    a joint one; ``partitive``: *one of …*.
    """

    span: range
    core: range
    head: int
    name: Name | None = None
    conjuncts: tuple[range, ...] = ()
    partitive: bool = False


@define
class PhraseReader:
    """Reads source phrases of one text; ``name_at`` holds the name that a token is part of."""

    parse: Parse
    name_at: Mapping[int, Name]

    def read(self, span: range) -> Phrase:
        """Find head, name and conjuncts of the phrase in ``span``, which is not empty."""
        span = self._trimmed(span)
        stop = self._core_stop(span)
        core = range(span.start, stop)
        conjuncts = self._conjuncts(span, stop)
        head = self._head(core)
        name = self.name_at.get(head)
        partitive = self._is_partitive(span, head, stop)
        if name is None and not conjuncts:
            name = self._apposition(range(stop, span.stop)) or self._titled(span, head, stop)
        return Phrase(span, core, head, name, conjuncts, partitive)

    def _trimmed(self, span: range) -> range:
        tags = self.parse.tags
        first, stop = span.start, span.stop
        while stop - first > 1 and (tags[stop - 1] in _EDGES) and stop - 1 not in self.name_at:
            stop -= 1
        while stop - first > 1 and (tags[first] in _EDGES or tags[first] == "IN"):
            first += 1
        return range(first, stop)

    def _core_stop(self, span: range) -> int:
        """Return where the core ends: before what can only follow its head."""
        tags, forms = self.parse.tags, self.parse.forms
        at = span.start
        seen = False
        while at < span.stop:
            name = self.name_at.get(at)
            if name is not None:
                at, seen = min(name.span.stop, span.stop), True
                continue
            tag = tags[at]
            if seen and self._ends_core(at, tag, forms[at], span.stop):
                break
            seen = seen or tag in _NOMINAL
            at += 1
        return max(at, span.start + 1)

    def _ends_core(self, at: int, tag: str, word: str, stop: int) -> bool:
        if tag in _BREAK_TAGS or word in _BREAK_WORDS:
            return True
        if tag == "CC":
            return self._joins_phrases(at, stop)
        return tag in _PARTICIPLES and not self._modifies(at, stop)

    def _modifies(self, at: int, stop: int) -> bool:
        """Tell whether a participle stands before its noun: *the recently elected mayor*."""
        tags = self.parse.tags
        return tags[at - 1] not in COMMON_NOUNS and at + 1 < stop and tags[at + 1] in _NOMINAL

    def _joins_phrases(self, at: int, stop: int) -> bool:
        """Tell whether *and* joins two sources; it joins adjectives in *current and former*."""
        tags = self.parse.tags
        if self._are_offices(at, stop):
            return False
        return (
            at + 1 < stop
            and (at - 1 in self.name_at or (tags[at - 1] in NOUNS or tags[at - 1] == "PRP"))
            and (at + 1 in self.name_at or tags[at + 1] in _NOMINAL)
        )

    def _are_offices(self, at: int, stop: int) -> bool:
        """Tell the two offices of one person: *founder and director Ann Lee*."""
        name = self.name_at.get(stop - 1)
        if name is None or name.core.stop < stop or len(name.core) < 2:
            return False
        offices = range(at + 1, name.core.start)
        if not offices or self.parse.tags[at + 1] == "DT":
            return False
        if self._names_office(at - 1) and self._names_office(offices[-1]):
            return True
        # A second person would have a title and no small word: *the senator and Mayor Ann Lee*.
        small = self.parse.forms[at + 1][0].islower()
        return small and any(map(self._names_office, offices))

    def _names_office(self, at: int) -> bool:
        lexicon, word = self.parse.lexicon, self.parse.words[at].rpartition("-")[2]
        return word in lexicon.roles or word in lexicon.titles

    def _head(self, core: range) -> int:
        tags = self.parse.tags
        head = core.stop - 1
        while head > core.start and tags[head] in _EDGES and head not in self.name_at:
            head -= 1
        return head - 1 if self._trails(head, core) else head

    def _trails(self, head: int, core: range) -> bool:
        """Tell whether an adjective after its noun opens a complement: *people familiar with*."""
        tags, after = self.parse.tags, head + 1
        return (
            tags[head] == "JJ"
            and head > core.start
            and tags[head - 1] in COMMON_NOUNS
            and after < len(tags)
            and tags[after] in ("IN", "TO")
            and self.parse.forms[after] != "of"
        )

    def _is_partitive(self, span: range, head: int, stop: int) -> bool:
        forms = self.parse.forms
        return stop < span.stop and forms[stop] == "of" and self.parse.words[head] in _PARTITIVE

    def _conjuncts(self, span: range, stop: int) -> tuple[range, ...]:
        """Return the parts of *Carson, Fiorina and Huckabee*; none for a single source."""
        tags, forms = self.parse.tags, self.parse.forms
        if stop >= span.stop:
            return ()
        if tags[stop] == "CC":
            first, second = range(span.start, stop), range(stop + 1, span.stop)
            return (first, second) if self._are_two(first, second) else ()
        if forms[stop] != ",":
            return ()
        parts: list[range] = []
        start = at = span.start
        joined = False
        while at < span.stop and len(parts) < _MOST_CONJUNCTS:
            name = self.name_at.get(at)
            if name is not None:
                at = min(name.span.stop, span.stop)
                continue
            if forms[at] == "," or tags[at] == "CC":
                joined = joined or tags[at] == "CC"
                if at > start:
                    parts.append(range(start, at))
                start = at + 1
            at += 1
        if start < span.stop:
            parts.append(range(start, span.stop))
        whole = all(self._is_whole_name(part) for part in parts)
        return tuple(parts) if joined and whole and len(parts) > 1 else ()

    def _are_two(self, first: range, second: range) -> bool:
        """Tell *the senator and the mayor* from *a lawyer and activist*."""
        tags = self.parse.tags
        singular = tags[first.stop - 1] == "NN" and first.stop - 1 not in self.name_at
        bare = tags[second.start] in ("NN", "JJ") and second.start not in self.name_at
        return not (singular and bare)

    def _is_whole_name(self, part: range) -> bool:
        name = self.name_at.get(part.start)
        return name is not None and name.span.stop >= part.stop

    def _name_after(self, words: range) -> Name | None:
        """Return the name that begins here, or after an office: *former general Ann Lee*."""
        first = next((at for at in words[:_LONGEST_OFFICE] if at in self.name_at), words.stop)
        name = self.name_at.get(first)
        if name is None or name.span.start != first:
            return None
        if first == words.start:
            return name
        told = all(self.parse.tags[at] in ("JJ", "NN", "DT") for at in words[: first - words.start])
        given = name.words[0] in self.parse.lexicon.names and len(name.core) > 1
        return name if told and given else None

    def _titled(self, span: range, head: int, stop: int) -> Name | None:
        """Return the name behind a long title: *US Ambassador to Germany Ann Lee*."""
        name = self.name_at.get(span.stop - 1)
        if name is None or name.core.stop < span.stop or len(name.core) < 2:
            return None
        if name.words[0] not in self.parse.lexicon.names:
            return None
        before = name.core.start - 1
        if before <= stop or self._names_office(before) or not self._names_office(head):
            return None
        return name if self.parse.forms[stop] in ("of", "for", "to") else None

    def _is_placed(self, at: int) -> bool:
        """Tell the place before a comma, which describes it alone: *police in Baytown, Texas*."""
        name = self.name_at.get(at)
        return name is not None and name.placed

    def _apposition(self, rest: range) -> Name | None:
        """Return the name in *the interior minister, Bernard Cazeneuve,*."""
        forms = self.parse.forms
        for at in rest[:24]:
            if forms[at] != "," or at + 1 >= rest.stop or self._is_placed(at - 1):
                continue
            name = self._name_after(range(at + 1, rest.stop))
            if name is None:
                continue
            end = name.span.stop
            while end < rest.stop and forms[end] in POST_NOMINALS:
                end += 1
            if end >= rest.stop or forms[end] == ",":
                return name
        return None
