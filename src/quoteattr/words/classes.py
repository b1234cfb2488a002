"""Classes of words and of tags that more than one room asks for."""

from quoteattr.words.files import data_lines

__all__ = [
    "ADDRESSED",
    "AUXILIARIES",
    "COMMON_NOUNS",
    "CONTENT_PREPOSITIONS",
    "DASHES",
    "FINITE",
    "NOUNS",
    "NOUN_LINKS",
    "PARTIES",
    "PROPER_NOUNS",
    "RELATIVES",
    "SAYINGS",
    "TENSED",
]


def _class(name: str) -> frozenset[str]:
    """Return the words of a class in the packaged list, whose head says what each is for."""
    rows = [entry.split("\t") for entry in data_lines("classes.txt")]
    return frozenset([word for kind, words in rows if kind == name for word in words.split()])


ADDRESSED = _class("addressed")
AUXILIARIES = _class("auxiliary")
CONTENT_PREPOSITIONS = _class("preposition")
NOUN_LINKS = _class("noun-link")
PARTIES = _class("party")
RELATIVES = _class("relative")
SAYINGS = _class("saying")
#: Dashes that set a part of a sentence off; a hyphen is none.
DASHES = frozenset({"--", "—", "–", "―"})
#: Tags of a verb with a tense of its own, without and with modal verbs: what makes a clause.
TENSED = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TENSED | {"MD"}
#: Tags of nouns that name a kind, of those that name somebody or something, and of both.
COMMON_NOUNS = frozenset({"NN", "NNS"})
PROPER_NOUNS = frozenset({"NNP", "NNPS"})
NOUNS = COMMON_NOUNS | PROPER_NOUNS
