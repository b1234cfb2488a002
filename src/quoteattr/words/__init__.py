"""What is known of English words: cues, names, titles, lemmas, closed classes."""

from quoteattr.words.classes import (
    ADDRESSED,
    AUXILIARIES,
    COMMON_NOUNS,
    CONTENT_PREPOSITIONS,
    DASHES,
    FINITE,
    HEARSAY,
    NOUN_LINKS,
    NOUNS,
    PARTIES,
    PROPER_NOUNS,
    RELATIVES,
    SAYINGS,
    TENSED,
)
from quoteattr.words.cues import CUE_KINDS, FRAMES, CueEntry
from quoteattr.words.files import data_lines, word_set
from quoteattr.words.lemmas import lemma
from quoteattr.words.lexicon import Lexicon
from quoteattr.words.senses import either_sense, sense, senses
from quoteattr.words.times import (
    CALENDAR,
    LEADING,
    PERIODS,
    STAND_INS,
    TIME_NAMES,
    stand_in,
    time_classes,
)

__all__ = [
    "ADDRESSED",
    "AUXILIARIES",
    "CALENDAR",
    "COMMON_NOUNS",
    "CONTENT_PREPOSITIONS",
    "CUE_KINDS",
    "DASHES",
    "FINITE",
    "FRAMES",
    "HEARSAY",
    "LEADING",
    "NOUNS",
    "NOUN_LINKS",
    "PARTIES",
    "PERIODS",
    "PROPER_NOUNS",
    "RELATIVES",
    "SAYINGS",
    "STAND_INS",
    "TENSED",
    "TIME_NAMES",
    "CueEntry",
    "Lexicon",
    "data_lines",
    "either_sense",
    "lemma",
    "sense",
    "senses",
    "stand_in",
    "time_classes",
    "word_set",
]
