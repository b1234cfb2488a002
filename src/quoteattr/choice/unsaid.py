"""Quotations at the edge of a content that are no part of what its source said."""

from attrs import evolve

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.readings import Hypothesis
from quoteattr.syntax import title_words
from quoteattr.text import MarkPair, runs_of

__all__ = ["without_unsaid"]

_NEGATIONS = frozenset({"not", "never"})
_ON = frozenset({"on", "in"})


def without_unsaid(columns: Columns, hypothesis: Hypothesis) -> Hypothesis:
    """Take scenes, titles, exchanges and what follows a denial out of a content.

    “Meet the Press” in “…,” she said on “Meet the Press”, is where it was said. In “Why?” “Who
    knows?” nothing tells who asks and who answers. What follows “he did not suggest war” in a
    sentence of its own is no part of what he did not suggest. “Meanwhile” in “Meanwhile, Lee
    said, “It rained.”” is nobody’s.
    """
    if len(hypothesis.content) < 2:
        return hypothesis
    cue, last, kept = hypothesis.cue, max(hypothesis.cue), [*hypothesis.content]
    if any(columns.lemmas[index] in _NEGATIONS for index in cue):
        home = columns.sentence(last)
        kept = [index for index in kept if index < home.stop]
    runs = runs_of(kept)
    if len(runs) > 1 and _is_scene(columns, runs[0], runs[1], cue[0]):
        kept = kept[len(runs[0]) :]
    for run in runs_of(kept):
        dropped = _dropped(columns, run, last)
        kept = [index for index in kept if index not in dropped]
        if dropped and dropped.start - 1 == last and last in cue[1:]:
            cue = cue[:-1]
    return evolve(hypothesis, cue=cue, content=tuple(kept)) if kept else hypothesis


def _is_scene(columns: Columns, first: range, second: range, cue: int) -> bool:
    """Tell words without a verb before “Lee said, “It rained.””, which begins a sentence."""
    roles, forms = columns.parse.marks.roles, columns.parse.forms
    if first.stop > cue or second.start < cue or roles[second.start] != "open":
        return False
    quoted = any(roles[at] for at in first)
    verbs = columns.verbs[first.stop] - columns.verbs[first.start]
    return not quoted and not verbs and forms[second.start + 1][:1].isupper()


def _dropped(columns: Columns, run: range, cue: int) -> range:
    """Return the part at the start of a piece of content that does not belong to it."""
    marks, forms = columns.parse.marks, columns.parse.forms
    if run.stop <= cue and columns.words[run.start] in _ON:
        return run if _is_titled(columns, run[1:]) else range(0)
    if marks.roles[run.start] != "open" or run.start < cue:
        return range(0)
    pair = columns.parse.pair(run.start)
    if _is_place(columns, pair):
        return range(run.start, min(run.stop, pair.outer.stop))
    after = pair.outer.stop
    exchange = after < run.stop and marks.roles[after] == "open"
    return run if exchange and forms[pair.stop - 1][-1] == "?" else range(0)


def _is_titled(columns: Columns, tokens: range) -> bool:
    """Tell what is nothing but a quoted title: In “The Long Way Home,” …."""
    marks = columns.parse.marks
    if not tokens or marks.roles[tokens.start] != "open":
        return False
    pair = columns.parse.pair(tokens.start)
    return pair.outer.stop >= tokens.stop and _is_place(columns, pair)


def _is_place(columns: Columns, pair: MarkPair) -> bool:
    """Tell the title of a programme or a work in which somebody speaks: on CNN’s “The Lead”."""
    if pair.open == 0 or not title_words(columns.parse.forms, pair):
        return False
    before = pair.open - 1
    return columns.words[before] in _ON or columns.pos[before] in ("POS", "NNP")
