"""Verbs whose object reports: “he heard Lee say it”, “the paper quoted Lee as saying it”."""

from quoteattr.syntax.nounphrases import noun_phrase_from
from quoteattr.text import Parse, Verb

__all__ = ["leads_in"]

#: Verbs with somebody else’s words: after the object stands a bare verb, or “as” and a participle.
_HEARING = frozenset("hear let make see watch".split())
_QUOTING = frozenset("cite describe quote report".split())


def leads_in(parse: Parse, verb: Verb) -> bool:
    """Tell whether the object of a verb reports: “heard Lee say”, “quoted Lee as saying”."""
    if verb.lemma not in _HEARING | _QUOTING:
        return False
    spoken = noun_phrase_from(parse, verb.stop)
    if spoken is None:
        return False
    if verb.lemma in _QUOTING:
        return parse.word(spoken.stop) == "as" and parse.tag(spoken.stop + 1) == "VBG"
    said = parse.verb_at(spoken.stop)
    if said is None or parse.words[said.head] != said.lemma:
        return False
    return parse.lexicon.reports(said.lemma, "that", "quote") > 0
