"""From tags to phrases and clauses; what is reported is not known here."""

from quoteattr.syntax.adverbials import is_adverbial, past_adjuncts, past_time
from quoteattr.syntax.appositions import (
    with_apposition,
    with_apposition_before_clause,
    with_name_before,
)
from quoteattr.syntax.clauses import ends_clause, is_stop, stretches
from quoteattr.syntax.leading import leads_in
from quoteattr.syntax.nounphrases import (
    base_phrase_to,
    names_time,
    noun_phrase_from,
    noun_phrase_to,
)
from quoteattr.syntax.quoted import (
    is_name_like,
    is_nickname,
    is_sentence,
    is_utterance,
    is_work,
    last_quoted,
    stands_alone,
    title_words,
)
from quoteattr.syntax.reading import read
from quoteattr.syntax.turnlabels import NOBODY, is_called_up, opens_turn

__all__ = [
    "NOBODY",
    "base_phrase_to",
    "ends_clause",
    "is_adverbial",
    "is_called_up",
    "is_name_like",
    "is_nickname",
    "is_sentence",
    "is_stop",
    "is_utterance",
    "is_work",
    "last_quoted",
    "leads_in",
    "names_time",
    "noun_phrase_from",
    "noun_phrase_to",
    "opens_turn",
    "past_adjuncts",
    "past_time",
    "read",
    "stands_alone",
    "stretches",
    "title_words",
    "with_apposition",
    "with_apposition_before_clause",
    "with_name_before",
]
