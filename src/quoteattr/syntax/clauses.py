"""One sentence as the patterns see it: its words, its verb groups and their subjects."""

from bisect import bisect_left, bisect_right

from attrs import frozen

from quoteattr.syntax.subjects import inherited_subject, opening_subject, own_subject
from quoteattr.syntax.verbgroups import VerbGroup, verb_groups
from quoteattr.text import Tagged
from quoteattr.words import CueEntry, Lexicon

__all__ = ["Clauses", "read_clauses"]


@frozen
class Clauses:
    """A sentence with its verb groups and the subject of each.

    ``subjects`` and ``shared`` run parallel to ``groups``; a shared subject comes from an
    earlier verb (“he laughed and said”, “…, adding that”). Indices are those of tokens in
    the whole text; looking outside the sentence gives empty strings.
    """

    tagged: Tagged
    lexicon: Lexicon
    sentence: range
    groups: tuple[VerbGroup, ...]
    firsts: tuple[int, ...]
    subjects: tuple[range | None, ...]
    shared: tuple[bool, ...]
    body_stop: int

    def word(self, index: int) -> str:
        """Return the token in lower case, or an empty string outside the sentence."""
        if self.sentence.start <= index < self.sentence.stop:
            return self.tagged.tokens.words[index].lower()
        return ""

    def tag(self, index: int) -> str:
        """Return the part of speech, or an empty string outside the sentence."""
        if self.sentence.start <= index < self.sentence.stop:
            return self.tagged.pos[index]
        return ""

    def role(self, index: int) -> str:
        """Return the quotation-mark role of any token, or an empty string outside the text."""
        roles = self.tagged.marks.roles
        return roles[index] if 0 <= index < len(roles) else ""

    def entry(self, number: int) -> CueEntry | None:
        """Return what the lexicon holds of the verb of a group."""
        return self.lexicon.cues.get(self.groups[number].lemma)

    def own(self, number: int) -> range | None:
        """Return the subject of a group if it stands before the verb itself."""
        return None if self.shared[number] else self.subjects[number]

    def group_at(self, index: int) -> int | None:
        """Return the number of the verb group that begins at ``index``."""
        number = bisect_left(self.firsts, index)
        return number if number < len(self.firsts) and self.firsts[number] == index else None

    def group_with(self, index: int) -> int | None:
        """Return the number of the verb group whose full verb stands at ``index``."""
        number = bisect_right(self.firsts, index) - 1
        return number if number >= 0 and self.groups[number].head == index else None

    def number_before(self, index: int) -> int | None:
        """Return the number of the last verb group that begins before ``index``."""
        number = bisect_left(self.firsts, index) - 1
        return number if number >= 0 else None

    def finite_from(self, index: int, stop: int) -> int | None:
        """Return the number of the first finite verb group that begins in ``index … stop``."""
        for number in range(bisect_left(self.firsts, index), len(self.firsts)):
            if self.firsts[number] >= stop:
                return None
            if self.groups[number].form == "finite":
                return number
        return None


def read_clauses(tagged: Tagged, lexicon: Lexicon, sentence: range) -> Clauses:
    """Find the verb groups of a sentence and their subjects."""
    groups = tuple(verb_groups(tagged, sentence))
    subjects: list[range | None] = []
    shared: list[bool] = []
    for number in range(len(groups)):
        own = own_subject(tagged, lexicon, groups, number, sentence.start)
        shared.append(own is None)
        subjects.append(own or inherited_subject(tagged, lexicon, groups, subjects, number))
    opening = opening_subject(tagged, groups, subjects, shared)
    if opening is not None:
        subjects[0] = opening
    return Clauses(
        tagged,
        lexicon,
        sentence,
        groups,
        tuple([group.first for group in groups]),
        tuple(subjects),
        tuple(shared),
        _body_stop(tagged, sentence),
    )


def _body_stop(tagged: Tagged, sentence: range) -> int:
    """Return the index after the last token that is not final punctuation."""
    words, roles = tagged.tokens.words, tagged.marks.roles
    stop = sentence.stop
    while stop > sentence.start and roles[stop - 1] == "" and words[stop - 1][0] in ".!?…":
        stop -= 1
    return stop
