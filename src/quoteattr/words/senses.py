"""What sort of thing a noun, a verb or an adjective is about: a person, speech, thought, an act."""

from collections.abc import Mapping
from functools import lru_cache

from quoteattr.words.files import data_lines
from quoteattr.words.lemmas import lemma
from quoteattr.words.lexicon import Lexicon

__all__ = ["either_sense", "sense", "senses"]

_NONE = "-"
#: The kinds of words in the list, by the first letter of their tags.
_KINDS = {"N": "n", "V": "v", "J": "j"}
_VERB_TAGS = ("VBD", "VBZ", "VBG")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, str]]:
    """Return the classes of nouns, verbs and adjectives, which the head of the list explains.

    What the lexicon lists as a cue has its kind of report for a class.
    """
    table: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS.values()}
    for line in data_lines("senses.txt"):
        kind, label, words = line.split("\t")
        table[kind].update(dict.fromkeys(words.split(), label))
    for entry in Lexicon.default().cues.values():
        word, _, noun_or_adjective = entry.lemma.partition("/")
        if entry.kind:
            table[noun_or_adjective or "v"][word] = entry.kind
    return table


def sense(lemma: str, tag: str) -> str:
    """Return the class of a lemma whose part of speech is ``tag``, a dash if it has none.

    A proper noun has none, for what it is called says nothing of what it is.

    >>> sense("spokesman", "NN"), sense("claim", "NN"), sense("claim", "VB"), sense("Claim", "NNP")
    ('person', 'claim', 'claim', '-')
    """
    kind = _KINDS.get(tag[:1])
    if kind is None or tag.startswith("NNP"):
        return _NONE
    return _table()[kind].get(lemma, _NONE)


@lru_cache(maxsize=1 << 14)
def senses(word: str) -> tuple[str, str]:
    """Return the classes of a word as a noun and as a verb, a dash for what it is not.

    >>> senses("claims"), senses("mothers"), senses("of")
    (('claim', 'claim'), ('person', 'social'), ('-', '-'))
    """
    nouns, verbs = _table()["n"], _table()["v"]
    bases = (lemma(word, tag) for tag in _VERB_TAGS)
    verb = next((verbs[base] for base in bases if base in verbs), _NONE)
    return nouns.get(lemma(word, "NNS"), _NONE), verb


def either_sense(word: str) -> str:
    """Return both classes of a word in one string.

    >>> either_sense("claim")
    'claim|claim'
    """
    return "|".join(senses(word))
