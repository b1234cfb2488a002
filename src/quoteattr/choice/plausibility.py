"""What the chains read, put right by what a sentence allows."""

from collections.abc import Set
from typing import TypeAlias

from quoteattr.choice.features.columns import FINITE, Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.extents import runs_of
from quoteattr.syntax import names_time
from quoteattr.words import SAYINGS

__all__ = ["Parts", "plausible_content"]

#: Source, cue and content.
Parts: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]

#: A clause with “that” and fewer words than this has a verb among them.
_NO_CLAUSE = 8
_ARTICLES = frozenset({"a", "one"})
_MOMENTS = frozenset({"moment", "point", "time", "times"})
_BEING = frozenset({"be", "both"})
#: Where the first verb of a sentence stands, and how sure a verb must be to have said it.
_FIRST_VERB, _SURE = 12, 0.7
#: Frames in which the content is a phrase.
_PHRASAL = ("np", "pp-", "do-", "bare-")


def plausible_content(columns: Columns, context: CueContext, parts: Parts) -> tuple[int, ...]:
    """Return the content of a reading without what cannot belong to it.

    It is empty where the reading as a whole makes no sense: said by a Sunday, by nothing but
    “is”, or by the “who” of “said Ann Lee, who …”.
    """
    source, cue, content = parts
    if not content or _is_time(columns, source) or _is_bare(columns, parts):
        return ()
    if source and source[0] > cue[-1] and columns.pos[source[0]] in ("WP", "WDT"):
        return ()
    if _says_again(columns, context, parts):
        content = tuple([index for index in content if index > context.anchor])
    content = _with_verbs(columns, cue[-1], {*source, *cue}, content)
    content = _without_clauses_of_others(columns, {*cue, *content}, content)
    content = _before_another_says(columns, context, content)
    content = _before_another_clause(columns, cue[-1], content)
    return () if not content or _takes_over(columns, context, content) else content


def _with_verbs(
    columns: Columns, cue: int, own: Set[int], content: tuple[int, ...]
) -> tuple[int, ...]:
    """Take “and said” along in “He left, according to Lee, and said it was late”.

    The words after a further verb are no part of a content without that verb.
    """
    filled = [*content]
    for run in runs_of(content):
        verb = columns.parse.verb_over(run.start - 1) if run.start > cue + 1 else None
        if verb is None or not verb.shared or verb.form != "finite":
            continue
        joint = verb.first - 1
        between = range(joint, run.start)
        if columns.pos[joint] == "CC" and joint > cue and own.isdisjoint(between):
            filled += between
    return content if len(filled) == len(content) else tuple(sorted({*filled}))


def _without_clauses_of_others(
    columns: Columns, own: Set[int], content: tuple[int, ...]
) -> tuple[int, ...]:
    """Leave out a clause with “that” whose verb, right before it, is no part of the reading."""
    kept = content
    for run in runs_of(content):
        verb = run.start - 1
        clause = columns.words[run.start] == "that" and columns.pos[run.start] == "IN"
        if clause and verb >= 0 and verb not in own and columns.pos[verb][:2] == "VB":
            kept = tuple([index for index in kept if index not in run])
    return kept


def _before_another_says(
    columns: Columns, context: CueContext, content: tuple[int, ...]
) -> tuple[int, ...]:
    """Cut “and Lee said, “…”” off “asked for a photo and Lee said, “…””."""
    pattern = context.pattern
    if pattern is None or not pattern.frame.startswith(_PHRASAL):
        return content
    for index in content:
        verb = columns.parse.verb_over(index)
        if index < context.anchor or verb is None or verb.subject is None:
            continue
        joint, after = verb.subject.start - 1, verb.stop + 1
        quotes = columns.parse.lexicon.reports(verb.lemma, "quote") > _SURE
        leads = after < len(columns.words) and columns.parse.marks.roles[after] == "open"
        if quotes and leads and columns.pos[joint] == "CC" and joint in content:
            return tuple([at for at in content if at < joint])
    return content


