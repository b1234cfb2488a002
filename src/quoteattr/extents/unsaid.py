"""What stands at the edge of a content and is no part of what its source said."""

from attrs import evolve

from quoteattr.extents.correcting import Correction
from quoteattr.extents.edges import trimmed_content
from quoteattr.extents.takeovers import VERBS, in_subject
from quoteattr.frame import Frame, Rule
from quoteattr.syntax import is_work
from quoteattr.text import Parse, holds, tokens_of, within, without

__all__ = [
    "AFTER_DENIAL",
    "EDGES",
    "JOINING_WORD",
    "OPENING_WORD",
    "SAID_ALREADY",
    "SWALLOWED_VERB",
    "TITLE_AS_PLACE",
]

_NEGATIONS = frozenset({"not", "never"})
_ON = frozenset({"on", "in"})

#: How reliably a verb must report for its clause to be taken for another report: as surely
#: as “say”, “add” or “tell” do.
_REPORTS = 0.7
#: So many words into a sentence the clause that opens it has had its verb.
_FIRST_VERB = 12


def _edges(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    content = trimmed_content(parse, frame.content)
    return frame if not content or content == frame.content else evolve(frame, content=content)


def _opening_word(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “but” in “But the plan, she said, is dead”."""
    first = frame.content[0].start
    opens = first == parse.sentence(first).start and parse.tags[first] == "CC"
    rest = without(frame.content, [range(first, first + 1)]) if opens else ()
    return evolve(frame, content=rest) if rest else frame


def _joining_word(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “and” before a further quotation."""
    joining = [
        range(run.start, run.start + 1)
        for run in frame.content[1:]
        if parse.tags[run.start] == "CC" and len(run) > 1 and parse.role(run.start + 1)
    ]
    return evolve(frame, content=without(frame.content, joining)) if joining else frame


def _title_as_place(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “Meet the Press” in “…,” she said on “Meet the Press”: it was said there."""
    cue, last = frame.cue, frame.last
    titles = [part for run in frame.content if (part := _title(parse, run, last)) is not None]
    kept = without(frame.content, titles)
    if not titles or not kept:
        return frame
    if any(part.start == last + 1 for part in titles) and last > frame.first:
        cue = without(cue, [range(last, last + 1)])
    return evolve(frame, cue=cue, content=kept)


def _title(parse: Parse, run: range, last: int) -> range | None:
    roles = parse.marks.roles
    if run.stop <= last and parse.words[run.start] in _ON:
        return run if _is_titled(parse, run[1:]) else None
    if roles[run.start] != "open" or run.start < last:
        return None
    pair = parse.pair(run.start)
    return range(run.start, min(run.stop, pair.outer.stop)) if is_work(parse, pair) else None


def _is_titled(parse: Parse, tokens: range) -> bool:
    """Tell what is nothing but a quoted title: In “The Long Way Home,” …."""
    if not tokens or parse.marks.roles[tokens.start] != "open":
        return False
    pair = parse.pair(tokens.start)
    return pair.outer.stop >= tokens.stop and is_work(parse, pair)


def _said_already(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “Lee said it was late because” before “…,” she said.

    Lee has said it already.
    """
    if not _has_been_said(parse, frame):
        return frame
    content = within(frame.content, [range(frame.last + 1, len(parse.words))])
    return evolve(frame, content=content) if content else None


def _has_been_said(parse: Parse, frame: Frame) -> bool:
    source, first = frame.source, frame.content[0].start
    if source is None or len(source) != 1 or parse.tags[source.start] != "PRP":
        return False
    home = parse.sentence(first)
    if first > frame.first or frame.first not in home:
        return False
    for index in range(home.start + 1, min(home.start + _FIRST_VERB, frame.first)):
        verb = parse.verb_over(index)
        if verb is not None:
            named = verb.subject is not None and parse.tags[verb.subject.start] == "NNP"
            begins = named and first <= verb.stop + 1
            return begins and parse.lexicon.reports(verb.lemma, "zero") > _REPORTS
    return False


def _swallowed_verb(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Stop before the verb of whose subject a content is part: “her claim that it sank hurt”."""
    if proposed is None or len(proposed.content) != 1:
        return frame
    clause = proposed.content[0]
    if not frame.content[0].start == clause.start > frame.first:
        return frame
    waiting = in_subject(parse.within(parse.sentence(frame.first)), proposed.last)
    swallowed = waiting and holds(frame.content, clause.stop) and parse.tags[clause.stop] in VERBS
    return (
        evolve(frame, content=within(frame.content, [range(clause.stop)])) if swallowed else frame
    )


def _after_denial(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out what follows “he did not suggest war” in a sentence of its own."""
    if not any(parse.lemmas[index] in _NEGATIONS for index in tokens_of(frame.cue)):
        return frame
    kept = within(frame.content, [range(parse.sentence(frame.last).stop)])
    return evolve(frame, content=kept) if kept and kept != frame.content else frame


EDGES = Rule[Correction](
    "edges",
    "Commas and stops at the edge are no part of what is said.",
    "[Lee] <said> {that it rained.} ⇒ [Lee] <said> {that it rained}.",
    _edges,
)
OPENING_WORD = Rule[Correction](
    "opening word",
    "A “but” or “and” that opens the sentence is the writer’s.",
    "{But the plan}, [she] <said>, {is dead}. ⇒ But {the plan}, [she] <said>, {is dead}.",
    _opening_word,
)
JOINING_WORD = Rule[Correction](
    "joining word",
    "An “and” between two quotations is the writer’s.",
    "{“We left,”} [she] <said>, {and “we ran.”} ⇒ {“We left,”} [she] <said>, and {“we ran.”}",
    _joining_word,
)
TITLE_AS_PLACE = Rule[Correction](
    "title as place",
    "The title in quotation marks says where it was said.",
    "{“We left,”} [Lee] <said on> {“Meet the Press.”} ⇒ "
    "{“We left,”} [Lee] <said> on “Meet the Press.”",
    _title_as_place,
)
SAID_ALREADY = Rule[Correction](
    "said already",
    "The words before belong to an earlier “said” of the same speaker.",
    "Lee said {it was late because “it rained,”} [she] <said>. ⇒ -",
    _said_already,
)
SWALLOWED_VERB = Rule[Correction](
    "swallowed verb",
    "What is reported stops before a verb that is the writer’s.",
    "[Her] <claim> {that it sank persuaded nobody}. ⇒ "
    "[Her] <claim> {that it sank} persuaded nobody.",
    _swallowed_verb,
)
AFTER_DENIAL = Rule[Correction](
    "after a denial",
    "What follows in a sentence of its own is no part of what is denied.",
    "[He] <did not suggest> {war}. {“We want peace.”} ⇒ "
    "[He] <did not suggest> {war}. “We want peace.”",
    _after_denial,
)
