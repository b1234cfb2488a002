"""The verbs of a text with their subjects: what its clauses hang on."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.syntax.subjects import inherited_subject, opening_subject, own_subject
from quoteattr.syntax.verbgroups import verb_groups
from quoteattr.text import Parse, Verb
from quoteattr.words import DASHES

__all__ = ["ends_clause", "is_stop", "stretches", "with_verbs"]

#: A “sentence” longer than this many tokens is no sentence; it is read in stretches.
_LONGEST = 250
_STOPS = DASHES | {",", ";", ":", ")", "("}
_SUBORDINATE = frozenset("as when while after because".split())


def stretches(parse: Parse) -> Iterator[range]:
    """Yield the sentences of a text, very long ones cut."""
    for sentence in parse.layout.sentences:
        for start in range(sentence.start, sentence.stop, _LONGEST):
            yield range(start, min(start + _LONGEST, sentence.stop))


def with_verbs(parse: Parse) -> Parse:
    """Return a text with the verbs of all its sentences, and who does what they say."""
    verbs = [verb for stretch in stretches(parse) for verb in _verbs(parse, stretch)]
    return evolve(parse, verbs=tuple(verbs))


def _verbs(parse: Parse, sentence: range) -> Iterator[Verb]:
    verbs = verb_groups(parse, sentence)
    subjects: list[range | None] = []
    shared: list[bool] = []
    for number in range(len(verbs)):
        own = own_subject(parse, verbs, number, sentence.start)
        shared.append(own is None)
        subjects.append(own or inherited_subject(parse, verbs, subjects, number))
    opening = opening_subject(parse, verbs, subjects, shared)
    if opening is not None:
        subjects[0] = opening
    for verb, subject, is_shared in zip(verbs, subjects, shared, strict=True):
        yield verb if subject is None else evolve(verb, subject=subject, shared=is_shared)


def is_stop(parse: Parse, index: int) -> bool:
    """Tell whether a mark or the end of the sentence stands at ``index``."""
    if index >= parse.body_stop or parse.role(index) == "close":
        return True
    return parse.form(index) in _STOPS


def ends_clause(parse: Parse, index: int) -> bool:
    """Tell whether the clause before ``index`` is over."""
    joined = parse.word(index) in _SUBORDINATE or parse.tag(index) == "CC"
    return joined or is_stop(parse, index)
