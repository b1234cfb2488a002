"""The chosen reading, drawn as its pattern draws it where people draw it now so, now so.

An annotated “told reporters” may be one cue, “said in a statement” too, and a source may
hold the day on which it spoke. Here the addressee, the setting and the time stand apart,
for they have places of their own.
"""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.candidates import Candidate
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.readings import Hypothesis
from quoteattr.choice.unsaid import without_unsaid
from quoteattr.extents import runs_of, trimmed_content
from quoteattr.syntax import names_time
from quoteattr.words import PERIODS

__all__ = ["refined"]

_SETTING_LINKS = frozenset("in on at during via through".split())
_WHEN = frozenset("last this on".split())


def refined(columns: Columns, context: CueContext, hypothesis: Hypothesis) -> Hypothesis:
    """Return a hypothesis with addressee, setting, time and empty “it” out of its parts."""
    own = _without_links(columns, _without_it(columns, context, hypothesis))
    own = without_unsaid(columns, own)
    pattern = context.pattern
    if pattern is None:
        return own
    cue, source = own.cue, _without_scene(columns, context, own.source)
    if _is_drawn_apart(columns, pattern, cue):
        cue = tuple(pattern.cue)
    named = tuple(pattern.source or ())
    after = _rest(source, named)
    relative = len(source) == 1 and columns.words[source[0]] == "which"
    phrase = pattern.frame == "phrase" and cue == tuple(pattern.cue)
    if named and (relative or phrase or (after and _is_apart(columns, after))):
        source = named
    return _addressed(context, evolve(own, cue=cue, source=source))


def _is_drawn_apart(columns: Columns, pattern: Candidate, cue: tuple[int, ...]) -> bool:
    """Tell a cue with a setting at its end, and one that is less than a whole phrase."""
    rest = _rest(cue, tuple(pattern.cue))
    if rest:
        opening = columns.words[rest[0]]
        set_off = opening in _SETTING_LINKS or names_time(columns.parse, rest[0])
        set_off = set_off and columns.pos[rest[-1]][:2] == "NN"
        return set_off or _is_apart(columns, rest)
    return set(cue) < set(pattern.cue) and _is_whole(columns, pattern)


def _is_whole(columns: Columns, pattern: Candidate) -> bool:
    """Tell “in the view of” and “is claimed by”, cues that are one only as a whole."""
    return pattern.frame == "phrase" or columns.words[pattern.cue[-1]] == "by"


def _rest(whole: Sequence[int], start: tuple[int, ...]) -> Sequence[int]:
    """Return what comes after ``start`` in ``whole``, nothing if it does not begin so."""
    begins = start and tuple(whole[: len(start)]) == start
    return whole[len(start) :] if begins else ()


def _is_apart(columns: Columns, tokens: Sequence[int]) -> bool:
    """Tell the time when somebody spoke after their name."""
    return _is_time(columns, tokens[-1]) or columns.words[tokens[-1]].isdigit()


def _is_time(columns: Columns, index: int) -> bool:
    return names_time(columns.parse, index) or columns.parse.times[index] in PERIODS


def _without_scene(
    columns: Columns, context: CueContext, source: tuple[int, ...]
) -> tuple[int, ...]:
    """Leave out when and where before a source: “This Wednesday the minister”, “In it Ford”."""
    if len(source) < 2:
        return source
    opening = columns.words[source[0]]
    if opening in _WHEN and _is_time(columns, source[1]):
        return source[2:] or source
    subject = context.verb.subject if context.verb else None
    if subject is None or columns.pos[source[0]] != "IN" or opening not in _SETTING_LINKS:
        return source
    ends = subject.start > source[0] and subject.stop == source[-1] + 1
    return tuple(subject) if ends else source


def _without_it(columns: Columns, context: CueContext, hypothesis: Hypothesis) -> Hypothesis:
    """Take the “it” of “it is believed that …” out of cue and content."""
    cue, content = hypothesis.cue, hypothesis.content
    if len(cue) > 1 and columns.words[cue[0]] == "it":
        cue = cue[1:]
    first = runs_of(content)[0]
    if len(first) == 1 and len(content) > 1 and first.start < context.anchor:
        content = content[1:] if columns.words[first.start] == "it" else content
    return evolve(hypothesis, cue=cue, content=content)


def _without_links(columns: Columns, hypothesis: Hypothesis) -> Hypothesis:
    """Leave out what links a part to the words before it.

    That is “the farmers” in “the farmers who say”, “who” in “said Lee, who …”, “but” in “But
    the plan, she said, is dead” and “and” before a further quotation.
    """
    source, pos = hypothesis.source, columns.pos
    relative = pos[source[-1]] in ("WP", "WDT") if source else False
    if relative and len(source) > 1 and pos[source[-2]] != "IN":
        source = source[:-1] if source[0] > hypothesis.cue[-1] else source[-1:]
    content = trimmed_content(columns.parse, hypothesis.content) or hypothesis.content
    opens = content[0] == columns.sentence(content[0]).start
    if opens and pos[content[0]] == "CC" and len(content) > 1:
        content = content[1:]
    for run in runs_of(content)[1:]:
        if pos[run.start] == "CC" and len(run) > 1 and pos[run.start + 1] == "q":
            content = tuple([index for index in content if index != run.start])
    return evolve(hypothesis, source=source, content=content)


def _addressed(context: CueContext, hypothesis: Hypothesis) -> Hypothesis:
    """Name the addressee of the pattern, and take it out of cue and content."""
    addressee = hypothesis.addressee
    if addressee is None and context.pattern is not None:
        addressee = context.pattern.addressee
    if addressee is None:
        return hypothesis
    told = tuple(addressee)
    cue, content = hypothesis.cue, hypothesis.content
    if cue[-len(told) :] == told and len(cue) > len(told):
        cue = cue[: -len(told)]
    if content[: len(told)] == told and len(content) > len(told):
        content = content[len(told) :]
    if not {*hypothesis.source, *cue, *content}.isdisjoint(told):
        return hypothesis
    return evolve(hypothesis, cue=cue, content=content, addressee=addressee)
