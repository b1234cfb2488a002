"""Lists of what somebody said: “The council asked for:” and points below it, a paragraph each."""

from attrs import evolve

from quoteattr.candidates import leading_clause
from quoteattr.frame import Frame
from quoteattr.quotations.places import Places, uncued
from quoteattr.text import Parse

__all__ = ["listed_points", "point"]

#: What a point of a list opens with. Dashes and stars open other paragraphs too.
_BULLETS = frozenset("•·▪‣◦●■□–—-*")
#: So many paragraphs make a list.
_FEWEST = 2
#: What stands behind a point and is no part of it.
_BEHIND = frozenset({".", ";", ",", "and", "or"})


def listed_points(parse: Parse) -> dict[int, tuple[int, range]]:
    """Return the points of lists by the number of their paragraph.

    With each comes the number of the paragraph above its list, which ends in a colon.
    """
    paragraphs, forms = parse.layout.paragraphs, parse.forms
    found: dict[int, tuple[int, range]] = {}
    head, points = -1, dict[int, range]()
    for number, paragraph in enumerate((*paragraphs, range(0))):
        point = _without_bullet(parse, paragraph)
        if point is not None and head >= 0:
            points[number] = point
            continue
        if len(points) >= _FEWEST:
            found.update({at: (head, each) for at, each in points.items()})
        points = {}
        head = number if paragraph and forms[paragraph.stop - 1] == ":" else -1
    return found


def _without_bullet(parse: Parse, paragraph: range) -> range | None:
    """Return a paragraph that opens with a bullet without that and what stands behind it."""
    if len(paragraph) < 2 or parse.forms[paragraph.start] not in _BULLETS:
        return None
    stop = paragraph.stop
    while stop > paragraph.start + 1 and parse.words[stop - 1] in _BEHIND:
        stop -= 1
    return range(paragraph.start + 1, stop) if stop > paragraph.start + 1 else None


def point(parse: Parse, places: Places, said: range) -> int | Frame | None:
    """Return who says a point: the frame that has the ones before it, or a new one."""
    number = parse.layout.paragraph_of[said.start]
    if number not in places.points:
        return None
    head, _ = places.points[number]
    earlier = places.last_in.get(number - 1) if number - 1 > head else None
    if earlier is not None and places.frames[earlier].first < parse.layout.paragraphs[head].stop:
        return earlier
    colon = parse.layout.paragraphs[head].stop - 1
    leads = leading_clause(parse.within(parse.sentence(colon)), colon)
    if leads is None or parse.marks.inside[colon] >= 0:
        return None
    source, verb = leads
    taken = places.with_cue_at(parse, verb.head)
    if taken is not None:
        return taken
    return evolve(uncued(source, said), cue=(range(verb.first, verb.stop),), lemma=verb.lemma)
