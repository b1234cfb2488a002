"""Classes of words and of tags that more than one room asks for."""

from quoteattr.words.files import data_lines

__all__ = [
    "ADDRESSED",
    "AUXILIARIES",
    "COMMON_NOUNS",
    "CONTENT_PREPOSITIONS",
    "DASHES",
    "FINITE",
    "HEARSAY",
    "NOUNS",
    "NOUN_LINKS",
    "PARTIES",
    "PROPER_NOUNS",
    "RELATIVES",
    "SAYINGS",
    "TENSED",
]


def _read() -> dict[str, frozenset[str]]:
    """Return the classes of the packaged list, whose head says what each is for."""
    classes: dict[str, list[str]] = {}
    for entry in data_lines("classes.txt"):
        kind, words = entry.split("\t")
        classes.setdefault(kind, []).extend(words.split())
    return {kind: frozenset(words) for kind, words in classes.items()}


_CLASSES = _read()
ADDRESSED = _CLASSES["addressed"]
AUXILIARIES = _CLASSES["auxiliary"]
CONTENT_PREPOSITIONS = _CLASSES["preposition"]
HEARSAY = _CLASSES["hearsay"]
NOUN_LINKS = _CLASSES["noun-link"]
PARTIES = _CLASSES["party"]
RELATIVES = _CLASSES["relative"]
SAYINGS = _CLASSES["saying"]
#: Dashes that set a part of a sentence off; a hyphen is none.
DASHES = frozenset({"--", "—", "–", "―"})
#: Tags of a verb with a tense of its own, without and with modal verbs: what makes a clause.
TENSED = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TENSED | {"MD"}
#: Tags of nouns that name a kind, of those that name somebody or something, and of both.
COMMON_NOUNS = frozenset({"NN", "NNS"})
PROPER_NOUNS = frozenset({"NNP", "NNPS"})
NOUNS = COMMON_NOUNS | PROPER_NOUNS
