"""From tags to phrases and clauses; what is reported is not known here."""

from quoteattr.syntax.adverbials import TIMES, past_adjuncts, past_time
from quoteattr.syntax.clauses import stretches
from quoteattr.syntax.nounphrases import (
    NOUNS,
    TIME_WORDS,
    base_phrase_to,
    noun_phrase_from,
    noun_phrase_to,
)
from quoteattr.syntax.quoted import last_quoted, title_words
from quoteattr.syntax.reading import read

__all__ = [
    "NOUNS",
    "TIMES",
    "TIME_WORDS",
    "base_phrase_to",
    "last_quoted",
    "noun_phrase_from",
    "noun_phrase_to",
    "past_adjuncts",
    "past_time",
    "read",
    "stretches",
    "title_words",
]
