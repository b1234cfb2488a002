"""What another engine holds of articles that it has not seen, for the light one to learn from.

Its probabilities stand in for a part of what people marked, as in the distillation of Hinton,
Vinyals and Dean (2015), and for all of it where nobody marked anything.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.training.corpora.readers import CorpusError

__all__ = ["Claim", "Lesson", "Lessons", "read_lessons", "write_lessons"]

_Floats: TypeAlias = npt.NDArray[np.float32]

#: The arrays of a file by the width of their rows. Of what is about an article, the first column
#: says which.
_WIDTHS = {
    "counts": 1,
    "roles": len(ROLES),
    "cues": 3,
    "parts": len(PARTS),
    "claims": 3,
    "ranges": 4,
}
#: What the second column of “ranges” says.
_SOURCE, _CUE, _CONTENT = range(3)


@frozen
class Claim:
    """What an engine holds of a cue: its parts in ranges of tokens, and how likely they are.

    ``stands`` is False for another reading of the same cue, and for what is in conflict with what
    is likelier.
    """

    source: range | None
    cue: tuple[range, ...]
    content: tuple[range, ...]
    probability: float
    stands: bool


@frozen(eq=False)
class Lesson:
    """What an engine holds of one article.

    ``roles`` has a row a token, ``parts``, by the anchors of cues, a row for each token of the
    window around it, all of them probabilities.
    """

    roles: _Floats
    parts: Mapping[int, _Floats]
    claims: Sequence[Claim]


def write_lessons(path: Path, lessons: Mapping[str, Lesson]) -> None:
    """Write lessons by the texts they are about; of the texts themselves a checksum alone."""
    cues: list[tuple[int, int, int]] = []
    parts: list[_Floats] = [np.zeros((0, len(PARTS)), np.float32)]
    claims: list[tuple[float, float, bool]] = []
    ranges: list[tuple[int, int, int, int]] = []
    for article, lesson in enumerate(lessons.values()):
        for anchor, rows in lesson.parts.items():
            cues.append((article, anchor, len(rows)))
            parts.append(rows)
        for claim in lesson.claims:
            ranges += [(len(claims), part, one.start, one.stop) for part, one in _ranges(claim)]
            claims.append((article, claim.probability, claim.stands))
    # Through a file of our own: NumPy adds an ending to a name that has another.
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            texts=np.array([*map(_name, lessons)]),
            counts=np.array([[len(lesson.roles)] for lesson in lessons.values()], np.int64),
            roles=np.concatenate([lesson.roles for lesson in lessons.values()]).astype(np.float16),
            cues=_table(cues, 3).astype(np.int64),
            parts=np.concatenate(parts).astype(np.float16),
            claims=_table(claims, 3),
            ranges=_table(ranges, 4).astype(np.int64),
        )


def _table(rows: Sequence[Sequence[float]], width: int) -> npt.NDArray[np.float64]:
    """Return rows as an array, with its columns even if there are none."""
    table = np.zeros((len(rows), width))
    for number, row in enumerate(rows):
        table[number] = row
    return table


def _ranges(claim: Claim) -> Iterator[tuple[int, range]]:
    if claim.source is not None:
        yield _SOURCE, claim.source
    for piece in claim.cue:
        yield _CUE, piece
    for piece in claim.content:
        yield _CONTENT, piece


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@frozen(eq=False)
class Lessons:
    """The lessons of a file, by the texts they are about."""

    by_name: Mapping[str, Lesson] = field(repr=False)
    checksum: str

    def knows(self, text: str) -> bool:
        """Tell whether there is a lesson about a text."""
        return _name(text) in self.by_name

    def check(self, texts: Iterable[str]) -> None:
        """Raise `CorpusError` for a text without a lesson."""
        for text in texts:
            if not self.knows(text):
                raise CorpusError(
                    f"there is no lesson about the text that begins {text[:40]!r}; "
                    "write the lessons with --unlabelled"
                )

    def about(self, text: str, count: int) -> Lesson:
        """Return the lesson about a text of so many tokens.

        Raises `CorpusError` if there is none, or if the text was cut into other tokens for it.
        """
        self.check([text])
        lesson = self.by_name[_name(text)]
        if len(lesson.roles) != count:
            raise CorpusError(
                f"a lesson about {len(lesson.roles)} tokens for a text of {count}; "
                "write the lessons again with this version"
            )
        return lesson


def read_lessons(path: Path) -> Lessons:
    """Return the lessons of a file that `write_lessons` wrote; `CorpusError` for another one."""
    try:
        # Opened here: NumPy leaves a file open that it cannot read.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in ("texts", *_WIDTHS)}
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise CorpusError(
            f"{path.name}: no file of lessons; write one with: "
            "python -m quoteattr.training encoder --lessons"
        ) from error
    for name, width in _WIDTHS.items():
        if arrays[name].ndim != 2 or arrays[name].shape[1] != width:
            raise CorpusError(f"{path.name}: {name!r} has not {width} columns; write it again")
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return Lessons(dict(zip(arrays["texts"].tolist(), _lessons(arrays), strict=True)), checksum)


def _lessons(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Lesson]:
    claims = _claims(arrays["claims"], arrays["ranges"])
    parts: dict[int, dict[int, _Floats]] = {}
    ends = np.cumsum(arrays["cues"][:, 2].astype(np.int64))
    rows = np.split(arrays["parts"].astype(np.float32), ends[:-1])
    for (article, anchor, _), own in zip(arrays["cues"].tolist(), rows, strict=False):
        parts.setdefault(article, {})[anchor] = own
    counts = arrays["counts"][:, 0].astype(np.int64)
    roles = np.split(arrays["roles"].astype(np.float32), np.cumsum(counts)[:-1])
    for article, own in enumerate(roles):
        yield Lesson(own, parts.get(article, {}), claims.get(article, []))


def _claims(
    claims: npt.NDArray[np.generic], ranges: npt.NDArray[np.generic]
) -> dict[int, list[Claim]]:
    pieces: dict[tuple[int, int], list[range]] = {}
    for claim, part, start, stop in ranges.tolist():
        pieces.setdefault((claim, part), []).append(range(start, stop))
    found: dict[int, list[Claim]] = {}
    for number, (article, probability, stands) in enumerate(claims.tolist()):
        source = pieces.get((number, _SOURCE))
        found.setdefault(int(article), []).append(
            Claim(
                source[0] if source else None,
                tuple(pieces.get((number, _CUE), [])),
                tuple(pieces.get((number, _CONTENT), [])),
                probability,
                bool(stands),
            )
        )
    return found