def _before_another_clause(columns: Columns, cue: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out what stands in a clause beyond one that is nobody’s words.

    In “…,” she said, but Kay was asleep, and as Cole went on about “the wall,” Lee left, she
    did not say “the wall”.
    """
    home = columns.sentence(cue)
    stop, kept = cue + 1, [*content]
    for run in runs_of([index for index in content if index in home and index > cue]):
        for index in range(stop, run.start):
            verb = columns.parse.verb_over(index)
            if verb is None or verb.subject is None or verb.form != "finite":
                continue
            joint = verb.subject.start - 1
            if joint > cue and columns.pos[joint] == "CC" and columns.words[joint - 1] == ",":
                return tuple([at for at in kept if at < run.start or at not in home])
        stop = run.stop
    return tuple(kept)


def _takes_over(columns: Columns, context: CueContext, content: tuple[int, ...]) -> bool:
    """Tell whether a content swallows the verb whose subject it is part of, or has no verb.

    In “Her claim that it sank persuaded nobody” the pattern stops before that verb; in
    “said that Lee, who …, left” nothing ends at “Lee”.
    """
    pattern = context.pattern
    if columns.words[content[0]] == "that" and columns.pos[content[0]] == "IN":
        verbs = [index for index in content if columns.pos[index][:2] in ("VB", "MD")]
        if not verbs and content[-1] - content[0] < _NO_CLAUSE:
            return True
    if pattern is None or len(pattern.content) != 1:
        return False
    stop = pattern.content[0].stop
    begins = content[0] == pattern.content[0].start > context.anchor
    return begins and stop in content and columns.pos[stop] in FINITE | {"VBN"}


def _is_time(columns: Columns, source: tuple[int, ...]) -> bool:
    """Tell a time from a source: “Monday”, “a Sunday”, “one point”."""
    if not source:
        return False
    parse, first = columns.parse, source[0]
    led = len(source) > 1 and (columns.words[first] in _ARTICLES or names_time(parse, first))
    at = first > 0 and columns.words[first - 1] == "at"
    named = all(names_time(parse, index) for index in source[led:])
    return named or (at and columns.words[source[-1]] in _MOMENTS)


def _is_bare(columns: Columns, parts: Parts) -> bool:
    """Tell a form of “be” from a cue: “they are leaving” says nothing, “her answer is” does.

    So does what is followed by “that”: “the rule of the house is that …”.
    """
    source, cue, content = parts
    if any(columns.lemmas[at] not in _BEING and columns.pos[at] != "RB" for at in cue):
        return False
    if all(columns.pos[at] == "RB" for at in cue):
        return False
    head = source[-1] if source else cue[0] - 1
    noun = columns.lemmas[head] if head >= 0 else ""
    if noun in SAYINGS or f"{noun}/n" in columns.parse.lexicon.cues:
        return False
    governed = columns.words[content[0]] == "that" and columns.pos[content[0]] == "IN"
    return not governed or columns.pos[head] == "PRP"


def _says_again(columns: Columns, context: CueContext, parts: Parts) -> bool:
    """Tell “Lee said it was late because “…,” she said”, where Lee has said it already."""
    source, _, content = parts
    if len(source) != 1 or columns.pos[source[0]] != "PRP":
        return False
    if not content or content[0] > context.anchor:
        return False
    home = columns.sentence(content[0])
    if context.anchor not in home:
        return False
    for index in range(home.start + 1, min(home.start + _FIRST_VERB, context.anchor)):
        verb = columns.parse.verb_over(index)
        if verb is not None:
            named = verb.subject is not None and columns.pos[verb.subject.start] == "NNP"
            begins = named and content[0] <= verb.stop + 1
            return begins and columns.parse.lexicon.reports(verb.lemma, "zero") > _SURE
    return False
