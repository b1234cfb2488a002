"""Articles that independent readers marked, every attribution at every level of nesting.

A line is ``{"id": …, "text": …, "readers": {"A": [{"class": "must", "source": [0, 3], "cue": …,
"content": [[…]], "parent": …}], "B": […]}}``; offsets are code points. What any reader would
mark is *must*, what is borderline *may*; a second reader may be missing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from quoteattr.model import Result, Span
from quoteattr.training.corpora.annotated import (
    AnnotatedAttribution,
    Ranges,
    ranges_of,
)
from quoteattr.training.corpora.readers import CorpusError, is_list, is_record, objects

__all__ = ["Marked", "Match", "WorldArticle", "marks_of", "match", "paired", "read_world"]

_One = TypeVar("_One")

#: Two contents are the same if they share so much of all that is in either.
_SAME_CONTENT = 0.5
#: So much closer are two claims whose cues meet.
_SAME_CUE = 0.1
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@frozen
class Marked(AnnotatedAttribution):
    """What one reader marked: its parts, whether any reader would, how many stand around it."""

    must: bool
    depth: int


@frozen
class WorldArticle:
    """A text and what each of its readers marked in it."""

    id: str
    text: str
    readers: tuple[tuple[Marked, ...], ...]


@frozen
class Match:
    """How what was found meets what readers marked.

    ``right`` tells, for each one found, whether a reader has it, ``part`` whether all of it lies
    in what a reader has of the same source; ``wanted`` holds, for each attribution that both
    readers have and one calls must, the number of the one found, or None, and ``deep`` whether
    it lies in another.
    """

    right: tuple[bool, ...]
    part: tuple[bool, ...]
    wanted: tuple[int | None, ...]
    deep: tuple[bool, ...]


def read_world(path: Path) -> Iterator[WorldArticle]:
    """Yield the articles of a file; attributions without a content are left out.

    Raises `CorpusError` with file, line and reason for a line of another form.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "demo.jsonl"
    ...     size = path.write_text('{"id": "a", "text": "Lee left.", "readers": {}}', "utf-8")
    ...     list(read_world(path))
    Traceback (most recent call last):
        ...
    quoteattr.training.corpora.readers.CorpusError: demo.jsonl, line 1: 'readers' has no reader A
    """
    for place, record in objects(path):
        name, text, readers = record.get("id"), record.get("text"), record.get("readers")
        if not isinstance(name, str) or not isinstance(text, str) or not is_record(readers):
            raise CorpusError(f"{place}: expected “id”, “text” and “readers”")
        read = [readers[key] for key in ("A", "B") if key in readers]
        if "A" not in readers:
            raise CorpusError(f"{place}: 'readers' has no reader A")
        marked = [_marked(one, len(text), place) for one in read]
        yield WorldArticle(name, text, tuple(marked))


def _marked(value: object, length: int, place: str) -> tuple[Marked, ...]:
    if not is_list(value):
        raise CorpusError(f"{place}: a reader must be a list of attributions")
    records = [_record(one, place) for one in value]
    above = {_number(one, "id", place): _number(one, "parent", place) for one in records}
    return tuple(
        [
            Marked(
                _part(one.get("source"), length, place, "source"),
                _part(one.get("cue"), length, place, "cue"),
                ranges_of(one["content"], length, f"{place}: ", "content"),
                one.get("class") == "must",
                _depth(above, _number(one, "id", place)),
            )
            for one in records
            if one.get("content")
        ]
    )


def _record(value: object, place: str) -> dict[str, object]:
    if not is_record(value):
        raise CorpusError(f"{place}: an attribution must be an object, not {value!r}")
    return value


def _number(record: Mapping[str, object], key: str, place: str) -> int | str | None:
    """Return what an attribution is called by, a number in most files."""
    value = record.get(key)
    if value is None or isinstance(value, (int, str)):
        return value
    raise CorpusError(f"{place}: {key!r} must be a number or a string, not {value!r}")


def _part(value: object, length: int, place: str, role: str) -> Ranges:
    return () if value is None else ranges_of([value], length, f"{place}: ", role)


def _depth(above: Mapping[int | str | None, int | str | None], at: int | str | None) -> int:
    depth, seen = 0, {at}
    while (at := above.get(at)) is not None and at not in seen:
        seen.add(at)
        depth += 1
    return depth


@frozen
class _Words:
    """A claim as sets of words."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def likeness(self, other: "_Words") -> float:
        """Return how alike two claims are, 0 where they are not the same."""
        both = len(self.content | other.content)
        shared = len(self.content & other.content) / both if both else 0.0
        named = self.source & other.source or not (self.source or other.source)
        if shared < _SAME_CONTENT or not named:
            return 0.0
        return shared + _SAME_CUE * bool(self.cue & other.cue)

    def is_part_of(self, other: "_Words") -> bool:
        """Tell a claim whose words are all among those of another of the same source."""
        return bool(self.source & other.source) and self.content <= other.content


