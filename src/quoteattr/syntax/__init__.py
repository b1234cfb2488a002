"""From tags to phrases and clauses; what is reported is not known here."""

from quoteattr.syntax.adverbials import is_adverbial, past_adjuncts, past_time
from quoteattr.syntax.clauses import stretches
from quoteattr.syntax.nounphrases import (
    base_phrase_to,
    names_time,
    noun_phrase_from,
    noun_phrase_to,
)
from quoteattr.syntax.quoted import last_quoted, title_words
from quoteattr.syntax.reading import read

__all__ = [
    "base_phrase_to",
    "is_adverbial",
    "last_quoted",
    "names_time",
    "noun_phrase_from",
    "noun_phrase_to",
    "past_adjuncts",
    "past_time",
    "read",
    "stretches",
    "title_words",
]
