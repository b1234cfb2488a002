"""Clauses that lead up to a quotation without a verb of speech: “Lee was blunt: “No.””."""

from collections.abc import Iterator

from quoteattr.extents import quoted_from
from quoteattr.frame import LEAD_IN, Frame
from quoteattr.text import Parse, Verb
from quoteattr.words import DASHES

__all__ = ["announces", "lead_in", "lead_in_cue", "leading_clause", "main_clause"]

#: A verb more reliable than this before a quotation leads up to it by itself.
_LIKELY = 0.5
#: A quotation of fewer tokens, marks included, is a word that a clause ends in.
_SHORTEST = 4
#: So long may a cue be: “made the following comment to the court:”.
_LONGEST_CUE = 9
#: No more tokens stand between a verb of speech and its colon: “yelling at them:”.
_NEAR = 3
_NO_SPEAKERS = frozenset({"it", "this", "that"})
#: A hyphen between spaces stands for a dash.
_DASHES = DASHES | {"-"}
_PARTING = frozenset({",", ":", "VBD", "VBZ", "VBP", "MD", "WP", "WDT", "``", "''"})


def announces(parse: Parse, lemma: str) -> bool:
    """Tell whether a quotation after a verb is more likely than not what it reports."""
    return parse.lexicon.reports(lemma, "quote") > _LIKELY


def lead_in(parse: Parse) -> Iterator[Frame]:
    """Yield “Lee was blunt: “No way.””, a clause of any kind that leads up to a quotation.

    The subject of its main clause speaks, unless the verb leads up to a quotation by itself.
    """
    words = parse.words
    for colon in [at for at in parse.bounds if words[at] == ":"]:
        content = quoted_from(parse, colon + 1)
        if content is None or len(content) < _SHORTEST:
            continue
        if not parse.forms[content.start + 1][0].isupper():
            continue
        found = main_clause(parse, colon)
        if found is None or leading_clause(parse, colon) is not None:
            continue
        subject, verb = found
        cue = lead_in_cue(parse, verb, colon)
        if cue.start == colon or not announces(parse, verb.lemma):
            yield Frame((cue,), ":", subject, (content,), LEAD_IN)


def leading_clause(parse: Parse, colon: int) -> tuple[range, Verb] | None:
    """Return subject and verb of speech right before a colon: “with Lee yelling: “Out!””."""
    verb = parse.verb_before(colon)
    if verb is None or verb.subject is None:
        return None
    near = announces(parse, verb.lemma) and colon - verb.stop <= _NEAR
    return (verb.subject, verb) if near else None


def lead_in_cue(parse: Parse, verb: Verb, colon: int) -> range:
    """Return “made the following comment”, what leads up to a colon, or the colon alone."""
    cue = range(verb.first, colon)
    if len(cue) > _LONGEST_CUE or _is_parted(parse, range(verb.stop, colon)):
        return range(colon, colon + 1)
    return cue


def _is_parted(parse: Parse, tokens: range) -> bool:
    """Tell whether another clause begins between a verb and its colon."""
    return any(parse.tag(at) in _PARTING or parse.word(at) == "that" for at in tokens)


def main_clause(parse: Parse, stop: int) -> tuple[range, Verb] | None:
    """Return subject and verb of the last clause before ``stop`` that hangs on no other.

    In “As Lee noted, it was late:” it is Lee who goes on, and in “It was so late that I had to
    leave:” it is I.
    """
    found: tuple[range, Verb] | None = None
    for verb in parse.verbs:
        subject = verb.own
        if verb.first >= stop:
            break
        if subject is None or verb.form != "finite" or parse.tag(subject.start) in ("EX", "WP"):
            continue
        if _is_empty(parse, subject, verb, stop):
            continue
        if parse.marks.inside[verb.head] != parse.marks.inside[stop]:
            continue
        before = subject.start - 1
        if parse.word(before) == "as" and announces(parse, verb.lemma):
            return subject, verb
        first = found is None and parse.tag(before) not in ("IN", "WRB", "WDT", "WP")
        if first or (found is not None and _stands_beside(parse, before)):
            found = subject, verb
    return found


def _is_empty(parse: Parse, subject: range, verb: Verb, stop: int) -> bool:
    """Tell “that was it:” and “here they are:”, which speak of what follows."""
    listed = verb.lemma == "be" and verb.stop == stop and parse.word(subject.start) == "they"
    return len(subject) == 1 and (listed or parse.word(subject.start) in _NO_SPEAKERS)


def _stands_beside(parse: Parse, before: int) -> bool:
    """Tell a clause that follows as one of its own, or as what came of the one before."""
    if parse.word(before) == "that":
        return parse.word(before - 1) == ","
    return parse.form(before) in _DASHES or parse.word(before) in (";", "but", "so")
