"""What is known of English words: cues, names, titles, lemmas, closed classes."""

from quoteattr.words.classes import (
    ADDRESSED,
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
from quoteattr.words.times import (
    CALENDAR,
    LEADING,
    PERIODS,
    TIME_NAMES,
    stand_in,
    time_classes,
)

__all__ = [
    "ADDRESSED",
    "CALENDAR",
    "CONTENT_PREPOSITIONS",
    "DASHES",
    "FRAMES",
    "LEADING",
    "NOUN_LINKS",
    "PARTIES",
    "PERIODS",
    "SAYINGS",
    "TIME_NAMES",
    "CueEntry",
    "Lexicon",
    "data_lines",
    "lemma",
    "stand_in",
    "time_classes",
    "word_set",
]
