"""What is known of English words: cues, names, titles, lemmas, closed classes."""

from quoteattr.words.classes import ADDRESSED, DASHES, SAYINGS
from quoteattr.words.files import data_lines, word_set
from quoteattr.words.gazetteer import CALENDAR, PARTIES, Gazetteer, gazetteer
from quoteattr.words.lemmas import lemma
from quoteattr.words.lexicon import CueEntry, Lexicon

__all__ = [
    "ADDRESSED",
    "CALENDAR",
    "DASHES",
    "PARTIES",
    "SAYINGS",
    "CueEntry",
    "Gazetteer",
    "Lexicon",
    "data_lines",
    "gazetteer",
    "lemma",
    "word_set",
]
