"""The verbs of a text with their subjects: what its clauses hang on."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.syntax.subjects import inherited_subject, opening_subject, own_subject
from quoteattr.syntax.verbgroups import verb_groups
from quoteattr.text import Parse, Verb

__all__ = ["stretches", "with_verbs"]

#: A “sentence” longer than this many tokens is no sentence; it is read in stretches.
_LONGEST = 250


def stretches(parse: Parse) -> Iterator[range]:
    """Yield the sentences of a text, very long ones cut."""
    for sentence in parse.layout.sentences:
        for start in range(sentence.start, sentence.stop, _LONGEST):
            yield range(start, min(start + _LONGEST, sentence.stop))


def with_verbs(parse: Parse) -> Parse:
    """Return a text with the verb groups of all its sentences, and who does what they say."""
    verbs = [verb for stretch in stretches(parse) for verb in _verbs(parse, stretch)]
    return evolve(parse, verbs=tuple(verbs))


def _verbs(parse: Parse, sentence: range) -> Iterator[Verb]:
    groups = verb_groups(parse, sentence)
    subjects: list[range | None] = []
    shared: list[bool] = []
    for number in range(len(groups)):
        own = own_subject(parse, groups, number, sentence.start)
        shared.append(own is None)
        subjects.append(own or inherited_subject(parse, groups, subjects, number))
    opening = opening_subject(parse, groups, subjects, shared)
    if opening is not None:
        subjects[0] = opening
    for group, subject, is_shared in zip(groups, subjects, shared, strict=True):
        yield evolve(group, subject=subject, shared=is_shared)
