"""From tags to phrases and clauses; what is reported is not known here."""

from quoteattr.syntax.adverbials import TIMES, past_adjuncts, past_time
from quoteattr.syntax.clauses import Clauses, read_clauses
from quoteattr.syntax.mending import mend_tags
from quoteattr.syntax.nounphrases import NOUNS, TIME_WORDS, noun_phrase_from, noun_phrase_to
from quoteattr.syntax.quoted import last_quoted, title_words
from quoteattr.syntax.verbgroups import VerbGroup

__all__ = [
    "NOUNS",
    "TIMES",
    "TIME_WORDS",
    "Clauses",
    "VerbGroup",
    "last_quoted",
    "mend_tags",
    "noun_phrase_from",
    "noun_phrase_to",
    "past_adjuncts",
    "past_time",
    "read_clauses",
    "title_words",
]
