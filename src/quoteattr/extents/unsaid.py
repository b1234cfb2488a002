"""What stands at the edge of a content and is no part of what its source said."""

from collections.abc import Callable

from attrs import evolve

from quoteattr.extents.correcting import Correction
from quoteattr.extents.edges import trimmed_content
from quoteattr.frame import Frame, Rule
from quoteattr.syntax import title_words
from quoteattr.text import MarkPair, Parse, tokens_of, within, without
from quoteattr.words import FINITE

__all__ = [
    "AFTER_DENIAL",
    "EDGES",
    "EXCHANGE",
    "JOINING_WORD",
    "OPENING_WORD",
    "SCENE",
    "TITLE_AS_PLACE",
]

_NEGATIONS = frozenset({"not", "never"})
_ON = frozenset({"on", "in"})


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


def _after_denial(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out what follows “he did not suggest war” in a sentence of its own."""
    if not any(parse.lemmas[index] in _NEGATIONS for index in tokens_of(frame.cue)):
        return frame
    kept = within(frame.content, [range(parse.sentence(frame.last).stop)])
    return frame if not kept or kept == frame.content else evolve(frame, content=kept)


def _scene(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out words without a verb before “Lee said, “It rained.””, which begins a sentence."""
    if len(frame.content) < 2:
        return frame
    first, second = frame.content[:2]
    if first.stop > frame.first or second.start < frame.first:
        return frame
    roles, forms = parse.marks.roles, parse.forms
    begins = roles[second.start] == "open" and forms[second.start + 1][:1].isupper()
    told = any(roles[at] or parse.tags[at] in FINITE for at in first)
    return evolve(frame, content=frame.content[1:]) if begins and not told else frame


def _title_as_place(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “Meet the Press” in “…,” she said on “Meet the Press”: it was said there."""
    return _less(parse, frame, _title)


def _exchange(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “Why?” “Who knows?”: nothing tells who asks and who answers."""
    return _less(parse, frame, _questions)


def _less(
    parse: Parse, frame: Frame, part_of: Callable[[Parse, range, int], range | None]
) -> Frame:
    """Take a part out of each piece of a content, and what leads up to it out of the cue."""
    cue, last = frame.cue, frame.last
    dropped = [part_of(parse, run, last) for run in frame.content]
    parts = [part for part in dropped if part is not None]
    kept = without(frame.content, parts)
    if not parts or not kept:
        return frame
    if any(part.start == last + 1 for part in parts) and last > frame.first:
        cue = without(cue, [range(last, last + 1)])
    return evolve(frame, cue=cue, content=kept)


def _title(parse: Parse, run: range, last: int) -> range | None:
    roles = parse.marks.roles
    if run.stop <= last and parse.words[run.start] in _ON:
        return run if _is_titled(parse, run[1:]) else None
    if roles[run.start] != "open" or run.start < last:
        return None
    pair = parse.pair(run.start)
    return range(run.start, min(run.stop, pair.outer.stop)) if _is_place(parse, pair) else None


def _questions(parse: Parse, run: range, last: int) -> range | None:
    roles = parse.marks.roles
    if roles[run.start] != "open" or run.start < last:
        return None
    pair = parse.pair(run.start)
    after = pair.outer.stop
    exchange = after < run.stop and roles[after] == "open"
    return run if exchange and parse.forms[pair.stop - 1][-1] == "?" else None


def _is_titled(parse: Parse, tokens: range) -> bool:
    """Tell what is nothing but a quoted title: In “The Long Way Home,” …."""
    if not tokens or parse.marks.roles[tokens.start] != "open":
        return False
    pair = parse.pair(tokens.start)
    return pair.outer.stop >= tokens.stop and _is_place(parse, pair)


def _is_place(parse: Parse, pair: MarkPair) -> bool:
    """Tell the title of a programme or a work in which somebody speaks: on CNN’s “The Lead”."""
    if pair.open == 0 or not title_words(parse.forms, pair):
        return False
    before = pair.open - 1
    return parse.words[before] in _ON or parse.tags[before] in ("POS", "NNP")


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
AFTER_DENIAL = Rule[Correction](
    "after a denial",
    "What follows in a sentence of its own is no part of what is denied.",
    "[He] <did not suggest> {war}. {“We want peace.”} ⇒ "
    "[He] <did not suggest> {war}. “We want peace.”",
    _after_denial,
)
SCENE = Rule[Correction](
    "scene",
    "The words before set the scene; the quotation begins anew.",
    "{Meanwhile}, [Lee] <said>, {“It rained.”} ⇒ Meanwhile, [Lee] <said>, {“It rained.”}",
    _scene,
)
TITLE_AS_PLACE = Rule[Correction](
    "title as place",
    "The title in quotation marks says where it was said.",
    "{“We left,”} [Lee] <said on> {“Meet the Press.”} ⇒ "
    "{“We left,”} [Lee] <said> on “Meet the Press.”",
    _title_as_place,
)
EXCHANGE = Rule[Correction](
    "exchange",
    "A question and its answer have two speakers, and neither is named.",
    "{“No,”} [Lee] <said>. {“Why?” “It rained.”} ⇒ {“No,”} [Lee] <said>. “Why?” “It rained.”",
    _exchange,
)
