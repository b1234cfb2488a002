"""Reading articles with attributions annotated by hand, and refusing lines not of that form."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from attrs import frozen

from quoteattr.training.corpora.readers import CorpusError, is_list, is_record, objects

__all__ = [
    "AnnotatedArticle",
    "AnnotatedAttribution",
    "Ranges",
    "ranges_of",
    "read_annotated",
]

Ranges = tuple[tuple[int, int], ...]
_ROLES = ("source", "cue", "content")
#: JSON can say “\\ud800”, which no file can hold.
_HALF = re.compile("[\ud800-\udfff]")


@frozen
class AnnotatedAttribution:
    """What people marked: code-point ranges of source, cue and content, any of them empty."""

    source: Ranges
    cue: Ranges
    content: Ranges


@frozen
class AnnotatedArticle:
    """A text and its annotated attributions."""

    text: str
    attributions: tuple[AnnotatedAttribution, ...]


def read_annotated(path: Path) -> Iterator[AnnotatedArticle]:
    """Yield the articles of a JSONL file: ``{"text": …, "attributions": [{"source": …}]}``.

    Raises `CorpusError` with file, line and reason for a line of another form: bad JSON,
    offsets outside the text, a role that does not exist.

    >>> import tempfile
    >>> line = '{"text": "Lee left.", "attributions": [{"source": [[0, 99]]}]}'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "demo.jsonl"
    ...     size = path.write_text(line, encoding="utf-8")
    ...     list(read_annotated(path))
    Traceback (most recent call last):
        ...
    quoteattr.training.corpora.readers.CorpusError: demo.jsonl, line 1: [0, 99] of 'source' is no \
[start, end] inside the text
    """
    for place, record in objects(path):
        text = record.get("text")
        if not isinstance(text, str):
            raise CorpusError(f"{place}: no field 'text' with a string")
        if _HALF.search(text):
            raise CorpusError(f"{place}: 'text' holds half of a surrogate pair")
        annotated = record.get("attributions")
        if not is_list(annotated):
            raise CorpusError(f"{place}: no field 'attributions' with a list")
        yield AnnotatedArticle(
            text, tuple([_attribution(one, len(text), place) for one in annotated])
        )


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _attribution(value: object, length: int, place: str) -> AnnotatedAttribution:
    if not is_record(value):
        raise CorpusError(f"{place}: an attribution must be an object, not {value!r}")
    unknown = sorted(value.keys() - set(_ROLES))
    if unknown:
        raise CorpusError(f"{place}: unknown role {unknown[0]!r}, the roles are {_ROLES}")
    source, cue, content = [
        ranges_of(value.get(role, []), length, f"{place}: ", role) for role in _ROLES
    ]
    return AnnotatedAttribution(source, cue, content)


def ranges_of(value: object, length: int, place: str, role: str) -> Ranges:
    """Return a list of [start, end] inside a text of some length; `CorpusError` if it is none."""
    if not is_list(value):
        raise CorpusError(f"{place}{role!r} must be a list of [start, end]")
    return tuple([_range(pair, length, place, role) for pair in value])


def _range(pair: object, length: int, place: str, role: str) -> tuple[int, int]:
    if is_list(pair) and len(pair) == 2:
        start, end = pair
        if _is_whole(start) and _is_whole(end) and 0 <= start < end <= length:
            return start, end
    raise CorpusError(f"{place}{pair!r} of {role!r} is no [start, end] inside the text")
