"""How the tags of UD English EWT map to those of CoreNLP."""

import re
from collections.abc import Mapping

__all__ = ["BY_FORM", "BY_TAG", "penn", "with_role"]

#: A tag that CoreNLP does not use, and what stands in its place.
BY_TAG: Mapping[str, str] = {
    "ADD": "NN",  # addresses: CoreNLP tags most URLs and handles as nouns
    "AFX": "JJ",  # “pre”, “non” before a hyphen that EWT cut off
    "GW": "NN",  # the first part of a word that was written in two
    "HYPH": ":",  # the hyphen of a word that EWT cut in three
    "LS": "CD",  # the number of an item of a list
    "NFP": ":",  # superfluous punctuation, lines of stars, smileys
}

#: What a word of this form is tagged as, whatever EWT says. Only whole words match.
BY_FORM: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[-–—―‒]+|[;:/]|\.[.\s]*\.|…|=+"), ":"),  # EWT: “,”, “.”, SYM, NFP
    (re.compile(r"[.?!]+"), "."),
    (re.compile(r",+"), ","),
    (re.compile(r"[£€¥]"), "$"),
    (re.compile(r"[Tt][Oo]"), "TO"),  # EWT tells “to Rome” (IN) from “to go” (TO)
)

_APOSTROPHES = frozenset("'’‘`´")
_KEPT = frozenset(("``", "''", "POS"))
_WHITE_SPACE = re.compile(r"\s+")


def penn(word: str, xpos: str) -> str:
    """Return the tag that CoreNLP would give to a word of EWT tagged ``xpos``.

    >>> penn("to", "IN"), penn("-", "HYPH"), penn("--", ","), penn("say", "VBP")
    ('TO', ':', ':', 'VBP')
    """
    if xpos in _KEPT:
        return xpos
    for pattern, pos in BY_FORM:
        if pattern.fullmatch(word):
            return pos
    return BY_TAG.get(xpos, xpos)


def with_role(word: str, pos: str) -> str:
    """Return a word as the tagger gets it: a quotation mark by its role, no inner space.

    >>> with_role("“", "``"), with_role("’", "POS"), with_role(". . .", ":")
    ('``', "'", '...')
    """
    if pos in {"``", "''"}:
        return pos
    if pos == "POS" and word in _APOSTROPHES:
        return "'"
    return _WHITE_SPACE.sub("", word)
