"""Lemmas: the base form of a verb, the singular of a noun, the full form of a clitic."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from quoteattr.words.files import data_lines, word_set

__all__ = ["base_form", "lemma", "singular"]

_LONGEST = 40
_VOWELS = frozenset("aeiou")
_WORDS_IN_E = "lemma_words_in_e.txt"

_CLITICS: Mapping[tuple[str, str], str] = {
    ("MD", "'d"): "would",
    ("MD", "d"): "would",
    ("MD", "ll"): "will",
    ("MD", "'ll"): "will",
    ("MD", "ca"): "can",
    ("MD", "sha"): "shall",
    ("MD", "wo"): "will",
    ("RB", "n't"): "not",
    ("RB", "nt"): "not",
    ("VB", "'ve"): "have",
    ("VBD", "'d"): "have",
    ("VB", "wan"): "want",
    ("VBP", "wan"): "want",
    ("VBP", "'m"): "be",
    ("VBP", "m"): "be",
    ("VBP", "r"): "be",
    ("VBP", "re"): "be",
    ("VBP", "ve"): "have",
    ("VBP", "'re"): "be",
    ("VBP", "'ve"): "have",
    ("VBZ", "'s"): "be",
    ("VBZ", "s"): "be",
}

# Third persons and plurals in -s from which more than the -s must go, longest ending first:
# each with what stands in its place. “goes” is irregular, “echoes” and “vetoes” are not.
_ENDINGS_IN_S = (
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("ies", "y"),
    ("oes", "o"),
)
# Endings of a stem that no list has, after which a verb ends in -e: “invad” + “e”; below
# them those of several letters that forbid it: “repeat”, “bring”, “harass”, “focus”.
_STEMS_WITH_E = (
    *("ad", "ag", "ak", "am", "ap", "ar", "at", "ac", "ib", "ic", "id", "im", "in", "ir", "is"),
    *("iz", "ed", "od", "ok", "ol", "ud", "ug", "uk", "ul", "um", "ur", "ut", "il"),
    *("c", "s", "u", "v", "z", "bl", "cl", "dg", "dl", "fl", "gl", "kl", "lg", "ng", "pl"),
    *("rg", "tl"),
)
_STEMS_WITHOUT_E = (
    *("ead", "oad", "eag", "eak", "oak", "eam", "oam", "eap", "oap", "ear", "oar", "eat", "oat"),
    *("aid", "oid", "aim", "ain", "ein", "oin", "uin", "air", "oir", "eed", "ood", "ook", "eek"),
    *("ool", "oud", "aul", "oul", "our", "eur", "aut", "out", "ail", "eil", "oil", "uil"),
    *("ing", "ong", "ung", "ss", "us", "zz", "ias"),
)


def _irregular(name: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in data_lines(name):
        base, *inflected = line.split()
        forms.update(dict.fromkeys(inflected, base))
    return forms


@lru_cache(maxsize=1)
def _irregular_verbs() -> Mapping[str, str]:
    return _irregular("lemma_irregular_verbs.txt")


@lru_cache(maxsize=1)
def _irregular_nouns() -> Mapping[str, str]:
    return _irregular("lemma_irregular_nouns.txt")


def lemma(word: str, pos: str) -> str:
    """Return the lemma of a word with a Penn tag, in small letters.

    Verbs get their base form, plural common nouns their singular, clitics the word that
    they stand for; every other word is only put into small letters, with ' for ’.

    >>> [lemma(verb, "VBD") for verb in ("said", "Conceded", "quipped", "replied", "argued")]
    ['say', 'concede', 'quip', 'reply', 'argue']
    >>> lemma("women", "NNS"), lemma("n’t", "RB"), lemma("’s", "VBZ"), lemma("Paris", "NNP")
    ('woman', 'not', 'be', 'paris')
    """
    if len(word) > _LONGEST:
        return word.lower().replace("’", "'")
    return _lemma(word, pos)


def base_form(word: str) -> str:
    """Return the verb of which a word is an inflected form; a base form is its own.

    Where no list has the verb, only an ending that base forms do not have tells.

    >>> [base_form(word) for word in ("said", "tooted", "found", "proceed", "sing", "focus")]
    ['say', 'toot', 'found', 'proceed', 'sing', 'focus']
    """
    verbs = word_set("lemma_verbs.txt")
    if word in verbs or word in _irregular_verbs().values():
        return word
    if word in _irregular_verbs():
        return _irregular_verbs()[word]
    if word.endswith("ing") or (word.endswith("ed") and not word.endswith("eed")):
        return _base_of_gerund(word) if word.endswith("ing") else _base_of_past(word)
    base = _without_s(word)
    return base if base in verbs else word


def singular(noun: str) -> str:
    """Return the noun of which a word is the plural; a singular is its own.

    >>> [singular(noun) for noun in ("claims", "women", "news", "analysis", "emphasis")]
    ['claim', 'woman', 'news', 'analysis', 'emphasis']
    """
    return noun if noun.endswith(("is", "ics", "news")) else _singular(noun)


@lru_cache(maxsize=1 << 15)
def _lemma(word: str, pos: str) -> str:
    lower = word.lower().replace("’", "'")
    clitic = _CLITICS.get((pos, lower))
    if clitic is not None:
        return clitic
    inflection = _INFLECTIONS.get(pos)
    return inflection(lower) if inflection else lower


def _base_of_present(verb: str) -> str:
    """“says” → “say”, and “are” → “be”; a base form is its own lemma."""
    return {"am": "be", "are": "be", "ai": "be", "gon": "go"}.get(verb, verb)


def _base_of_third_person(verb: str) -> str:
    return _irregular_verbs().get(verb) or _without_s(verb)


def _base_of_past(verb: str) -> str:
    irregular = _irregular_verbs().get(verb)
    if irregular:
        return irregular
    for prefix in ("re-", "co-", "pre-", "re", "un", "mis", "out", "over", "under", "fore"):
        rest = verb[len(prefix) :]
        if verb.startswith(prefix) and rest in _irregular_verbs():
            return prefix + _irregular_verbs()[rest]
    if verb.endswith("ied"):
        return verb[:-1] if verb[:-1] in word_set(_WORDS_IN_E) else verb[:-3] + "y"
    if verb.endswith("eed") and len(verb) > 4:
        return verb[:-1]
    return _base_of_stem(verb[:-2]) if verb.endswith("ed") and len(verb) > 3 else verb


def _base_of_gerund(verb: str) -> str:
    if verb in _irregular_verbs():
        return _irregular_verbs()[verb]
    stem = next((verb[: -len(end)] for end in ("ing", "in'", "in") if verb.endswith(end)), "")
    if not any(letter in "aeiouy" for letter in stem):
        return _base_of_present(verb)
    if stem.endswith("y") and stem[:-1] + "ie" in word_set(_WORDS_IN_E):
        return stem[:-1] + "ie"
    return _base_of_stem(stem)


def _base_of_stem(stem: str) -> str:
    """Undo what -ed and -ing do to a verb: “admitt” → “admit”, “conced” → “concede”."""
    verbs = word_set("lemma_verbs.txt")
    rest = stem.rpartition("-")[2]
    single, with_e = rest[:-1], rest + "e"
    doubled = len(rest) > 2 and rest[-1] == rest[-2] and rest[-1] not in _VOWELS
    if doubled and rest not in verbs and (single in verbs or rest[-1] not in "lsfz"):
        return stem[:-1]
    if rest in verbs and with_e in verbs:
        return stem + "e" if _is_short(rest) else stem
    if rest in verbs or doubled:
        return stem
    if with_e in verbs or _wants_e(rest):
        return stem + "e"
    return stem


def _is_short(stem: str) -> bool:
    """Tell whether a verb in this form would double its last letter: “bar”, not “rent”."""
    return stem[-1:] not in _VOWELS and stem[-2:-1] in _VOWELS and stem[-3:-2] not in _VOWELS


def _wants_e(stem: str) -> bool:
    """Guess for a verb that no list has; a listed prefix decides: “re” + “stat(e)”."""
    verbs = word_set("lemma_verbs.txt")
    for prefix in ("re", "un", "mis", "out", "over", "under", "fore", "de", "dis", "pre", "co"):
        rest = stem[len(prefix) :]
        if stem.startswith(prefix) and len(rest) > 2 and (rest in verbs or rest + "e" in verbs):
            return rest not in verbs
    if _is_short(stem) and not any(letter in "aeiouy" for letter in stem[:-2]):
        return stem[-1] not in "wxy"
    return stem.endswith(_STEMS_WITH_E) and not stem.endswith(_STEMS_WITHOUT_E)


def _singular(noun: str) -> str:
    irregular = _irregular_nouns()
    if noun in irregular:
        return irregular[noun]
    head, hyphen, last = noun.rpartition("-")
    if hyphen and last in irregular:
        return f"{head}-{irregular[last]}"
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if noun[:1].isdigit():
        return noun
    if noun.endswith("'s"):
        return noun[:-2]
    return _without_s(noun)


def _without_s(word: str) -> str:
    """Take a final -s or -es off: “speeches” → “speech”, “votes” → “vote”."""
    if not word.endswith("s") or word.endswith(("ss", "us")) or len(word) < 3:
        return word
    if word[:-1] in word_set(_WORDS_IN_E):
        return word[:-1]
    for ending, replacement in _ENDINGS_IN_S:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word[:-1]


_INFLECTIONS: Mapping[str, Callable[[str], str]] = {
    "NNS": _singular,
    "VBD": _base_of_past,
    "VBG": _base_of_gerund,
    "VBN": _base_of_past,
    "VBP": _base_of_present,
    "VBZ": _base_of_third_person,
}
