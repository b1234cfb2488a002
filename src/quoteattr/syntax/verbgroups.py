"""Verb groups: auxiliaries, adverbs and one full verb, read off part-of-speech tags."""

from typing import Literal

from attrs import frozen

from quoteattr.text import Tagged

__all__ = ["Form", "VerbGroup", "verb_groups"]

Form = Literal["finite", "ing", "participle", "infinitive", "bare"]

_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "CD"})
_NOUNS = frozenset({"NN", "NNS"})
_FORMS: dict[str, Form] = {
    "MD": "finite",
    "VBD": "finite",
    "VBP": "finite",
    "VBZ": "finite",
    "VBG": "ing",
    "VBN": "participle",
}


@frozen
class VerbGroup:
    """One full verb with the auxiliaries and adverbs before it, in token indices.

    ``head`` is the full verb and ``stop`` the index after it; “has also continuously
    blamed” is one group, “declined to comment” is two.
    """

    first: int
    head: int
    stop: int
    lemma: str
    form: Form
    passive: bool


def verb_groups(tagged: Tagged, sentence: range) -> list[VerbGroup]:
    """Find the verb groups of a sentence, from left to right."""
    pos = tagged.pos
    groups: list[VerbGroup] = []
    index = sentence.start
    while index < sentence.stop:
        if _describes(tagged, sentence, index):
            index += 1
        elif pos[index] in _VERBS or pos[index] == "MD":
            head = _head(tagged, index, sentence.stop)
            groups.append(_group(tagged, sentence.start, index, head))
            index = head + 1
        else:
            index += 1
    return groups


def _describes(tagged: Tagged, sentence: range, index: int) -> bool:
    """Tell a participle that goes with a noun, as in “a proposed bill” or “84% of asked voters”."""
    pos, words = tagged.pos, tagged.tokens.words
    if pos[index] != "VBN" or index == sentence.start or index + 1 >= sentence.stop:
        return False
    determined = pos[index - 1] in _DETERMINERS or words[index - 1].lower() == "of"
    return determined and pos[index + 1] in _NOUNS


def _head(tagged: Tagged, first: int, stop: int) -> int:
    """Return the full verb that the verb at ``first`` leads up to, maybe itself."""
    pos, lemmas = tagged.pos, tagged.lemmas
    head = first
    for index in range(first + 1, stop):
        leads = pos[head] == "MD" or lemmas[head] in _AUXILIARIES
        if leads and pos[index] in _VERBS and _may_follow(pos[head], lemmas[head], pos[index]):
            head = index
        elif not (leads and pos[index] in _ADVERBS):
            break
    return head


def _may_follow(tag: str, auxiliary: str, following: str) -> bool:
    if tag == "MD":
        return following in ("VB", "VBP", "VBD", "VBN")
    if auxiliary == "do":
        return following == "VB"
    if auxiliary == "have":
        return following in ("VBN", "VBD")
    return following in ("VBG", "VBN", "VBD")


def _group(tagged: Tagged, floor: int, first: int, head: int) -> VerbGroup:
    pos, lemmas = tagged.pos, tagged.lemmas
    begin = first
    while begin > floor and pos[begin - 1] == "RB":
        begin -= 1
    form = _FORMS.get(pos[first], "bare")
    if begin > floor and pos[begin - 1] == "TO" and pos[first] in ("VB", "VBP"):
        form = "infinitive"
    inner = lemmas[first:head]
    passive = (
        pos[head] in ("VBN", "VBD") and not {"be", "get"}.isdisjoint(inner) and inner[-1] != "have"
    )
    return VerbGroup(begin, head, head + 1, lemmas[head], form, passive)
