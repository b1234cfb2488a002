"""Verb groups: auxiliaries, adverbs and one full verb, read off part-of-speech tags."""

from quoteattr.text import Form, Parse, Verb
from quoteattr.words import AUXILIARIES, COMMON_NOUNS

__all__ = ["LIKELY", "verb_groups"]

#: Tags of verbs that have a tense.

#: A verb more likely than this to report takes part in a sentence as verbs of speech do.
LIKELY = 0.5

_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "CD"})
_FORMS: dict[str, Form] = {
    "MD": "finite",
    "VBD": "finite",
    "VBP": "finite",
    "VBZ": "finite",
    "VBG": "ing",
    "VBN": "participle",
}


def verb_groups(parse: Parse, sentence: range) -> list[Verb]:
    """Find the verbs of a sentence, from left to right, without their subjects."""
    tags = parse.tags
    verbs: list[Verb] = []
    index = sentence.start
    while index < sentence.stop:
        if _describes(parse, sentence, index):
            index += 1
        elif tags[index] in _VERBS or tags[index] == "MD":
            head = _head(parse, index, sentence.stop)
            verbs.append(_verb(parse, sentence.start, index, head))
            index = head + 1
        else:
            index += 1
    return verbs


def _describes(parse: Parse, sentence: range, index: int) -> bool:
    """Tell a participle that goes with a noun, as in “a proposed bill” or “84% of asked voters”."""
    tags = parse.tags
    if tags[index] != "VBN" or index == sentence.start or index + 1 >= sentence.stop:
        return False
    determined = tags[index - 1] in _DETERMINERS or parse.words[index - 1] == "of"
    return determined and tags[index + 1] in COMMON_NOUNS


def _head(parse: Parse, first: int, stop: int) -> int:
    """Return the full verb that the verb at ``first`` leads up to, maybe itself."""
    tags, lemmas = parse.tags, parse.lemmas
    head = first
    for index in range(first + 1, stop):
        leads = tags[head] == "MD" or lemmas[head] in AUXILIARIES
        if leads and tags[index] in _VERBS and _may_follow(tags[head], lemmas[head], tags[index]):
            head = index
        elif not (leads and tags[index] in _ADVERBS):
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


def _verb(parse: Parse, floor: int, first: int, head: int) -> Verb:
    tags, lemmas = parse.tags, parse.lemmas
    begin = first
    while begin > floor and tags[begin - 1] == "RB":
        begin -= 1
    form = _FORMS.get(tags[first], "bare")
    if begin > floor and tags[begin - 1] == "TO" and tags[first] in ("VB", "VBP"):
        form = "infinitive"
    inner = lemmas[first:head]
    passive = (
        tags[head] in ("VBN", "VBD") and not {"be", "get"}.isdisjoint(inner) and inner[-1] != "have"
    )
    return Verb(begin, head, head + 1, lemmas[head], form, passive)
