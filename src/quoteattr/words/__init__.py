"""What is known of English words: cues, names, titles, lemmas, closed classes."""

from quoteattr.words.classes import (
    ADDRESSED,
    CALENDAR,
    CONTENT_PREPOSITIONS,
    DASHES,
    NOUN_LINKS,
    PARTIES,
    SAYINGS,
)
from quoteattr.words.cues import FRAMES, CueEntry
from quoteattr.words.files import data_lines, word_set
from quoteattr.words.lemmas import lemma
from quoteattr.words.lexicon import Lexicon

__all__ = [
    "ADDRESSED",
    "CALENDAR",
    "CONTENT_PREPOSITIONS",
    "DASHES",
    "FRAMES",
    "NOUN_LINKS",
    "PARTIES",
    "SAYINGS",
    "CueEntry",
    "Lexicon",
    "data_lines",
    "lemma",
    "word_set",
]