def marks_of(result: Result) -> list[AnnotatedAttribution]:
    """Return what was found in a text, at every level, in the form of what readers mark.

    >>> from quoteattr import attribute
    >>> marks_of(attribute("Lee said it rained."))
    [AnnotatedAttribution(source=((0, 3),), cue=((4, 8),), content=((9, 18),))]
    """
    return [
        AnnotatedAttribution(
            _offsets([one.speaker.span] if one.speaker else []),
            _offsets(one.cue.spans if one.cue else []),
            _offsets(one.content),
        )
        for one in result
    ]


def _offsets(spans: Iterable[Span]) -> Ranges:
    return tuple([(span.start, span.end) for span in spans])


def match(article: WorldArticle, found: Sequence[AnnotatedAttribution]) -> Match:
    """Compare what was found in an article with what its readers marked.

    Claims are paired one to one, the most alike first: contents share half of their words, and
    sources a word, or both have none. With one reader, that reader counts twice.

    >>> lee = Marked(((0, 3),), ((4, 8),), ((9, 18),), must=True, depth=0)
    >>> article = WorldArticle("a", "Lee said it rained.", ((lee,),))
    >>> match(article, [AnnotatedAttribution(((0, 3),), (), ((12, 18),))])
    Match(right=(True,), part=(True,), wanted=(0,), deep=(False,))
    """
    spans = [word.span() for word in _WORD.finditer(article.text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]

    def inside(ranges: Ranges) -> frozenset[int]:
        return frozenset(
            index
            for start, end in ranges
            for index in range(bisect_right(ends, start), bisect_left(starts, end))
        )

    def words(claims: Iterable[AnnotatedAttribution]) -> list[_Words]:
        return [_Words(inside(one.source), inside(one.cue), inside(one.content)) for one in claims]

    first, second = article.readers[0], article.readers[-1]
    ours, one, two = words(found), words(first), words(second)
    of_one, of_two = paired(ours, one, _Words.likeness), paired(ours, two, _Words.likeness)
    ours_of_one = {their: own for own, their in of_one.items()}
    ours_of_two = {their: own for own, their in of_two.items()}
    agreed = [
        (left, right)
        for left, right in paired(one, two, _Words.likeness).items()
        if first[left].must or second[right].must
    ]
    return Match(
        tuple([number in of_one or number in of_two for number in range(len(ours))]),
        tuple([any(own.is_part_of(their) for their in (*one, *two)) for own in ours]),
        tuple([ours_of_one.get(left, ours_of_two.get(right)) for left, right in agreed]),
        tuple([first[left].depth > 0 and second[right].depth > 0 for left, right in agreed]),
    )


def paired(
    ours: Sequence[_One], theirs: Sequence[_One], likeness: Callable[[_One, _One], float]
) -> dict[int, int]:
    """Return which of theirs each of ours is, one to one, the most alike first.

    >>> paired([3, 8], [9, 2], lambda one, other: max(0, 2 - abs(one - other)))
    {0: 1, 1: 0}
    """
    alike = [
        (-like, own, their)
        for own, one in enumerate(ours)
        for their, other in enumerate(theirs)
        if (like := likeness(one, other))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, own, their in sorted(alike):
        if own not in pairs and their not in taken:
            pairs[own] = their
            taken.add(their)
    return pairs
