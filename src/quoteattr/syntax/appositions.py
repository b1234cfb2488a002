"""Names and what explains them: “Lee, the party’s chairman,” and “Ann Lee, the aide”."""

from quoteattr.syntax.clauses import ends_clause
from quoteattr.syntax.nounphrases import noun_phrase_from, noun_phrase_to
from quoteattr.text import Parse

__all__ = ["with_apposition", "with_apposition_before_clause", "with_name_before"]

_APPOSED = frozenset({"DT", "NN", "NNP", "JJ", "PRP$"})


def with_apposition(parse: Parse, phrase: range) -> range:
    """Take “, the party’s chairman,” after a noun phrase along, where a clause ends after it."""
    comma = phrase.stop
    if parse.word(comma) != "," or parse.tag(comma + 1) not in _APPOSED:
        return phrase
    apposed = noun_phrase_from(parse, comma + 1)
    if apposed is None or not ends_clause(parse, apposed.stop):
        return phrase
    if parse.finite_from(apposed.stop, apposed.stop + 1) is not None:
        return phrase
    return range(phrase.start, apposed.stop)


def with_apposition_before_clause(parse: Parse, phrase: range) -> range:
    """Take “, a farmer” along where a clause of its own follows: “to Lee, a farmer, it rained”."""
    whole = with_apposition(parse, phrase)
    if parse.word(whole.stop) == ":":
        return whole
    if whole == phrase or parse.word(whole.stop) != ",":
        return phrase
    verb = parse.finite_from(whole.stop, parse.bounds.stop)
    subject = None if verb is None else verb.own
    if subject is None or parse.tag(subject.start) in ("WP", "WDT"):
        return phrase
    return whole if subject.start > whole.stop else phrase


def with_name_before(parse: Parse, phrase: range) -> range:
    """Take the name along that a noun phrase explains: “…,” Ann Lee, the aide who left said.

    The name comes right after a quotation.
    """
    if parse.word(phrase.start - 1) != "," or parse.tag(phrase.start) != "DT":
        return phrase
    name = noun_phrase_to(parse, phrase.start - 2)
    named = name is not None and parse.tag(name.start) == "NNP"
    if name is None or not named or parse.role(name.start - 1) != "close":
        return phrase
    return range(name.start, phrase.stop)
