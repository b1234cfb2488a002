"""When, where and through which medium something was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quoteattr.model import Setting, Span
from quoteattr.syntax import title_words
from quoteattr.words import LEADING, PERIODS, PROPER_NOUNS, TIME_NAMES

if TYPE_CHECKING:
    from quoteattr.frame import Frame
    from quoteattr.text import MarkPair, Parse

__all__ = ["find_setting"]

_REACH = 14
_TIME_BEFORE = LEADING | frozenset(
    "on in at during since the a few two three four five six several mid- by".split()
)
_TIME_AFTER = frozenset({"ago", "earlier", "later", "before"})
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DAY_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?\Z")
_PLACE_WORDS = frozenset(("in", "at", "from", "outside", "near", "inside", "aboard"))
_MEDIUM_WORDS = frozenset(("in", "on", "via", "through", "during", "by"))
#: A quoted title after these is a programme or a text, and no longer than so many tokens.
_SHOWN, _LONGEST_TITLE = frozenset(("in", "on")), 9
_MEDIUM_NOUNS = frozenset(
    "ad address appearance article autobiography blog book briefing broadcast call column"
    " commentary complaint conversation debate documentary e-mail email emails essay filing"
    " interview interviews lawsuit lecture letter memo memoir message messages newsletter note"
    " op-ed podcast post posts program release remarks report sermon speech statement story study"
    " telegram television testimony text transcript tv tweet tweets video radio".split()
)
_OUTLETS = frozenset("twitter facebook instagram telegram youtube tiktok weibo snapchat x".split())
_LINKS = frozenset(("with", "to", "on", "for", "by"))
_PHRASE_TAGS = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "POS", "VBN"))
_EVENTS = frozenset(
    "rally conference event meeting hearing summit ceremony convention gathering party dinner"
    " fundraiser forum stop town-hall hall campus court".split()
)


def find_setting(parse: Parse, frame: Frame, held: Sequence[int]) -> Setting:
    """Return what stands next to cue and source about time, place and medium.

    ``held`` tells, per token, in how many contents it is: what lies in more of them than
    the cue is said by somebody else.
    """
    if not frame.cue:
        return Setting()
    found: dict[str, range] = {}
    for run in _free_runs(parse, frame, held):
        at = run.start
        while at < run.stop:
            kind, stop = _phrase(parse, range(at, run.stop))
            if kind and kind not in found:
                found[kind] = range(at, stop)
            at = max(stop, at + 1)
    if "medium" not in found and frame.addressee and _is_medium(parse, frame.addressee):
        found["medium"] = frame.addressee
    return Setting(
        _span(parse, found.get("time")),
        _span(parse, found.get("place")),
        _span(parse, found.get("medium")),
    )


def _span(parse: Parse, tokens: range | None) -> Span | None:
    return parse.tokens.span(tokens.start, tokens.stop) if tokens else None


def _free_runs(parse: Parse, frame: Frame, held: Sequence[int]) -> Iterator[range]:
    """Yield the stretches near the cue, in its sentence, that have no role in the frame."""
    tags = parse.tags
    cue_first, cue_stop = frame.cue[0].start, frame.cue[-1].stop
    first, stop = cue_first, cue_stop
    if frame.source is not None and abs(frame.source.start - cue_first) <= _REACH:
        first, stop = min(first, frame.source.start), max(stop, frame.source.stop)
    sentence = parse.sentence(cue_first)
    begin = sentence.start if _is_adverbial(parse, range(sentence.start, first)) else first
    window = range(begin, min(sentence.stop, stop + _REACH))
    if tags[cue_first][:2] != "VB":
        window = range(stop, window.stop)
    taken: set[int] = set()
    for part in (*frame.content, *frame.cue, *frame.mentions):
        taken.update(range(max(part.start, window.start), min(part.stop, window.stop)))
    inside = parse.marks.inside
    depth = inside[cue_first]
    level = held[cue_first]
    edges = {begin, stop, cue_stop}
    edges |= {said.stop for said in frame.mentions}
    start = -1
    for at in window:
        level_with = inside[at] == depth or _title_at(parse, at, depth) is not None
        free = at not in taken and level_with and held[at] == level and tags[at] != ":"
        if free and start < 0 and at in edges:
            start = at
        elif not free and start >= 0:
            yield range(start, at)
            start = -1
    if start >= 0:
        yield range(start, window.stop)


def _title_at(parse: Parse, at: int, depth: int) -> MarkPair | None:
    """Return the quoted title, such as that of a programme, in which a token stands."""
    marks, forms = parse.marks, parse.forms
    pair = parse.pair(at) if marks.inside[at] >= 0 else None
    if pair is None or (-1 if pair.parent is None else pair.parent) != depth:
        return None
    return pair if len(pair.inner) <= _LONGEST_TITLE and title_words(forms, pair) else None


def _is_adverbial(parse: Parse, opening: range) -> bool:
    """Tell whether the words before source and cue could set a scene: “On Monday, …”."""
    return len(opening) <= _REACH and not any(parse.tags[at][:2] == "VB" for at in opening)


def _phrase(parse: Parse, run: range) -> tuple[str, int]:
    """Return what the phrase that opens ``run`` tells, and where it ends; "" for nothing."""
    stop = _time_stop(parse, run)
    if stop:
        return "time", stop
    word = parse.words[run.start]
    if word not in _PLACE_WORDS and word not in _MEDIUM_WORDS:
        return "", run.start + 1
    stop = _noun_phrase_stop(parse, range(run.start + 1, run.stop))
    if word in _SHOWN and stop < run.stop and parse.marks.roles[stop] == "open":
        title = _title_at(parse, stop, parse.marks.inside[run.start])
        if title is not None and title.outer.stop <= run.stop:
            return "medium", title.outer.stop
    if stop == run.start + 1:
        return "", stop
    noun_phrase = range(run.start + 1, stop)
    if word in _MEDIUM_WORDS and _is_medium(parse, noun_phrase):
        return "medium", _linked_stop(parse, range(stop, run.stop))
    if word in _PLACE_WORDS and _is_place(parse, noun_phrase):
        return "place", stop
    return "", run.start + 1


def _time_stop(parse: Parse, run: range) -> int:
    """Return where a time that opens ``run`` ends, 0 if none does: *earlier on Monday night*."""
    at = run.start
    while at < run.stop and at < run.start + 5 and not _is_time(parse, at, run.start):
        if parse.words[at] not in _TIME_BEFORE:
            return 0
        at += 1
    if at >= run.stop or not _is_time(parse, at, run.start):
        return 0
    while at < run.stop and (_is_time(parse, at, run.start) or _goes_on(parse, at, run)):
        at += 1
    return at


def _is_time(parse: Parse, at: int, floor: int) -> bool:
    kind, forms = parse.times[at], parse.forms
    if kind in TIME_NAMES:
        return True
    before = parse.words[at - 1] if at > floor else ""
    if _YEAR.match(forms[at]):
        dated = at > floor and parse.times[at - 1] == "month"
        return dated or before in ("in", ",", "since", "early", "late")
    if kind in PERIODS or kind == "periods":
        ago = at + 1 < len(forms) and forms[at + 1] in ("ago", "earlier", "later")
        return ago or before in LEADING
    return False


def _goes_on(parse: Parse, at: int, run: range) -> bool:
    word = parse.words[at]
    if word in _TIME_AFTER or parse.times[at] == "part":
        return True
    if parse.times[at - 1] == "month" and _DAY_NUMBER.match(parse.forms[at]):
        return True
    return word == "," and at + 1 < run.stop and bool(_YEAR.match(parse.forms[at + 1]))


def _noun_phrase_stop(parse: Parse, run: range) -> int:
    at = run.start
    while at < run.stop and parse.tags[at] in _PHRASE_TAGS and not _is_time(parse, at, run.start):
        at += 1
    return at


def _linked_stop(parse: Parse, rest: range) -> int:
    """Take the other side of a conversation along: *in an interview with Fox News*."""
    if not rest or parse.forms[rest.start] not in _LINKS:
        return rest.start
    if parse.tags[rest.start] not in ("IN", "TO"):
        return rest.start
    stop = _noun_phrase_stop(parse, range(rest.start + 1, rest.stop))
    return stop if stop > rest.start + 1 else rest.start


def _is_medium(parse: Parse, phrase: range) -> bool:
    last = parse.words[phrase.stop - 1]
    if last in _MEDIUM_NOUNS or _ends_in_a_title(parse, phrase):
        return True
    names = [parse.words[at] for at in phrase if parse.words[at] != "the"]
    return last in _OUTLETS or " ".join(names) in parse.lexicon.media


def _ends_in_a_title(parse: Parse, phrase: range) -> bool:
    """Tell “NBC’s “Today””, a programme, from “his brother “Red””."""
    marks = parse.marks
    if marks.roles[phrase.stop - 1] != "close":
        return False
    pair = parse.pair(phrase.stop - 1)
    owned = pair.open > phrase.start and parse.tags[pair.open - 1] == "POS"
    return owned and bool(title_words(parse.forms, pair))


def _is_place(parse: Parse, phrase: range) -> bool:
    last = parse.words[phrase.stop - 1]
    if last in _EVENTS or last in parse.lexicon.place_nouns:
        return True
    return parse.tags[phrase.stop - 1] in PROPER_NOUNS and last not in parse.lexicon.media
